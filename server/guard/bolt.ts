// Refuses connections before anything is made of them. To Node a connection is a stream, a parser and a
// dozen closures, 8 kB that a flood makes a hundred megabytes of before they are swept up; to the system
// it is a handle that can be closed at once. (Newer versions of Node have it as `blockList`.)
import type { Server } from 'node:net';

/** The parts of a listening server that Node keeps to itself, from version 20 to this day. */
interface Listening {
  readonly _handle?: { onconnection?: Accept } | null;
}

type Accept = (this: unknown, error: number, client?: Incoming) => void;

interface Incoming {
  /** 0 when it has filled in where it comes from. */
  getpeername?(peer: { address?: string }): number;
  close(): void;
}

/**
 * Closes what comes from an address that `isShut` says is shut, from when the server listens on. Where
 * Node hides that door, nothing happens: the server must refuse as well what gets through.
 */
export function boltDoor(server: Server, isShut: (address: string) => boolean): void {
  server.on('listening', () => {
    const handle = (server as unknown as Listening)._handle;
    const accept = handle?.onconnection;
    if (!handle || typeof accept !== 'function') return;
    handle.onconnection = function (error, client) {
      const peer: { address?: string } = {};
      const isKnown = client?.getpeername?.(peer) === 0 && peer.address !== undefined;
      if (isKnown && isShut(peer.address as string)) client.close();
      else accept.call(this, error, client);
    };
  });
}
