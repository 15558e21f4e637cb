// A packet that is not Socket.IO's - a request over HTTP, say - on the link of a socket: in order with
// the socket's own packets, with the same delay, chance and loss.

export class Carried {
  /** How it is called in lists of what is in flight. */
  readonly name: string;
  readonly bytes: number;
  readonly #deliver: () => void;

  constructor({ name, bytes }: { name: string; bytes: number }, deliver: () => void) {
    this.name = name;
    this.bytes = bytes;
    this.#deliver = deliver;
  }

  /** Has come out of the link. In the next turn, as Socket.IO calls the listeners of an event. */
  land(): true {
    process.nextTick(this.#deliver);
    return true;
  }
}
