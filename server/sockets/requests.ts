// Socket.IO and Engine.IO keep the request that began a connection for as long as it lives, with all of its
// headers, in three places. Here it is let go: two kilobytes a tab, more of what a browser sends, and
// nothing of it is needed once its address is known.
import type { IncomingMessage } from 'node:http';
import type { Server } from 'socket.io';
import type { ChatSocket } from './session.ts';

/** What an application could read of how a connection began; ours does not. */
const HANDSHAKE: ChatSocket['handshake'] = {
  headers: {},
  time: '',
  address: '',
  xdomain: false,
  secure: false,
  issued: 0,
  url: '',
  query: {},
  auth: {},
};

/** Lets go of what a connected socket, and all below it, keeps of its request; answers with the address it came from. */
export type Forget = (
  socket: Pick<ChatSocket, 'conn'> & { handshake: ChatSocket['handshake'] },
) => string;

/** To be called before anybody connects: what Engine.IO makes of a request is noted as it comes. */
export function forgetRequests(
  { engine }: Pick<Server, 'engine'>,
  addressOf: (request: IncomingMessage) => string,
): Forget {
  /** The other way round Engine.IO gives no way: its answer to an upgrade hangs on the TCP connection. */
  const answers = new WeakMap<IncomingMessage, { req?: IncomingMessage | undefined }>();
  /** A connection can carry one socket after the other. */
  const addresses = new WeakMap<ChatSocket['conn'], string>();
  engine.use((request: IncomingMessage, answer: { req?: IncomingMessage }, next: () => void) => {
    answers.set(request, answer);
    next();
  });
  return (socket) => {
    const kept = socket.conn as { request: IncomingMessage | undefined };
    if (kept.request) {
      addresses.set(socket.conn, addressOf(kept.request));
      const answer = answers.get(kept.request);
      if (answer) answer.req = undefined;
      kept.request = undefined;
    }
    socket.handshake = HANDSHAKE;
    return addresses.get(socket.conn) ?? '';
  };
}
