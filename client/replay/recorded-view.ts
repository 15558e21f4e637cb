// What a recording shows: the very functions that rooms deliver by, over its events. Pure.
import { type Arrival, type Arrive, isData, type SentEvent } from '../../shared/chat/event.ts';
import type { Recording } from '../../shared/chat/recording.ts';
import { viewAt } from '../../shared/chat/view.ts';
import type { LightTimes } from '../../shared/space/light-time.ts';
import { arrivalAt } from '../../shared/space/places.ts';
import { type SimMs, simMs } from '../../shared/time/frames.ts';
import { simAt } from '../../shared/time/warp.ts';

export interface RecordedView {
  /** Everything that ever arrives at the place, in order of arrival. */
  readonly arrivals: readonly Arrival[];
  /** Where its replay ends: the last arrival; of one place's view what was known there. */
  readonly to: SimMs;
}

export interface Player {
  readonly recording: Recording;
  /** Places that somebody was ever at, the most spoken from first; one, of a view. */
  readonly places: readonly string[];
  viewOf(place: string): RecordedView;
}

export function openPlayer(recording: Recording, lightTimes: LightTimes): Player {
  const { header, world } = recording;
  const arrive: Arrive = (from, to, sentAt) => arrivalAt(lightTimes, world, { from, to, sentAt });
  const events: SentEvent[] = recording.events.map((event, index) => ({
    ...event,
    position: index + 1,
    sentAt: simAt(world.warps, event.at),
  }));

  function viewOf(place: string): RecordedView {
    const now = header.place === null ? simMs(Infinity) : header.until;
    const arrivals = viewAt(events, { place, now, arrive });
    const last = arrivals.at(-1)?.arrivesAt ?? header.until;
    return { arrivals, to: simMs(Math.max(header.until, last)) };
  }

  return { recording, places: placesOf(recording, events), viewOf };
}

function placesOf({ header }: Recording, events: readonly SentEvent[]): readonly string[] {
  if (header.place !== null) return [header.place];
  const counts = new Map<string, number>();
  for (const { origin } of events.filter(isData)) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  const found = [...counts].sort((a, b) => b[1] - a[1]).map(([place]) => place);
  return found.length === 0 ? ['earth'] : found;
}

/** How many of `arrivals` (in order) have arrived by `now`. */
export function countAt(arrivals: readonly Arrival[], now: SimMs): number {
  let low = 0;
  let high = arrivals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((arrivals[middle] as Arrival).arrivesAt <= now) low = middle + 1;
    else high = middle;
  }
  return low;
}
