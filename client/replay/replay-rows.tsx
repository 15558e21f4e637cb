// The rows of a replay: what had arrived by the time its clock shows, the newest at the end, and what
// a whole log knows to be on its way.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Arrival } from '../../shared/chat/event.ts';
import { sayDuration, sayTime } from '../../shared/time/format.ts';
import type { SimMs } from '../../shared/time/frames.ts';
import { Live } from '../ui/live.tsx';
import { PlaceMark } from '../ui/marks.tsx';
import { usePaint } from '../ui/painter.ts';
import { sayDate } from '../ui/words/instant.ts';
import { hueOfPlace } from './place-hue.ts';
import { countAt, type RecordedView } from './recorded-view.ts';

/** Rows that stand at once: more than anybody reads, and quick at any speed. */
const SHOWN = 200;
const COMING = 20;

export interface RowsProps {
  readonly view: RecordedView;
  readonly place: string;
  readonly nameOf: (place: string) => string;
  /** Whether what is on its way is known. */
  readonly isWhole: boolean;
  readonly now: () => SimMs;
  /** Told when the clock stands at the end of the view. */
  readonly onEnd: () => void;
}

export function ReplayRows({ view, place, nameOf, isWhole, now, onEnd }: RowsProps) {
  const { arrivals, to } = view;
  const scroller = useRef<HTMLElement>(null);
  const [count, setCount] = useState(() => countAt(arrivals, now()));
  usePaint(
    () => {
      const at = now();
      const next = countAt(arrivals, at);
      if (next !== count) setCount(next);
      if (at >= to) onEnd();
    },
    { pace: 'frame' },
  );
  useEffect(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [count, view]);
  const arrived = arrivals.slice(0, count);
  const rows = arrived.filter(isRow).slice(-SHOWN);
  const names = namesIn(arrivals);
  return (
    <section
      class="replay-rows"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`What had arrived, seen from ${nameOf(place)}`}
    >
      {rows.length === 0 && <p class="hint">Nothing had arrived here yet.</p>}
      <ol>
        {rows.map((arrival) => (
          <Row key={keyOf(arrival)} arrival={arrival} place={place} names={names} nameOf={nameOf} />
        ))}
      </ol>
      {isWhole && <Coming arrivals={arrivals} count={count} now={now} nameOf={nameOf} />}
    </section>
  );
}

const keyOf = ({ event }: Arrival): string => `${event.author} ${event.id}`;
const isRow = ({ event }: Arrival): boolean => event.body.kind !== 'receipt';

/** Names by member, as of their last one in the recording. */
function namesIn(arrivals: readonly Arrival[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { event } of arrivals) {
    const { author, body } = event;
    if (body.kind === 'join' || body.kind === 'rename') names.set(author, body.name);
  }
  return names;
}

interface RowProps {
  readonly arrival: Arrival;
  readonly place: string;
  readonly names: ReadonlyMap<string, string>;
  readonly nameOf: (place: string) => string;
}

function Row({ arrival: { event, arrivesAt }, place, names, nameOf }: RowProps) {
  const { body, origin, author, sentAt } = event;
  const who = names.get(author) ?? 'Somebody';
  const age = arrivesAt - sentAt;
  const passage =
    origin === place
      ? `${sayTime(sentAt)} \u00b7 here`
      : `left ${sayTime(sentAt)} \u00b7 arrived ${sayTime(arrivesAt)} \u00b7 ${sayDuration(age)} old`;
  if (body.kind !== 'say') {
    return (
      <li class="replay-news">
        {who} {wordsFor(body.kind)} {nameOf(origin)} · {passage}
      </li>
    );
  }
  return (
    <li class="replay-row hued" style={{ '--hue': hueOfPlace(origin) }}>
      <p class="replay-who">
        <b>{who}</b> <PlaceMark name={nameOf(origin)} hue={hueOfPlace(origin)} />
      </p>
      <p class="said">{body.text}</p>
      <p class="hint" title={sayDate(arrivesAt)}>
        {passage}
      </p>
    </li>
  );
}

function wordsFor(kind: Exclude<Arrival['event']['body']['kind'], 'say'>): string {
  switch (kind) {
    case 'join':
      return 'came to';
    case 'leave':
      return 'left';
    case 'rename':
      return 'took another name at';
    case 'receipt':
      return 'had seen everything at';
    default:
      return kind satisfies never;
  }
}

interface ComingProps {
  readonly arrivals: readonly Arrival[];
  readonly count: number;
  readonly now: () => SimMs;
  readonly nameOf: (place: string) => string;
}

/** What had left by now and was not here yet: nobody here could know of it. */
function Coming({ arrivals, count, now, nameOf }: ComingProps) {
  const [key, setKey] = useState('');
  const coming = () =>
    arrivals
      .slice(count)
      .filter(({ event }) => event.sentAt <= now() && event.body.kind === 'say')
      .slice(0, COMING);
  const keyNow = () => coming().map(keyOf).join();
  usePaint(
    () => {
      const next = keyNow();
      if (next !== key) setKey(next);
    },
    { pace: 'tenth' },
  );
  const list = coming();
  if (list.length === 0) return null;
  return (
    <section class="replay-coming" aria-label="On its way here, omniscient">
      <p class="hint">On its way here. Nobody here could know.</p>
      <ol>
        {list.map((arrival) => (
          <li key={keyOf(arrival)} class="replay-row is-coming">
            <p class="said">{arrival.event.body.kind === 'say' ? arrival.event.body.text : ''}</p>
            <p class="hint">
              from {nameOf(arrival.event.origin)} ·{' '}
              <Live words={() => `here in ${sayDuration(arrival.arrivesAt - now())}`} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
