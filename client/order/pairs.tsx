// The pairs in different order, in words.

import { sayThePlace } from '../../shared/space/place-names.ts';
import { placeOf } from '../state/places.ts';
import type { OrderedEvent } from './orders.ts';
import type { Shown } from './shown.ts';

const PAIRS_MAX = 12;
const TEXT_MAX = 40;

export function Pairs({
  pairs,
  a,
  b,
  byKey,
}: {
  pairs: readonly (readonly [OrderedEvent, OrderedEvent])[];
  a: string;
  b: string;
  byKey: ReadonlyMap<string, Shown>;
}) {
  if (pairs.length === 0) return null;
  const words = ({ key }: OrderedEvent): string => {
    const body = byKey.get(key)?.sighting.event.body;
    const text = body?.kind === 'say' ? body.text : '';
    return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX).trimEnd()}\u2026` : text;
  };
  return (
    <div class="pairs">
      <h2>In different order</h2>
      <ul>
        {pairs.slice(-PAIRS_MAX).map(([e, f]) => (
          <li key={`${e.key} ${f.key}`}>
            <q>{words(e)}</q> came before <q>{words(f)}</q> at {sayThePlace(placeOf(a))}, and after
            it at {sayThePlace(placeOf(b))}.
          </li>
        ))}
      </ul>
    </div>
  );
}
