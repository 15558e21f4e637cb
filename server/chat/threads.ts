// Threads: an answer belongs to the thread of what it answers, which it may only if that has reached its
// author's place. So a thread is one comparison for each message, and no search through replies.
import { type Arrival, isData } from '../../shared/chat/event.ts';
import type { EventKey } from '../../shared/wire/event.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import type { Draft } from './log/event-log.ts';
import type { Reader } from './resume.ts';
import type { Message } from './verbs.ts';

/** The first message of the thread of a message: itself, if it answers nothing. */
export function threadOf({ author, id, body }: Pick<Draft, 'author' | 'id' | 'body'>): EventKey {
  const own = { author, id };
  // Answers of before there were threads name only what they answer.
  if (body.kind === 'erased') return body.thread ?? own;
  return body.kind === 'say' ? (body.thread ?? body.replyTo ?? own) : own;
}

/** Of these messages those that have arrived at the reader's place, and of these what is kept no longer. */
export async function findArrived(
  { room, log, place }: Reader,
  of: readonly EventKey[],
): Promise<{ kept: Arrival[]; gone: EventKey[]; threads: EventKey[] }> {
  const events = await Promise.all(
    of.map(({ author, id }) => log.find(room.record.id, author, id)),
  );
  const arrivals = events.flatMap((logged) => {
    if (logged?.body.kind !== 'say' && logged?.body.kind !== 'erased') return [];
    const event = room.toSent(logged);
    return [{ event, arrivesAt: room.arrive(event.origin, place, event.sentAt) }];
  });
  // Another node may have told this tab more than this one has handed out.
  const isDue = ({ arrivesAt }: { arrivesAt: number }) =>
    arrivesAt > room.simSettled() && arrivesAt <= room.simNow();
  if (arrivals.some(isDue)) await room.settle();
  const here = arrivals.filter(({ arrivesAt }) => arrivesAt <= room.simSettled());
  return {
    kept: here.flatMap(({ event, arrivesAt }) => (isData(event) ? [{ event, arrivesAt }] : [])),
    gone: here
      .filter(({ event }) => event.body.kind === 'erased')
      .map(({ event: { author, id } }) => ({ author, id })),
    threads: here.map(({ event }) => threadOf(event)),
  };
}

/** The thread of a message that has arrived at the reader's place; undefined if none such has. */
export async function findThread(reader: Reader, of: EventKey): Promise<EventKey | undefined> {
  return (await findArrived(reader, [of])).threads[0];
}

/** A message with its thread; refused when what it answers has not arrived at the member's place. */
export async function withThread(reader: Reader, message: Message): Promise<Outcome<Message>> {
  if (message.replyTo === undefined) return done(message);
  const thread = await findThread(reader, message.replyTo);
  if (thread) return done({ ...message, thread });
  // Said before, perhaps at another place, and its answer was lost: it is the same message.
  const said = await reader.log.find(reader.room.record.id, reader.member, message.id);
  return said ? done(message) : notHere;
}

const notHere = refuse('unknown', 'The message that you answer has not reached your place.');
