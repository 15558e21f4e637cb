// A station that speaks by itself. Its beats are counted from the moment at which it was started, and each
// has an id by its number: however many nodes count, and however often they start again, it is said once.

import type { StationKind, StationView } from '../../shared/station/kinds.ts';
import { realMs } from '../../shared/time/frames.ts';
import type { Room } from '../chat/room.ts';
import { say } from '../chat/verbs.ts';

/** Beats while somebody has a tab in the room. What was not said meanwhile is not made up for. */
export function startBeacon(
  room: Room,
  member: string,
  { beat }: StationKind,
  view: () => StationView,
  onError: (error: unknown) => void,
): () => void {
  const { everyMs, since } = room.world.stations.get(member) ?? {};
  if (!beat || everyMs === undefined || since === undefined) return () => undefined;
  let isOver = false;
  const count = (): number => Math.floor((room.now() - since) / everyMs);
  const bell = room.bell(() => {
    if (isOver) return;
    const now = count();
    if (now > 0 && room.attending().length > 0) {
      const id = `station-beat-${now}`;
      say(room, { member, host: false }, { id, text: beat(now, view()) }).catch(onError);
    }
    arm();
  });
  const arm = (): void => bell.set(realMs(since + (count() + 1) * everyMs));
  arm();
  return () => {
    isOver = true;
  };
}
