// Search in one's own view: what has arrived at the member's place, and nothing else. It reads the view
// backwards, as history does, so it finds what is there without an index that could know more.
import { type Arrival, pointOf, toWire, type ViewPoint } from '../../shared/chat/event.ts';
import type { EventKey, Priority } from '../../shared/wire/event.ts';
import { FOUND_MAX } from '../../shared/wire/limits.ts';
import type { AnswerOf, AskOf } from '../../shared/wire/protocol.ts';
import { cursorOf, findPoint, type Reader } from './resume.ts';
import { findThread, threadOf } from './threads.ts';

/** Events of one read, and of one search: who looks for what is not there asks again to go on. */
const READ = 500;
const LOOKED_MAX = 5_000;

/**
 * Messages with all the words, of the thread, of the priority, newest first. An unknown cursor finds nothing, and so does
 * a thread by a message that has not arrived.
 */
export async function search(
  reader: Reader,
  { words = '', thread, priority, before }: AskOf<'chat:search'>,
): Promise<AnswerOf<'chat:search'>> {
  const { room, place } = reader;
  const root = thread && (await findThread(reader, thread));
  if (thread && !root) return { place, events: [], older: null };
  const wanted: Wanted = {
    words: fold(words).split(/\s+/).filter(Boolean),
    thread: root,
    priority,
  };
  const found: Arrival[] = [];
  const answer = (last: Arrival | undefined): AnswerOf<'chat:search'> => ({
    place,
    events: found.map(toWire),
    older: last ? cursorOf(room, [last]) : null,
  });

  let point: ViewPoint | undefined = before
    ? await findPoint(reader, before)
    : afterAll((await room.feeds.open(place)).frontier);
  for (let looked = 0; point && looked < LOOKED_MAX; looked += READ) {
    const page: readonly Arrival[] = await room.feeds.before(place, point, READ);
    for (const arrival of page.toReversed()) {
      if (!isWanted(arrival, wanted)) continue;
      found.push(arrival);
      if (found.length === FOUND_MAX) return answer(arrival);
    }
    const first = page[0];
    if (!first || page.length < READ) return answer(undefined);
    point = pointOf(first);
    if (looked + READ >= LOOKED_MAX) return answer(first);
  }
  return answer(undefined);
}

/** Just after what has been handed out: not a moment later, whatever is on its way. */
const afterAll = (frontier: ViewPoint): ViewPoint => ({
  ...frontier,
  position: frontier.position + 0.5,
});

interface Wanted {
  readonly words: readonly string[];
  readonly thread: EventKey | undefined;
  /** Or above. */
  readonly priority: Priority | undefined;
}

function isWanted({ event }: Arrival, { words, thread, priority }: Wanted): boolean {
  if (event.body.kind !== 'say') return false;
  const has = event.body.priority;
  if (priority && has !== priority && has !== 'urgent') return false;
  if (thread) {
    const { author, id } = threadOf(event);
    const isFirst = event.author === thread.author && event.id === thread.id;
    if (!isFirst && (author !== thread.author || id !== thread.id)) return false;
  }
  const text = fold(event.body.text);
  return words.every((word) => text.includes(word));
}

/** Without regard to case and to forms of one letter. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
