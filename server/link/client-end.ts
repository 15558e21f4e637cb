// The end of a connection keeps its place behind the data: what Socket.IO would have delivered
// before it still arrives, and before it.
import type { Dispose } from '../../shared/time/clock.ts';
import type { ClientLinks } from './client-links.ts';
import type { InternalClient } from './internals.ts';
import { override } from './override.ts';

export interface ClientEnd {
  readonly client: InternalClient;
  readonly links: ClientLinks;
  readonly owner: EndOwner;
}

export interface EndOwner {
  /** The end of these sessions is on its way up; undone when it has landed. */
  onEnding(sessions: readonly string[]): Dispose;
  /** The end of a connection has landed. */
  onEnd(client: InternalClient): void;
}

/** How long `io.close()` waits for what is in flight, real ms, whatever the clock of the layer. */
export const SHUTDOWN_WAIT_MS = 5000;

/** Hooks into all ways in which a connection, or a socket on it, ends. */
export function tapEnd({ client, links, owner }: ClientEnd): Dispose {
  const { conn } = client;
  const finish = client.onclose;
  let hasEnded = false;

  const end = (reason: string, description?: unknown): void => {
    if (hasEnded) return;
    hasEnded = true;
    finish.call(client, reason, description);
    for (const [namespace] of links.current) links.retire(namespace, conn.readyState === 'open');
    owner.onEnd(client);
  };

  /** The connection is gone: what it brought lands first, what was on its way to it never will. */
  const onclose = (reason: string, description?: unknown): void => {
    const isBusy = links.isBusy('up');
    links.dropDown();
    if (!isBusy) {
      end(reason, description);
      return;
    }
    const ended = owner.onEnding(links.all.flatMap(({ bound }) => bound?.session ?? []));
    const landed = (): void => {
      end(reason, description);
      ended();
    };
    // The listeners of the last packet are called in the next turn.
    links.whenEmpty('up', () => process.nextTick(landed));
  };

  /** The server closes: its sockets are closed at once, the connection when all has landed. */
  const close = (): void => {
    if (conn.readyState !== 'open') return;
    conn.close();
    end('forced server close');
  };

  conn.removeListener('close', finish);
  conn.on('close', onclose);
  const replaced = [
    override(client, 'onclose', () => onclose),
    override(client, 'close', () => close),
    // Also called by `io.close()`, through the engine, and by the application.
    override(conn, 'close', (closeNow) => (discard) => {
      if (conn.readyState !== 'open' || !links.isBusy('down')) {
        closeNow.call(conn, discard);
        return;
      }
      // As the engine does once it is closing, whatever still comes in is ignored.
      conn.removeListener('data', client.ondata);
      // A server that shuts down discards its transports; it waits only so long.
      const timer = discard ? setTimeout(() => links.dropDown(), SHUTDOWN_WAIT_MS) : undefined;
      links.whenEmpty('down', () => {
        clearTimeout(timer);
        // A turn later, for the last packet to leave: a discarded transport sends nothing more.
        setImmediate(() => closeNow.call(conn, discard));
      });
    }),
    override(client, '_remove', (remove) => (socket) => {
      links.retire(socket.nsp.name, conn.readyState === 'open');
      remove.call(client, socket);
    }),
  ];
  return () => {
    for (const one of replaced) one.undo();
    conn.removeListener('close', onclose);
    if (!hasEnded) conn.on('close', finish);
  };
}
