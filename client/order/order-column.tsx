// One column: the messages in the order in which one place sees them.
import { simNow } from '../state/clock.ts';
import { faces } from '../state/people.ts';
import { select, selected } from '../state/pictured.ts';
import { placeOf } from '../state/places.ts';
import { Live } from '../ui/live.tsx';
import { sayTimeNear } from '../ui/words/instant.ts';
import { type Arrive, type Relation, relationOf } from './orders.ts';
import type { Shown } from './shown.ts';

const RELATION_WORDS: Record<Relation, string> = {
  before: 'in its past',
  after: 'in its future',
  neither: 'neither could know',
};

export function OrderColumn({
  place,
  side,
  keys,
  byKey,
  arrive,
}: {
  place: string;
  side: 'a' | 'b';
  keys: readonly string[];
  byKey: ReadonlyMap<string, Shown>;
  arrive: Arrive;
}) {
  return (
    <ol class="order-column" aria-label={`In the order of ${placeOf(place).name}`}>
      {keys.map((key) => {
        const shown = byKey.get(key);
        return (
          shown && (
            <Entry
              key={key}
              shown={shown}
              place={place}
              side={side}
              byKey={byKey}
              arrive={arrive}
            />
          )
        );
      })}
    </ol>
  );
}

function Entry({
  shown: { event, sighting },
  place,
  side,
  byKey,
  arrive,
}: {
  shown: Shown;
  place: string;
  side: 'a' | 'b';
  byKey: ReadonlyMap<string, Shown>;
  arrive: Arrive;
}) {
  const isSelected = selected.value === event.key;
  const other = byKey.get(selected.value ?? '')?.event;
  const relation = other && !isSelected ? relationOf(event, other, arrive) : undefined;
  const { body, author, origin } = sighting.event;
  const arrivesAt = side === 'a' ? event.atA : event.atB;
  return (
    <li class="hued" style={{ '--hue': placeOf(origin).hue }}>
      <button
        type="button"
        class="order-entry"
        aria-pressed={isSelected}
        data-relation={relation}
        onClick={() => select(isSelected ? undefined : event.key)}
      >
        <span class="line-1">
          <span class="words">{body.kind === 'say' ? body.text : ''}</span>
        </span>
        <span class="line-2">
          <Live words={() => arrivalWords(arrivesAt, origin === place)} />,{' '}
          {sighting.isOwn ? 'you' : (faces.value.get(author)?.name ?? 'somebody')}
          {relation && <span class="relation"> · {RELATION_WORDS[relation]}</span>}
        </span>
      </button>
    </li>
  );
}

function arrivalWords(arrivesAt: ReturnType<typeof simNow>, isSaid: boolean): string {
  const now = simNow();
  const time = sayTimeNear(arrivesAt, now);
  if (isSaid) return `said ${time}`;
  return arrivesAt > now ? `in flight, there ${time}` : `there ${time}`;
}
