// The WebSocket server below Engine.IO, with limits that it has and Engine.IO does not pass on.
import { type ServerOptions, WebSocketServer } from 'ws';

/** Real ms for the other side to agree to an end; then it is one. */
const CLOSE_MS_MAX = 2000;
/** Pieces of one message: no client of ours sends more than one. */
const FRAGMENTS_MAX = 64;

/** Instead of the one that Engine.IO makes (`wsEngine`). */
export class GuardedWebSocketServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    const limits = {
      closeTimeout: CLOSE_MS_MAX,
      maxFragments: FRAGMENTS_MAX,
      // One frame of a connection, then the others have their turn: a chunk may hold ten thousand pings.
      allowSynchronousEvents: false,
    };
    super({ ...options, ...limits });
  }
}
