// Bringing one tab up to date: from its cursor to what its place has seen by now, page by page.
import { type Arrival, toWire, type ViewPoint } from '../../shared/chat/event.ts';
import type { Arrivals } from '../../shared/wire/chat.ts';
import type { WireCursor } from '../../shared/wire/event.ts';
import { PAGE_MAX } from '../../shared/wire/limits.ts';
import type { AnswerOf } from '../../shared/wire/protocol.ts';
import type { EventLog } from './log/event-log.ts';
import type { PlaceFeed, ViewEnd } from './place-feed.ts';
import type { Room } from './room.ts';

/** Events of one answer to a tab that was away: more than a page, because each costs it a round trip. */
const RESUME_MAX = 2000;

type Resumed = AnswerOf<'chat:resume'>;
type History = AnswerOf<'chat:history'>;

export interface Reader {
  readonly room: Room;
  readonly log: EventLog;
  readonly place: string;
  /** Whose own messages get their predicted arrivals. */
  readonly member: string;
}

/**
 * The next piece of the view after a cursor (null: the newest page). `onLast` is called in the same
 * turn in which a last page (`more: false`) is made: whoever listens from then on misses nothing.
 */
export async function resume(
  reader: Reader,
  after: WireCursor | null,
  onLast: (page: Resumed) => void,
): Promise<Resumed | undefined> {
  const { room, place } = reader;
  const feed = await room.feeds.open(place);
  // Another node may have told this tab more than this one has handed out.
  if (after && after.arrivesAt > feed.frontier.arrivesAt) await room.settle();
  const point = after && (await findPoint(reader, after));
  if (after && point) {
    const rest = feed.since(point);
    const page = rest ? undefined : await pageFromLog(reader, feed, point);
    if (page) return page;
    if (rest && rest.length > RESUME_MAX) {
      return toPage(reader, rest.slice(0, RESUME_MAX), { more: true });
    }
    if (rest) {
      onLast({ ...toPage(reader, rest, { more: false }), cursor: endOf(reader, feed) ?? after });
      return undefined;
    }
  }
  const receipts = await newestReceipts(reader);
  const latest = feed.latest(PAGE_MAX);
  onLast({
    ...toPage(reader, latest, { more: false }),
    cursor: endOf(reader, feed),
    fresh: true,
    // What is kept no longer is not lost.
    lost: after !== null && !point,
    older: latest.length === PAGE_MAX || feed.isThinned,
    people: room.knownAt(place),
    receipts: receipts.map(toWire),
  });
  return undefined;
}

/** Whether somebody else's words have arrived since a cursor. An unknown cursor says yes: look again. */
export async function hasNews(reader: Reader, after: WireCursor | null): Promise<boolean> {
  const { room, place, member } = reader;
  const feed = await room.feeds.open(place);
  const point = after && (await findPoint(reader, after));
  const rest = point ? feed.since(point) : undefined;
  return rest === undefined || rest.some((arrival) => isWordsOfOthers(arrival, member));
}

/** Whether something that arrived was said by somebody else than `member`. */
export const isWordsOfOthers = ({ event }: Arrival, member: string): boolean =>
  event.body.kind === 'say' && event.author !== member;

/** The page just before a cursor. An unknown cursor gives an empty page. */
export async function history(reader: Reader, before: WireCursor): Promise<History> {
  const point = await findPoint(reader, before);
  const arrivals = point ? await reader.room.feeds.before(reader.place, point, PAGE_MAX) : [];
  return { ...wirePage(reader, arrivals), older: arrivals.length === PAGE_MAX };
}

/** The log's point for a cursor; undefined if this log (or its epoch) does not know it. */
export async function findPoint(
  { room, log, place }: Reader,
  cursor: WireCursor,
): Promise<ViewPoint | undefined> {
  if (cursor.epoch !== room.record.epoch) return undefined;
  const event = await log.find(room.record.id, cursor.author, cursor.id);
  if (!event || event.origin === '') return undefined;
  // Not what the cursor says: a cursor of another place names the same event at another time.
  const arrivesAt = room.arrive(event.origin, place, room.toSent(event).sentAt);
  if (arrivesAt !== cursor.arrivesAt || arrivesAt > room.simSettled()) return undefined;
  return { arrivesAt, position: event.position };
}

/** What a tab needs to know of its older messages: how far each other place has confirmed. */
async function newestReceipts({ room, place }: Reader): Promise<Arrival[]> {
  const newest = await Promise.all(
    [...room.origins()].map((origin) => room.feeds.newest(place, origin, 'receipt')),
  );
  return newest.filter((receipt) => receipt !== undefined);
}

/**
 * For a tab that was away for long: one page after `point`, read from the log. Undefined when nothing of
 * what came after it is kept.
 */
async function pageFromLog(
  reader: Reader,
  feed: PlaceFeed,
  point: ViewPoint,
): Promise<Resumed | undefined> {
  const arrivals = await reader.room.feeds.after(feed, point, RESUME_MAX);
  return arrivals.length === 0 ? undefined : toPage(reader, arrivals, { more: true });
}

/** After the last arrival that was handed out, kept or not: the next piece follows it. */
const endOf = ({ room }: Reader, { last }: PlaceFeed): WireCursor | null =>
  cursorOf(room, last ? [last] : []);

function toPage(
  reader: Reader,
  arrivals: readonly Arrival[],
  { more }: { more: boolean },
): Resumed {
  const page = wirePage(reader, arrivals);
  return { ...page, more, fresh: false, lost: false, older: false, people: [], receipts: [] };
}

function wirePage({ room, place, member }: Reader, arrivals: readonly Arrival[]) {
  const own: Record<string, Arrivals> = {};
  for (const { event } of arrivals) {
    if (event.author !== member || event.body.kind !== 'say') continue;
    own[event.id] = room.predict(event.origin, event.sentAt);
  }
  return { place, events: arrivals.map(toWire), own, cursor: cursorOf(room, arrivals) };
}

/** The cursor after the last of `arrivals`; null when there are none. */
export function cursorOf(room: Room, arrivals: readonly ViewEnd[]): WireCursor | null {
  const last = arrivals[arrivals.length - 1];
  if (!last) return null;
  const { author, id } = last.event;
  return { epoch: room.record.epoch, arrivesAt: last.arrivesAt, author, id };
}
