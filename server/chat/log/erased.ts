// What is left of a message when its words are taken out.
import type { ErasedBody, EventBody } from '../../../shared/wire/event.ts';

/** Undefined for what has no words to take out. */
export function erased(body: EventBody): ErasedBody | undefined {
  if (body.kind !== 'say') return undefined;
  const thread = body.thread ?? body.replyTo;
  return { kind: 'erased', ...(thread && { thread }) };
}
