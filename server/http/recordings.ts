// Export and import over HTTP, page by page: a log can be far larger than a frame of the socket, and
// none of it is lagged. Who asks shows the member's token in a header: addresses get shared and logged.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import * as v from 'valibot';
import type { LightTimes } from '../../shared/space/light-time.ts';
import type { ImportedRoom } from '../../shared/wire/http.ts';
import { RECORDING_BYTES_MAX } from '../../shared/wire/limits.ts';
import type { RecordedLink } from '../../shared/wire/link.ts';
import { LINKS_MAX, RECORDING_TYPE } from '../../shared/wire/recording.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { roomId, token } from '../../shared/wire/scalars.ts';
import { holderOf } from '../chat/keys.ts';
import type { EventLog, RoomRecord } from '../chat/log/event-log.ts';
import { nobody } from '../chat/members.ts';
import { toCsv } from '../chat/recording/csv.ts';
import { importRecording } from '../chat/recording/import.ts';
import { toJsonLines } from '../chat/recording/json-lines.ts';
import { toMarkdown } from '../chat/recording/markdown.ts';
import { type Lens, openRecorded } from '../chat/recording/recorded.ts';
import type { Room } from '../chat/room.ts';
import type { Rooms } from '../chat/rooms.ts';
import { untilEven } from '../guard/evenness.ts';
import { sendRefusal } from './reply.ts';

export interface RecordingShell {
  readonly log: EventLog;
  readonly rooms: Rooms;
  readonly lightTimes: LightTimes;
  /** The seed of the chances of the links. */
  readonly linkSeed: string;
  /** The links of the tabs that are in a room now. */
  readonly linksIn: (room: Room) => readonly RecordedLink[];
}

const FORMATS = {
  jsonl: { lines: toJsonLines, type: RECORDING_TYPE },
  csv: { lines: toCsv, type: 'text/csv; charset=utf-8' },
  md: { lines: toMarkdown, type: 'text/markdown; charset=utf-8' },
} as const;

export function recordingRoutes(shell: RecordingShell): Router {
  const routes = Router();

  routes.get('/api/rooms/:room/export', async (request, response) => {
    const format = v.safeParse(v.picklist(['jsonl', 'csv', 'md']), request.query.format ?? 'jsonl');
    if (!format.success) {
      sendRefusal(response, refuse('invalid', 'Expected `format` as jsonl, csv or md.'));
      return;
    }
    const since = performance.now();
    const allowed = await findLens(shell, request);
    if (!allowed.ok) {
      await untilEven(since);
      sendRefusal(response, allowed);
      return;
    }
    const { record, lens } = allowed.value;
    const recorded = await openRecorded(shell.log, record, { lens, lightTimes: shell.lightTimes });
    const { lines, type } = FORMATS[format.output];
    const file = `lightlag-${record.id}.${format.output}`;
    response.set({
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${file}"`,
      'Cache-Control': 'no-store',
    });
    await send(lines(recorded), response);
  });

  routes.post('/api/rooms/import', async (request, response) => {
    const imported = await takeImport(shell.log, request);
    if (imported.ok) response.status(201).json(imported.value satisfies ImportedRoom);
    else sendRefusal(response, imported);
  });

  return routes;
}

/** Which recording whoever asks may have: the host the log, a member the view of its place. */
async function findLens(
  { log, rooms, linkSeed, linksIn }: RecordingShell,
  request: Request,
): Promise<Outcome<{ record: RoomRecord; lens: Lens }>> {
  const id = v.safeParse(roomId, request.params.room);
  const record = id.success ? await log.findRoom(id.output) : undefined;
  if (!record) return nobody;
  // A recording is for whoever has its link, as it is.
  if (record.recording) return done({ record, lens: { place: null, now: log.now() } });
  const shown = v.safeParse(token, /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1]);
  const room = shown.success && (await rooms.open(record.id));
  const member = room && (await holderOf(room, log, shown.output));
  if (!room || !member) return nobody;
  const now = room.now();
  const standing = room.world.standings.get(member);
  if (standing === 'removed') return nobody;
  const links = linksIn(room).slice(0, LINKS_MAX);
  if (standing === 'host') return done({ record, lens: { place: null, now, linkSeed, links } });
  const place = room.whereabouts(member)?.place;
  const own = links.filter((link) => link.member === member);
  return place === undefined ? nobody : done({ record, lens: { place, now, links: own } });
}

/** An error in the middle cuts the connection: half a recording must not look like a whole one. */
async function send(lines: AsyncIterable<string>, response: Response): Promise<void> {
  try {
    await pipeline(Readable.from(lines), response);
  } catch (error) {
    if (!response.headersSent) throw error;
    response.destroy();
  }
}

async function takeImport(log: EventLog, request: Request): Promise<Outcome<ImportedRoom>> {
  // Not one of the types that a page of another site may send without asking.
  if (!request.is(RECORDING_TYPE)) {
    return refuse('invalid', `Expected a recording as ${RECORDING_TYPE}.`);
  }
  let bytes = 0;
  async function* pieces(): AsyncIterable<string> {
    const decoder = new TextDecoder();
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > 2 * RECORDING_BYTES_MAX) break;
      if (bytes <= RECORDING_BYTES_MAX) yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
    if (bytes > RECORDING_BYTES_MAX) throw new TooLarge();
  }
  try {
    return await importRecording(log, pieces());
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return refuse('full', `A recording holds up to ${RECORDING_BYTES_MAX / 2 ** 20} MB.`);
  }
}

class TooLarge extends Error {}
