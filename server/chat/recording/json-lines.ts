// A recording as JSON lines: exact, to be imported again.
import type { SentEvent } from '../../../shared/chat/event.ts';
import type { RecordedEvent } from '../../../shared/wire/recording.ts';
import type { Recorded } from './recorded.ts';

/** Lines with their ends. No position: in a view, a gap would tell of what is still on its way. */
export async function* toJsonLines({ header, events }: Recorded): AsyncIterable<string> {
  yield `${JSON.stringify(header)}\n`;
  for await (const event of events()) {
    yield `${JSON.stringify(toLine(event, header.place !== null))}\n`;
  }
}

/** Who steers is left out of a view: its join may not have arrived there. */
function toLine(
  { id, author, origin, at, body }: SentEvent<RecordedEvent['body']>,
  isView: boolean,
): RecordedEvent {
  return { id, author: isView && origin === '' ? '' : author, origin, at, body };
}
