// Whether one room of a log is what a log promises: every position once, stamps that go forward, every
// key once, every body of the protocol, a world that can be folded. The same for every driver.
import * as v from 'valibot';
import { foldWorld, startWorld, type World } from '../../../shared/chat/world.ts';
import { controlBody, dataBody, erasedBody } from '../../../shared/wire/event.ts';
import type { LoggedEvent, RoomRecord } from './event-log.ts';

export interface RoomAudit {
  /** Takes the next event in the order of positions; what is wrong with it, a sentence each. */
  take(event: LoggedEvent): string[];
  /** What only the end can tell; `head`: the position that the log itself takes for the newest. */
  end(head: number): string[];
}

/** `record`: of the room that is looked at. */
export function auditRoom(record: RoomRecord): RoomAudit {
  const keys = new Set<string>();
  let world: World = startWorld(record);
  let position = 0;
  let at = -Infinity;

  return {
    take(event) {
      const where = `Room ${record.id}, position ${event.position}:`;
      const wrong: string[] = [];
      if (event.position !== position + 1) {
        wrong.push(`${where} Expected position ${position + 1} after ${position}.`);
      }
      position = event.position;
      if (!(event.at >= at))
        wrong.push(`${where} It is stamped ${at - event.at} ms before the last.`);
      at = Math.max(at, event.at);
      const key = JSON.stringify([event.author, event.id]);
      if (keys.has(key))
        wrong.push(`${where} Its author has an event with the id ${event.id} before.`);
      keys.add(key);
      wrong.push(...checkBody(event).map((sentence) => `${where} ${sentence}`));
      try {
        world = foldWorld(world, event.at, event.body);
      } catch (error) {
        wrong.push(`${where} ${(error as Error).message}.`);
      }
      return wrong;
    },
    end: (head) =>
      head === position
        ? []
        : [`Room ${record.id}: Expected events up to position ${head}, got ${position}.`],
  };
}

function checkBody({ body, origin }: LoggedEvent): string[] {
  const isData = v.safeParse(dataBody, body).success || v.safeParse(erasedBody, body).success;
  if (!isData && !v.safeParse(controlBody, body).success) {
    return ['Its body is none of this protocol.'];
  }
  return isData === (origin !== '') ? [] : [`Its origin \`${origin}\` does not suit its kind.`];
}
