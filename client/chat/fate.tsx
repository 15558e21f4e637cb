// What has become of an own message, as far as one can honestly know: in flight, should have arrived,
// confirmed. Words from the clock; the component renders again only when a stage changes.
import { useState } from 'preact/hooks';
import { sayOnPlace, sayThePlace } from '../../shared/space/place-names.ts';
import { sayCountdown, sayDuration } from '../../shared/time/format.ts';
import { realUntil, segment, simNow } from '../state/clock.ts';
import { receipts } from '../state/own.ts';
import { type Leg, legsOf, type OwnMessage } from '../state/own-messages.ts';
import { placeOf, rangesFromHere } from '../state/places.ts';
import { Icon } from '../ui/icons.tsx';
import { Live } from '../ui/live.tsx';
import { usePaint } from '../ui/painter.ts';
import { sayTimeNear } from '../ui/words/instant.ts';
import { FlightTrack } from './flight-track.tsx';

/** More legs than this are folded into a summary at first. */
const OPEN_MAX = 3;

export function Fate({ message }: { message: OwnMessage }) {
  const legs = useLegs(message);
  const [isOpen, setOpen] = useState<boolean | undefined>(undefined);
  const left = `left ${sayTimeNear(message.sentAt, simNow())}`;
  const [only] = legs;
  if (only === undefined) return <p class="fate">{left} · here</p>;
  if (legs.length === 1) {
    return (
      <div class="fate">
        <p>
          {left} <LegWords leg={only} />
        </p>
        {only.stage === 'flying' && <LegTrack message={message} leg={only} />}
      </div>
    );
  }
  const shown = isOpen ?? (legs.length <= OPEN_MAX && legs.some(({ stage }) => stage === 'flying'));
  return (
    <div class="fate">
      <p>
        {left} · {summary(legs)}{' '}
        <button
          type="button"
          class="text-button"
          aria-expanded={shown}
          onClick={() => setOpen(!shown)}
        >
          {shown ? 'less' : 'each place'}
        </button>
      </p>
      {shown && (
        <ul class="legs">
          {legs.map((leg) => (
            <li key={leg.place}>
              <p>
                <LegWords leg={leg} />
              </p>
              {leg.stage === 'flying' && <LegTrack message={message} leg={leg} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function LegTrack({ message, leg }: { message: OwnMessage; leg: Leg }) {
  return (
    <FlightTrack
      from={placeOf(message.origin)}
      to={placeOf(leg.place)}
      sentAt={message.sentAt}
      arrivesAt={leg.arrivesAt}
    />
  );
}

function LegWords({ leg }: { leg: Leg }) {
  const place = placeOf(leg.place);
  switch (leg.stage) {
    case 'flying':
      return (
        <span class="stage is-flying">
          <Icon name="flight" />
          <Live words={() => flyingWords(leg)} />
        </span>
      );
    case 'due':
      return (
        <span class="stage">
          <Icon name="clock" />
          <span>
            should have arrived {sayOnPlace(place)}, <Live words={() => dueWords(leg)} />
          </span>
        </span>
      );
    case 'confirmed':
      return (
        <span class="stage is-confirmed">
          <Icon name="check" />
          <span>
            confirmed, seen {sayOnPlace(place)} at {sayTimeNear(leg.by.sentAt, simNow())}
          </span>
        </span>
      );
    default:
      return leg satisfies never;
  }
}

function flyingWords({ place, arrivesAt }: Leg): string {
  const to = sayThePlace(placeOf(place));
  const wait = realUntil(arrivesAt);
  if (segment.peek().warp === 0) {
    return `in flight to ${to}, ${sayDuration(arrivesAt - simNow())} to go, the clock is paused`;
  }
  return `in flight, reaches ${to} in ${sayCountdown(wait)}`;
}

function dueWords({ place, arrivesAt }: Leg): string {
  const backMs = rangesFromHere.peek().get(place)?.backMs;
  if (backMs === undefined) return 'no receipt yet';
  const earliest = (arrivesAt + backMs) as typeof arrivesAt;
  if (simNow() >= earliest) return 'no receipt yet';
  const wait = realUntil(earliest);
  return Number.isFinite(wait)
    ? `a receipt can be back in ${sayCountdown(wait)}`
    : 'a receipt is still far';
}

function summary(legs: readonly Leg[]): string {
  const count = (stage: Leg['stage']) => legs.filter((leg) => leg.stage === stage).length;
  const confirmed = count('confirmed');
  if (confirmed === legs.length) return `confirmed by all ${legs.length} places`;
  const flying = count('flying');
  const parts = [
    flying > 0 && `in flight to ${flying}`,
    count('due') > 0 && `should have arrived at ${count('due')}`,
    `confirmed ${confirmed} of ${legs.length}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** The legs now; renders again when one of them enters another stage. */
function useLegs(message: OwnMessage): readonly Leg[] {
  const [, setTurn] = useState(0);
  const back = receipts.value;
  const legs = legsOf(message, { now: simNow(), receipts: back });
  const key = stageKey(legs);
  usePaint(
    () => {
      if (stageKey(legsOf(message, { now: simNow(), receipts: back })) !== key) {
        setTurn((turn) => turn + 1);
      }
    },
    { pace: 'tenth', isOn: legs.some(({ stage }) => stage === 'flying') },
  );
  return legs;
}

const stageKey = (legs: readonly Leg[]): string => legs.map(({ stage }) => stage).join();
