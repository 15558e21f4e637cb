// A room made from a recording: it can be looked at, and nothing can be added.
import {
  createRecordingReader,
  type Recording,
  type RecordingReader,
} from '../../../shared/chat/recording.ts';
import { RECORDING_EVENTS_MAX } from '../../../shared/wire/limits.ts';
import { linksOf } from '../../../shared/wire/recording.ts';
import { done, type Outcome, refuse } from '../../../shared/wire/refusal.ts';
import { newEventId, newRoomId } from '../credentials.ts';
import type { EventLog, RoomRecord } from '../log/event-log.ts';

/** Characters of one line: the longest text, every character escaped, and its envelope. */
const LINE_MAX = 65_536;
/** Of the first one: the links of a full room, each with a table of jitter, are not that many. */
const HEADER_MAX = 4 * 2 ** 20;

/** Reads the pieces of a recording and writes its room. Pieces may end anywhere. */
export async function importRecording(
  log: EventLog,
  pieces: AsyncIterable<string>,
): Promise<Outcome<{ room: string }>> {
  const reader = createRecordingReader({ eventsMax: RECORDING_EVENTS_MAX });
  const wrong = await readAll(reader, pieces);
  if (wrong !== undefined) return refuse('invalid', wrong);
  const recording = reader.end();
  if (typeof recording === 'string') return refuse('invalid', recording);
  const late = recording.header.exportedAt - log.now();
  if (late > 0) {
    const seconds = Math.ceil(late / 1000);
    return refuse('invalid', `Line 1: It was exported ${seconds} s from now, by this clock.`);
  }
  const record = recordOf(recording);
  await log.createRoom(record, recording.events);
  return done({ room: record.id });
}

async function readAll(
  reader: RecordingReader,
  pieces: AsyncIterable<string>,
): Promise<string | undefined> {
  let rest = '';
  let wrong: string | undefined;
  let lineMax = HEADER_MAX;
  // To the end also after a wrong line: who sends is listening only then.
  for await (const piece of pieces) {
    if (wrong !== undefined) continue;
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const [index, line] of lines.entries()) {
      wrong ??= reader.take(line);
      lineMax = LINE_MAX;
      if (index % LINES_AT_ONCE === LINES_AT_ONCE - 1) await othersTurn();
    }
    if (rest.length > lineMax) wrong ??= `A line holds up to ${lineMax} characters.`;
  }
  return wrong ?? reader.take(rest);
}

/** Lines that are checked in one go, a few ms: meanwhile nobody else is served. */
const LINES_AT_ONCE = 100;

/** Lets everything else that is due go first. */
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function recordOf({ header }: Recording): RoomRecord {
  const { title, scenario, openedAt, sim, warp, settings } = header;
  const { place, until, exportedAt } = header;
  return {
    id: newRoomId(),
    title,
    scenario,
    epoch: newEventId(),
    openedAt,
    sim,
    warp,
    settings,
    // No token has this hash: a recording has no host.
    hostHash: '',
    recording: { place, until, exportedAt, ...linksOf(header) },
  };
}
