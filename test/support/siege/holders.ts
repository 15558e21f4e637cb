// Members who have as many requests held as they can: each says something and waits for a receipt that
// cannot be back before the cap.
import { Agent } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { BLOCKING_PER_MEMBER_MAX } from '../../../shared/wire/limits.ts';
import type { AnswerOf, ClientToServer, ServerToClient } from '../../../shared/wire/protocol.ts';
import type { Outcome } from '../../../shared/wire/refusal.ts';
import { PROTOCOL_VERSION } from '../../../shared/wire/version.ts';
import { request } from './request.ts';
import type { Siege } from './siege.ts';

const ADDRESSES = ['127.0.0.9', '127.0.0.10', '127.0.0.11', '127.0.0.12'];
/** 500 requests at once: less than each address may have. */
const HOLDERS = 250;

interface Holder {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly token: string;
  readonly from: string;
}

/** Enters all of them, as members like others. */
export async function enterHolders(siege: Siege, room: string): Promise<readonly Holder[]> {
  return Promise.all(
    Array.from({ length: HOLDERS }, async (_, count) => {
      const from = ADDRESSES[count % ADDRESSES.length] as string;
      const agent = new Agent({ localAddress: from });
      // What the library wants for Node is typed for browsers.
      const how = { transports: ['websocket'], reconnection: false, forceNew: true };
      const socket: Holder['socket'] = io(siege.url.origin, { ...how, agent: agent as never });
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      const newcomer = { name: `Holder ${count}`, hue: 1, place: 'earth' };
      const outcome = await new Promise<Outcome<AnswerOf<'room:enter'>>>((resolve) =>
        socket.emit('room:enter', { protocol: PROTOCOL_VERSION, room, newcomer }, resolve),
      );
      if (!outcome.ok) throw new Error(outcome.detail);
      return { socket, token: outcome.value.token, from };
    }),
  );
}

/** Lets all of them ask, and ask again when they are answered. */
export function holdRequests(siege: Siege, room: string, holders: readonly Holder[]): void {
  let ids = 0;
  for (const { socket, token, from } of holders) {
    for (let one = 0; one < BLOCKING_PER_MEMBER_MAX; one++) {
      siege.repeat(async () => {
        const message = { id: `held-request-${ids++}`, text: 'Hello?' };
        const body = JSON.stringify({ socket: socket.id, token, message, until: 'receipt' });
        const path = `/api/rooms/${room}/blocking/say`;
        await request(siege, { kind: 'held', from, path, body });
      });
    }
  }
}
