// Where a place knows somebody to be: looked up now and then, as every message asks for it.
import type { Arrive } from '../../shared/chat/event.ts';
import type { Presence } from '../../shared/chat/presence.ts';
import type { RealMs, SimMs } from '../../shared/time/frames.ts';

/** Real ms for which the places that a place knows of are taken to be the same. */
const KNOWN_FOR_MS = 200;

export interface AcquaintanceShell {
  readonly presence: Presence;
  readonly arrive: Arrive;
  now(): RealMs;
  simNow(): SimMs;
}

/** Other places where `place` knows somebody to be, at most KNOWN_FOR_MS ago. */
export function createAcquaintance({ presence, arrive, now, simNow }: AcquaintanceShell) {
  const known = new Map<string, { at: RealMs; places: readonly string[] }>();
  return (place: string): readonly string[] => {
    const at = now();
    const before = known.get(place);
    if (before && at < before.at + KNOWN_FOR_MS) return before.places;
    const people = presence.knownAt(place, simNow(), arrive);
    const places = [...new Set(people.map((person) => person.place))].filter(
      (one) => one !== place,
    );
    known.set(place, { at, places });
    return places;
  };
}
