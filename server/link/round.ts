// All that falls due for a connection in one round leaves together: one write to the network, and
// not one for each packet.
import type { InternalConn } from './internals.ts';

/** Holds connections back until the round is over. */
export class Round {
  readonly #held = new Set<InternalConn>();

  /** What is written to `conn` from now on waits for the end of the round, in order. */
  hold(conn: InternalConn): void {
    // One that is busy anyway writes what has gathered when it is ready again.
    if (this.#held.has(conn) || !conn.transport.writable) return;
    conn.transport.writable = false;
    this.#held.add(conn);
  }

  end(): void {
    for (const conn of this.#held) {
      const { transport } = conn;
      const network = transport.socket?._socket;
      transport.writable = true;
      network?.cork?.();
      conn.flush();
      network?.uncork?.();
    }
    this.#held.clear();
  }
}
