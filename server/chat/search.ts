// Search in one's own view: what has arrived at the member's place, and nothing else. It reads the view
// backwards, as history does, so it finds what is there without an index that could know more.
import { type Arrival, pointOf, toWire, type ViewPoint } from '../../shared/chat/event.ts';
import { FOUND_MAX } from '../../shared/wire/limits.ts';
import type { AnswerOf, AskOf } from '../../shared/wire/protocol.ts';
import { cursorOf, findPoint, type Reader } from './resume.ts';

/** Events of one read, and of one search: who looks for what is not there asks again to go on. */
const READ = 500;
const LOOKED_MAX = 5_000;

/** Messages with all the words, newest first. An unknown cursor finds nothing. */
export async function search(
  reader: Reader,
  { words, before }: AskOf<'chat:search'>,
): Promise<AnswerOf<'chat:search'>> {
  const { room, place } = reader;
  const wanted = fold(words).split(/\s+/).filter(Boolean);
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
      if (!hasAll(arrival, wanted)) continue;
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

function hasAll({ event: { body } }: Arrival, wanted: readonly string[]): boolean {
  if (body.kind !== 'say') return false;
  const text = fold(body.text);
  return wanted.every((word) => text.includes(word));
}

/** Without regard to case and to forms of one letter. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
