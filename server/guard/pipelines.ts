// One request after the other: a connection that sends hundreds before it reads an answer makes the server
// read hundreds of files for it. No browser does that.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that are being answered; one more cuts it off. */
const AT_ONCE_MAX = 2;

/** In front of everything else over HTTP. What is one too many is neither answered nor passed on. */
export function limitPipelines() {
  const open = new WeakMap<Socket, number>();
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const { socket } = request;
    const count = (open.get(socket) ?? 0) + 1;
    if (count > AT_ONCE_MAX) {
      socket.destroy();
      return;
    }
    open.set(socket, count);
    response.once('close', () => open.set(socket, (open.get(socket) ?? 1) - 1));
    next();
  };
}
