// The one door for wire data: only names of the protocol, parsed by their schema, each answered once.
// Whatever comes in, what goes out is an answer or a refusal, and the server stays up.
import type { Logger } from 'pino';
import * as v from 'valibot';
import { type AnswerOf, type AskName, type AskOf, asks } from '../../shared/wire/protocol.ts';
import { type Outcome, type Refusal, refuse } from '../../shared/wire/refusal.ts';
import { LogUnavailable } from '../chat/log/event-log.ts';
import { unavailable } from '../chat/unavailable.ts';
import type { Guard } from '../guard/guard.ts';
import { readFirst } from './backlog.ts';
import type { Session } from './session.ts';

/**
 * Handles one kind of ask. Its return value is the answer; a handler that must answer at one exact
 * moment calls `answer` itself and returns nothing.
 */
export type Handler<Name extends AskName> = (
  session: Session,
  body: AskOf<Name>,
  answer: (outcome: Outcome<AnswerOf<Name>>) => void,
) => Promise<Outcome<AnswerOf<Name>> | undefined> | Outcome<AnswerOf<Name>>;

export type Handlers = { readonly [Name in AskName]: Handler<Name> };

type AnyHandler = (
  session: Session,
  body: unknown,
  answer: (outcome: Outcome<unknown>) => void,
) => Promise<Outcome<unknown> | undefined>;

/** Lets a session's messages in. */
export function openDoor(
  session: Session,
  handlers: Handlers,
  { guard, logger }: { readonly guard: Guard; readonly logger: Logger },
): void {
  session.socket.onAny((name: unknown, ...args: unknown[]) => {
    const answer = onceOnly(args.at(-1));
    admit(guard, session, name)
      .then((refused) => {
        // Gone meanwhile: nobody is there to be answered, and its link is no more.
        if (!session.socket.connected) return;
        if (refused) answer(refused);
        else return receive(session, handlers, { name, body: args[0], answer });
      })
      .catch((error: unknown) => answer(toRefusal(error, logger)));
  });
}

/** What is written to the log at an ask, messages aside: those have a limit of their own. */
const WRITES: ReadonlySet<unknown> = new Set<AskName>([
  'room:enter',
  'room:leave',
  'room:move',
  'room:rename',
  'room:settings',
  'room:remove',
  'room:host-link',
  'space:warp',
  'space:place',
  'space:way',
  'console:place',
  'console:standing',
  'console:caption',
  'console:key',
  'console:revoke',
]);

/** Whether one more ask is too many, of its member or of where it comes from. */
async function admit(
  guard: Guard,
  { socket, inside, address }: Session,
  name: unknown,
): Promise<Refusal | undefined> {
  if (name === 'room:enter') {
    const refused = await guard.misses.look(address);
    if (refused) return refused;
  }
  const member = inside ? `${inside.room.record.id}/${inside.actor.member}` : socket.id;
  return guard.ask({ member, address, writes: WRITES.has(name) });
}

async function receive(
  session: Session,
  handlers: Handlers,
  { name, body, answer }: { name: unknown; body: unknown; answer: (o: Outcome<unknown>) => void },
): Promise<void> {
  if (session.isBehind) {
    answer(readFirst);
    return;
  }
  if (typeof name !== 'string' || !Object.hasOwn(asks, name)) {
    answer(refuse('unknown', 'There is no such message in this protocol.'));
    return;
  }
  const parsed = v.safeParse(asks[name as AskName].ask, body);
  if (!parsed.success) {
    answer(refuse('invalid', describe(parsed.issues)));
    return;
  }
  const handler = handlers[name as AskName] as AnyHandler;
  const outcome = await handler(session, parsed.output, answer);
  if (outcome) answer(outcome);
}

/** The client's acknowledgement, or nothing if it sent none; a second call does nothing. */
function onceOnly(ack: unknown): (outcome: Outcome<unknown>) => void {
  let isAnswered = typeof ack !== 'function';
  return (outcome) => {
    if (isAnswered) return;
    isAnswered = true;
    (ack as (outcome: Outcome<unknown>) => void)(outcome);
  };
}

function toRefusal(error: unknown, logger: Logger): Refusal {
  if (error instanceof LogUnavailable) {
    logger.warn({ err: error }, 'the log is unavailable');
    return unavailable(error);
  }
  logger.error({ err: error }, 'a handler failed');
  return refuse('internal', 'Something went wrong here. It is in the server\u2019s log.');
}

/** One sentence out of the first issue: where, and what was expected. */
function describe(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [issue] = issues;
  const path = v.getDotPath(issue);
  return path ? `${path}: ${issue.message}` : issue.message;
}
