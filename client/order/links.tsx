// The links between the two columns: one per message, from its row on the left to its row on the right.
import { selected } from '../state/pictured.ts';
import { placeOf } from '../state/places.ts';
import type { OrderedEvent } from './orders.ts';
import type { Shown } from './shown.ts';

/** The rows are this high, in the style sheet too. */
const ROW_PX = 48;
const WIDTH = 100;

export function Links({
  left,
  right,
  pairs,
  byKey,
}: {
  left: readonly string[];
  right: readonly string[];
  pairs: readonly (readonly [OrderedEvent, OrderedEvent])[];
  byKey: ReadonlyMap<string, Shown>;
}) {
  const swapped = new Set(pairs.flatMap(([e, f]) => [e.key, f.key]));
  const height = left.length * ROW_PX;
  const y = (row: number) => (row + 0.5) * ROW_PX;
  return (
    <svg
      class="links"
      viewBox={`0 0 ${WIDTH} ${Math.max(1, height)}`}
      preserveAspectRatio="none"
      style={{ height: `${height}px` }}
      aria-hidden="true"
    >
      {left.map((key, row) => {
        const from = y(row);
        const to = y(right.indexOf(key));
        const hue = placeOf(byKey.get(key)?.sighting.event.origin ?? '').hue;
        const isLit = selected.value === key;
        return (
          <path
            key={key}
            class={`hued${swapped.has(key) ? ' is-swapped' : ''}${isLit ? ' is-lit' : ''}`}
            style={{ '--hue': hue }}
            d={`M0 ${from}C${WIDTH * 0.45} ${from} ${WIDTH * 0.55} ${to} ${WIDTH} ${to}`}
          />
        );
      })}
    </svg>
  );
}
