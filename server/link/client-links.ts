// The links of one connection: one for each of its sockets, and those of sockets that have left but
// have something in flight.
import type { SocketLink } from './socket-link.ts';

export class ClientLinks {
  readonly #onGone: (link: SocketLink) => void;
  /** By namespace; a list, because most connections have one. */
  #current: readonly (readonly [string, SocketLink])[] = [];
  #all: readonly SocketLink[] = [];

  /** `onGone`: a socket is closed and nothing of its link is in flight. */
  constructor(onGone: (link: SocketLink) => void) {
    this.#onGone = onGone;
  }

  /** The link of the socket that is, or is about to be, connected to a namespace. */
  in(namespace: string): SocketLink | undefined {
    for (const [name, link] of this.#current) if (name === namespace) return link;
    return undefined;
  }

  open(namespace: string, link: SocketLink): void {
    this.#current = this.#without(namespace).concat([[namespace, link]]);
    this.#all = this.#all.concat(link);
  }

  /** The namespaces that have a link, with it. */
  get current(): readonly (readonly [string, SocketLink])[] {
    return this.#current;
  }

  /**
   * The socket of a namespace is closed: nothing more goes up; what the server sent before still
   * goes down, if there is somebody to read it.
   */
  retire(namespace: string, isRead: boolean): void {
    const link = this.in(namespace);
    if (link === undefined) return;
    this.#current = this.#without(namespace);
    link.hasGone = true;
    link.up.drop('closed');
    if (link.hasClientLeft || !isRead) link.down.drop('closed');
    link.whenEmpty(() => {
      this.#all = this.#all.filter((other) => other !== link);
      link.bound = undefined;
      this.#onGone(link);
    });
  }

  /** The connection is gone. */
  dropDown(): void {
    for (const link of this.#all) link.down.drop('closed');
  }

  /** All links, those of sockets that have left too while something of them is in flight. */
  get all(): readonly SocketLink[] {
    return this.#all;
  }

  /** Whether anything is in flight in a direction. */
  isBusy(direction: 'up' | 'down'): boolean {
    for (const link of this.#all) if (link[direction].size > 0) return true;
    return false;
  }

  /** Runs `run` once nothing is in flight in a direction; at once when nothing is. */
  whenEmpty(direction: 'up' | 'down', run: () => void): void {
    whenAll(this.#all, (link, done) => link[direction].whenEmpty(done), run);
  }

  #without(namespace: string): readonly (readonly [string, SocketLink])[] {
    return this.#current.filter(([name]) => name !== namespace);
  }
}

/** Runs `run` when each of `items` has called back; at once when there are none. */
export function whenAll<T>(
  items: readonly T[],
  wait: (item: T, done: () => void) => void,
  run: () => void,
): void {
  let rest = items.length + 1;
  const done = (): void => {
    if (--rest === 0) run();
  };
  for (const item of items) wait(item, done);
  done();
}
