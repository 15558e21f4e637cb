// The links of a room's tabs as a recording keeps them: only what makes them other than no link at all.
import { IDEAL_DIRECTION, IDEAL_LINK, type LinkDirection } from '../../shared/link/parameters.ts';
import type { RecordedLink } from '../../shared/wire/link.ts';
import type { Room } from '../chat/room.ts';
import type { LinkLayer } from '../link/layer.ts';
import type { Session } from './session.ts';

export function linksIn(
  room: Room,
  { sessions, layer }: { sessions: Iterable<Session>; layer: LinkLayer },
): RecordedLink[] {
  const found: RecordedLink[] = [];
  for (const { socket, inside } of sessions) {
    if (inside?.room !== room) continue;
    const link = layer.of(socket);
    const { mode, up, down } = link.get();
    found.push({
      member: inside.actor.member,
      seed: link.seed,
      ...(mode !== IDEAL_LINK.mode && { mode }),
      ...named('up', up),
      ...named('down', down),
    });
  }
  return found;
}

function named<Name extends 'up' | 'down'>(name: Name, direction: LinkDirection) {
  const set = Object.entries(direction).filter(
    ([key, value]) => value !== IDEAL_DIRECTION[key as keyof LinkDirection],
  );
  return set.length === 0 ? {} : { [name]: Object.fromEntries(set) };
}
