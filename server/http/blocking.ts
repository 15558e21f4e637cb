// Requests that a page makes on purpose in the worst way: synchronously, so that it stands still until
// they are answered. They take the tab's own link, up and down, and use the same verbs as its socket.
//
//   page (frozen) -> HTTP -> [up lane] -> say -> the log's ack, or the far receipt -> [down lane] -> HTTP
import { type Request, type Response, Router, text } from 'express';
import * as v from 'valibot';
import type { Clock } from '../../shared/time/clock.ts';
import {
  type BlockingHeard,
  type BlockingSaid,
  blockingListen,
  blockingSay,
} from '../../shared/wire/http.ts';
import {
  BLOCKING_PER_ADDRESS_MAX,
  BLOCKING_PER_MEMBER_MAX,
  BLOCKING_WAIT_MS_MAX,
} from '../../shared/wire/limits.ts';
import type { Outcome, Refusal } from '../../shared/wire/refusal.ts';
import { done, refuse } from '../../shared/wire/refusal.ts';
import { holderOf } from '../chat/keys.ts';
import { type EventLog, LogUnavailable } from '../chat/log/event-log.ts';
import { hasNews, isWordsOfOthers } from '../chat/resume.ts';
import type { Room } from '../chat/room.ts';
import type { SayLimit } from '../chat/say-limit.ts';
import { withThread } from '../chat/threads.ts';
import { unavailable } from '../chat/unavailable.ts';
import { type Actor, say } from '../chat/verbs.ts';
import type { AddressOf } from '../guard/address.ts';
import type { LinkOfSocket } from '../link/socket-handle.ts';
import { createHolds, type Hold } from './holds.ts';
import { sendRefusal } from './reply.ts';

/** A connected tab in a room: who it is there, and its link. */
export interface Tab {
  readonly room: Room;
  readonly actor: Actor;
  readonly link: LinkOfSocket;
}

export interface BlockingOptions {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly limit: SayLimit;
  /** The tab of a socket id; undefined when it is not connected or in no room. */
  readonly findTab: (socketId: string) => Tab | undefined;
  readonly addressOf: AddressOf;
  /** Told of our own faults; whoever waits gets a refusal. */
  readonly onError: (error: unknown) => void;
}

export interface BlockingRoutes {
  readonly routes: Router;
  /** How many requests are held now. */
  readonly held: number;
  /** Answers all that are held. Idempotent. */
  close(): void;
}

/** A request on hold: what it may answer, once. */
interface Held {
  readonly tab: Tab;
  readonly hold: Hold;
  /** Sends an answer down the tab's link. */
  answer(outcome: Outcome<BlockingSaid | BlockingHeard>): void;
}

/** The longest text, four bytes a character, and its envelope. */
const BODY = '20kb';

