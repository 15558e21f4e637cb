// A whole log as JSON lines: a header, then each room with its members and its events, and a last line that
// says how much there was, so that half a backup does not look like a whole one. Tokens are in it as hashes.
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { controlBody, dataBody, erasedBody, roomSettings } from '../../../shared/wire/event.ts';
import { range, realTime, simTime } from '../../../shared/wire/scalars.ts';
import type { EventLog, LoggedEvent, MemberRecord, RoomRecord } from './event-log.ts';

/** What a backup is made of; events in the order of their positions. */
export interface BackupSource {
  rooms(): Iterable<RoomRecord>;
  members(room: string): Iterable<Omit<MemberRecord, 'room'>>;
  events(room: string): Iterable<LoggedEvent>;
}

export interface BackupCounts {
  readonly rooms: number;
  readonly events: number;
}

/** A backup that cannot be taken. The message is one sentence that names the line. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

const member = v.object({ id: v.string(), tokenHash: v.string() });
const record = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1)),
  title: v.string(),
  scenario: v.string(),
  openedAt: realTime,
  sim: simTime,
  warp: range('warp', 0, 1_000_000),
  settings: roomSettings,
  hostHash: v.string(),
});
const event = v.object({
  id: v.string(),
  author: v.string(),
  origin: v.string(),
  at: realTime,
  body: v.variant('kind', [...dataBody.options, ...controlBody.options, erasedBody]),
});
const backupLine = v.union([
  v.strictObject({ lightlag: v.literal('backup'), version: v.literal(1) }),
  v.strictObject({ room: record }),
  v.strictObject({ member }),
  v.strictObject({ event }),
  v.strictObject({ end: v.object({ rooms: v.number(), events: v.number() }) }),
]);

/** Lines with their ends. */
export function* exportLines(source: BackupSource): Iterable<string> {
  const toLine = (value: v.InferInput<typeof backupLine>): string => `${JSON.stringify(value)}\n`;
  let rooms = 0;
  let events = 0;
  yield toLine({ lightlag: 'backup', version: 1 });
  for (const room of source.rooms()) {
    rooms++;
    yield toLine({ room: { ...room } });
    for (const { id, tokenHash } of source.members(room.id)) {
      yield toLine({ member: { id, tokenHash } });
    }
    for (const { id, author, origin, at, body } of source.events(room.id)) {
      events++;
      yield toLine({ event: { id, author, origin, at, body } });
    }
  }
  yield toLine({ end: { rooms, events } });
}

interface Pending {
  readonly record: RoomRecord;
  readonly members: MemberRecord[];
  readonly events: Parameters<EventLog['createRoom']>[1][number][];
}

/**
 * Writes a backup into an empty log, a room at a time. Every room gets a new epoch: whoever comes back is
 * told that something may be missing. Throws BackupError; rejects with LogUnavailable.
 */
export async function importLines(
  log: EventLog,
  lines: AsyncIterable<string>,
): Promise<BackupCounts> {
  let pending: Pending | undefined;
  let [number, rooms, events] = [0, 0, 0];
  let end: BackupCounts | undefined;

  async function write(): Promise<void> {
    if (!pending) return;
    await log.createRoom(pending.record, pending.events);
    for (const one of pending.members) await log.addMember(one);
    rooms++;
    events += pending.events.length;
    pending = undefined;
  }

  for await (const text of lines) {
    number++;
    const line = parse(text, number);
    if ('lightlag' in line !== (number === 1)) {
      throw new BackupError(`Line ${number}: Expected the header of a backup as the first line.`);
    }
    if ('room' in line) {
      await write();
      const room = { ...line.room, epoch: randomUUID() } as unknown as RoomRecord;
      pending = { record: room, members: [], events: [] };
    } else if ('end' in line) {
      await write();
      end = line.end;
    } else if (pending && 'member' in line) {
      pending.members.push({ room: pending.record.id, ...line.member });
    } else if (pending && 'event' in line) pending.events.push(line.event);
    else if (number > 1) throw new BackupError(`Line ${number}: It is of no room.`);
  }
  if (end?.rooms !== rooms || end.events !== events) {
    throw new BackupError(`Line ${number}: The backup is cut off here.`);
  }
  return end;
}

function parse(text: string, number: number): v.InferOutput<typeof backupLine> {
  try {
    const parsed = v.safeParse(backupLine, JSON.parse(text));
    if (parsed.success) return parsed.output;
  } catch {
    throw new BackupError(`Line ${number}: Expected one JSON value.`);
  }
  throw new BackupError(`Line ${number}: Expected a room, a member, an event or the end.`);
}
