// Short codes of listed rooms: six characters from the room's id, so that every process knows the same
// ones and nothing is stored. A code leads anywhere only while its room is listed and not long idle.
import { createHash } from 'node:crypto';
import type { Clock } from '../../shared/time/clock.ts';
import { realMs } from '../../shared/time/frames.ts';
import type { EventLog } from './log/event-log.ts';
import type { Rooms } from './rooms.ts';

/** 30 letters and digits, without those that look alike: 30^6 = 729 million codes. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 6;
/** Real ms after its last event in which a room can be found by its code. */
const LISTED_MS = 24 * 3_600_000;
/** Rooms that are looked through, the most recent first. */
const LOOKED_THROUGH = 5_000;

/** The code of a room, always the same. */
export function codeOf(room: string): string {
  let number = createHash('sha256').update(`join/${room}`).digest().readUIntBE(0, 6);
  let code = '';
  for (let index = 0; index < LENGTH; index++) {
    code += ALPHABET[number % ALPHABET.length];
    number = Math.floor(number / ALPHABET.length);
  }
  return code;
}

export interface JoinCodesShell {
  readonly log: EventLog;
  readonly rooms: Rooms;
  readonly clock: Clock;
}

/** The listed room of a code; undefined when there is none. Rejects with LogUnavailable. */
export async function findByCode(
  { log, rooms, clock }: JoinCodesShell,
  code: string,
): Promise<string | undefined> {
  const recent = await log.recentRooms(realMs(clock.now() - LISTED_MS), LOOKED_THROUGH);
  for (const id of recent) {
    if (codeOf(id) !== code) continue;
    const room = await rooms.open(id);
    if (room?.world.settings.listed) return id;
  }
  return undefined;
}