export function blockingRoutes(options: BlockingOptions): BlockingRoutes {
  const { log, clock, limit, findTab, addressOf, onError } = options;
  const holds = createHolds({ clock, capMs: BLOCKING_WAIT_MS_MAX });

  /** Finds the tab and proves that its member asks. */
  async function identify(
    room: unknown,
    { socket, token }: { socket: string; token: string },
  ): Promise<Tab | undefined> {
    const tab = findTab(socket);
    if (!tab || tab.room.record.id !== room) return undefined;
    const member = await holderOf(tab.room, log, token);
    return member === tab.actor.member ? tab : undefined;
  }

  function hold(tab: Tab, request: Request, response: Response): Outcome<Held> {
    const held = holds.hold(
      [
        { key: `${tab.room.record.id}/${tab.actor.member}`, max: BLOCKING_PER_MEMBER_MAX },
        { key: addressOf(request), max: BLOCKING_PER_ADDRESS_MAX },
      ],
      () => response.json({ released: 'capped' } satisfies BlockingSaid),
    );
    if (!held.ok) return held;
    const { value } = held;
    response.once('close', () => value.end());
    return done({
      tab,
      hold: value,
      answer: (outcome) => {
        const bytes = Buffer.byteLength(JSON.stringify(outcome));
        tab.link.carry('down', { name: 'answer over HTTP', bytes }, () =>
          value.end(() => {
            if (outcome.ok) response.json(outcome.value);
            else sendRefusal(response, outcome);
          }),
        );
      },
    });
  }

  /** The door of both routes: read, identify, hold, then up the link. */
  function serve<Schema extends v.GenericSchema<unknown, { socket: string; token: string }>>(
    name: string,
    schema: Schema,
    act: (held: Held, body: v.InferOutput<Schema>) => Promise<void>,
  ) {
    return async (request: Request, response: Response): Promise<void> => {
      response.set('Cache-Control', 'no-store');
      // A sandboxed pane has no origin. The token in the body is the proof, not where it comes from.
      if (request.headers.origin === 'null') response.set('Access-Control-Allow-Origin', 'null');
      const body = v.safeParse(schema, parseJson(request.body));
      if (!body.success) {
        sendRefusal(response, refuse('invalid', body.issues[0].message));
        return;
      }
      const tab = await identify(request.params.room, body.output);
      if (!tab) {
        sendRefusal(response, refuse('unknown', 'There is no such tab of yours in this room.'));
        return;
      }
      const held = hold(tab, request, response);
      if (!held.ok) {
        sendRefusal(response, held);
        return;
      }
      const bytes = Buffer.byteLength(request.body);
      tab.link.carry('up', { name, bytes }, () => {
        act(held.value, body.output).catch((error: unknown) => {
          if (!(error instanceof LogUnavailable)) onError(error);
          held.value.answer(error instanceof LogUnavailable ? unavailable(error) : internal);
        });
      });
    };
  }

  const routes = Router();
  const plain = text({ type: '*/*', limit: BODY });
  routes.post(
    '/api/rooms/:room/blocking/say',
    plain,
    serve('say over HTTP', blockingSay, async (held, { message, until }) => {
      const { room, actor } = held.tab;
      const { member } = actor;
      const refused = await limit(`${room.record.id}/${member}`);
      const place = room.whereabouts(member)?.place ?? '';
      const found = refused ?? (await withThread({ room, log, place, member }, message));
      const said = found.ok ? await say(room, actor, found.value) : found;
      if (!said.ok) held.answer(said);
      else if (until === 'ack') held.answer(done({ released: 'ack', sent: said.value }));
      else answerWithReceipt(held, said.value);
    }),
  );
  routes.post(
    '/api/rooms/:room/blocking/listen',
    plain,
    serve('listen over HTTP', blockingListen, async (held, { after }) => {
      const { room, actor } = held.tab;
      const place = room.whereabouts(actor.member)?.place ?? '';
      const heard = () => held.answer(done({ released: 'arrival' }));
      const stop = room.listen({
        arrived(at, arrivals) {
          if (at !== place || !arrivals.some((one) => isWordsOfOthers(one, actor.member))) return;
          stop();
          heard();
        },
      });
      held.hold.onEnd(stop);
      if (await hasNews({ room, log, place, member: actor.member }, after)) {
        stop();
        heard();
      }
    }),
  );

  return {
    routes,
    get held() {
      return holds.size;
    },
    close: holds.close,
  };
}

const internal: Refusal = refuse('internal', 'Something went wrong here.');

/** Answers when the first receipt of a far place has come back; at once if nobody is far away. */
function answerWithReceipt(held: Held, sent: Extract<BlockingSaid, { sent: unknown }>['sent']) {
  const { room } = held.tab;
  const far = sent.arrivals.filter(({ place }) => place !== sent.origin);
  if (far.length === 0) {
    held.answer(done({ released: 'ack', sent }));
    return;
  }
  const stop = room.listen({
    arrived(at, arrivals) {
      if (at !== sent.origin) return;
      for (const { event } of arrivals) {
        const { body, origin: place } = event;
        const leg = far.find((one) => one.place === place);
        if (body.kind !== 'receipt' || !leg || body.upTo < leg.arrivesAt) continue;
        stop();
        held.answer(done({ released: 'receipt', sent, place }));
        return;
      }
    },
  });
  held.hold.onEnd(stop);
}

function parseJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body)) as unknown;
  } catch {
    return undefined; // The schema says what was expected.
  }
}
