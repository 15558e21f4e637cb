// What an export goes through, page by page: the events of a room that the reader may know, with what
// is needed to say when each of them arrives.
import type { Arrive, SentEvent } from '../../../shared/chat/event.ts';
import { isData } from '../../../shared/chat/event.ts';
import { foldWorld, startWorld, type World } from '../../../shared/chat/world.ts';
import type { LightTimes } from '../../../shared/space/light-time.ts';
import { arrivalAt } from '../../../shared/space/places.ts';
import { type RealMs, realMs } from '../../../shared/time/frames.ts';
import { simAt } from '../../../shared/time/warp.ts';
import { type DataBody, WORLD_KINDS, type WorldBody } from '../../../shared/wire/event.ts';
import type { RecordedLink } from '../../../shared/wire/link.ts';
import {
  linksOf,
  RECORDING_VERSION,
  type RecordingEnd,
  type RecordingHeader,
} from '../../../shared/wire/recording.ts';
import type { EventLog, RoomRecord } from '../log/event-log.ts';

/** Events per read of the log: a page is in memory at a time, never the room. */
const PAGE = 1000;

export interface Recorded {
  readonly header: RecordingHeader;
  readonly arrive: Arrive;
  /** Every place that somebody has been at. */
  origins(): Promise<readonly string[]>;
  /** In log order; of a view only what has arrived there, and what everybody is told. */
  events(): AsyncIterable<SentEvent<DataBody | WorldBody>>;
}

export interface Lens {
  /** Whose view; null: the whole log. */
  readonly place: string | null;
  /** Up to when. */
  readonly now: RealMs;
  readonly linkSeed?: string | undefined;
  /** Those that the reader may know. */
  readonly links?: readonly RecordedLink[] | undefined;
}

/**
 * The recording of a room as it is at `now`. What has not arrived at the place of the lens by then is
 * not in it, whoever reads how slowly. Rejects with LogUnavailable.
 */
export async function openRecorded(
  log: EventLog,
  record: RoomRecord,
  { lens, lightTimes }: { lens: Lens; lightTimes: LightTimes },
): Promise<Recorded> {
  const toPosition = await log.head(record.id);
  const world = await readWorld(log, record, toPosition);
  // A room that is a recording knows what it knew, and no more.
  const known = record.recording ?? endOf(lens, world);
  const header = headerOf(record, known);
  const arrive: Arrive = (from, to, sentAt) => arrivalAt(lightTimes, world, { from, to, sentAt });

  function isKnown(event: SentEvent): event is SentEvent<DataBody | WorldBody> {
    if (!isRecorded(event)) return false;
    if (header.place === null || !isData(event)) return true;
    return arrive(event.origin, header.place, event.sentAt) <= header.until;
  }

  return {
    header,
    arrive,
    async origins() {
      const query = { kinds: ['join'], toPosition, limit: Number.MAX_SAFE_INTEGER } as const;
      const joins = await log.read(record.id, query);
      return [...new Set(joins.map(({ origin }) => origin))];
    },
    async *events() {
      for (let fromPosition = 1; fromPosition <= toPosition; fromPosition += PAGE) {
        const window = { fromPosition, toPosition, limit: PAGE };
        for (const logged of await log.read(record.id, window)) {
          const event = { ...logged, sentAt: simAt(world.warps, logged.at) };
          if (isKnown(event)) yield event;
        }
      }
    },
  };
}

/** Who may do what is nobody's to look back on. */
const isRecorded = (event: SentEvent): boolean =>
  isData(event) || (WORLD_KINDS as readonly string[]).includes(event.body.kind);

const endOf = ({ place, now, linkSeed, links }: Lens, { warps }: World): RecordingEnd => ({
  place,
  exportedAt: now,
  until: simAt(warps, now),
  ...linksOf({ linkSeed, links: links && [...links] }),
});

async function readWorld(log: EventLog, record: RoomRecord, toPosition: number): Promise<World> {
  const query = { kinds: WORLD_KINDS, toPosition, limit: Number.MAX_SAFE_INTEGER };
  const shaping = await log.read(record.id, query);
  return shaping.reduce((soFar, { at, body }) => foldWorld(soFar, at, body), startWorld(record));
}

function headerOf(record: RoomRecord, end: RecordingEnd): RecordingHeader {
  const { title, scenario, openedAt, sim, warp, settings } = record;
  const { place, exportedAt, until } = end;
  const opening = { title, scenario, openedAt: realMs(openedAt), sim, warp, settings };
  const known = { exportedAt, until, ...linksOf(end) };
  return { lightlag: 'recording', version: RECORDING_VERSION, place, ...opening, ...known };
}
