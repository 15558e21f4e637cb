// One connection (a `Client` of Socket.IO, shared by its sockets in all namespaces) with its hooks.
import type { Dispose } from '../../shared/time/clock.ts';
import { tapEnd } from './client-end.ts';
import { ClientLinks, whenAll } from './client-links.ts';
import { bindSocket, tapDecoder } from './client-reads.ts';
import { tapWrites } from './client-writes.ts';
import { type DownItem, writeItem } from './down-item.ts';
import type { EncoderTag } from './encoder-tag.ts';
import type { InternalClient, InternalConn, InternalSocket, Packet } from './internals.ts';
import type { SocketLink } from './socket-link.ts';

export interface ClientTapOptions {
  readonly client: InternalClient;
  readonly tag: EncoderTag;
  /** Packets may be exempt: the way down must be watched also while no link does anything. */
  readonly hasExemptions: boolean;
  /** Gathers what is written to a connection in one round. */
  readonly hold: (conn: InternalConn) => void;
  /** A socket is closed and nothing of its link is in flight. */
  readonly onGone: (link: SocketLink) => void;
  /** Sessions of which the end is on its way up; undone when it has landed. */
  readonly onEnding: (sessions: readonly string[]) => Dispose;
  /** The connection has ended. */
  readonly onEnd: () => void;
}

export class ClientTap {
  readonly #client: InternalClient;
  readonly #hold: (conn: InternalConn) => void;
  readonly #links: ClientLinks;
  readonly #write: InternalClient['writeToEngine'];
  readonly #undo: Dispose[];
  readonly #tapWrites: () => Dispose;
  readonly #isWatched: boolean;
  #untapWrites: Dispose | undefined;
  #isDetached = false;
  /** Waits for a link that does nothing any more to empty. */
  #isFading = false;

  constructor(options: ClientTapOptions) {
    const { client, tag, hold, hasExemptions, onGone, onEnding, onEnd } = options;
    const links = new ClientLinks((link) => {
      link.bound = undefined;
      onGone(link);
    });
    const sessions = () => links.all.flatMap(({ bound }) => bound?.session ?? []);
    this.#client = client;
    this.#hold = hold;
    this.#links = links;
    this.#write = client.writeToEngine;
    this.#isWatched = hasExemptions;
    this.#tapWrites = () => tapWrites({ client, links, tag });
    this.#undo = [
      tapDecoder(client, links),
      tapEnd({ client, links, onEnding: () => onEnding(sessions()), onEnd }),
    ];
  }

  /** The link of the socket in a namespace, already while its middlewares run. */
  linkIn(namespace: string): SocketLink | undefined {
    return this.#links.in(namespace);
  }

  /** A socket is about to be connected to a namespace. */
  open(namespace: string, link: SocketLink): void {
    this.#links.open(namespace, link);
    this.adapt();
  }

  /**
   * Hooks into the way down only while a link does something there: a clear one costs nothing. To be
   * called after a link has been configured.
   */
  adapt(): void {
    const busy = this.#links.all.filter(({ down }) => !down.isClear);
    if (this.#isDetached ? busy.length > 0 : busy.length > 0 || this.#isWatched) {
      this.#untapWrites ??= this.#tapWrites();
    } else {
      this.#untapWrites?.();
      this.#untapWrites = undefined;
    }
    const fading = busy.find(({ down }) => down.isTransparent);
    if (fading === undefined || this.#isFading) return;
    this.#isFading = true;
    fading.down.whenEmpty(() => {
      this.#isFading = false;
      this.adapt();
    });
  }

  /** The socket of a link is there: what it gets from its client goes through the up lane. */
  bind(socket: InternalSocket, link: SocketLink): void {
    link.bound = bindSocket(socket, link);
  }

  /** Hands a packet that has landed to its socket; false when that is closed. */
  receive(link: SocketLink, packet: Packet): boolean {
    link.bound?.receive(packet);
    return link.bound !== undefined;
  }

  /** Writes a packet that has landed to the client; false when the connection is gone. */
  write(item: DownItem): boolean {
    const { conn } = this.#client;
    if (conn.readyState !== 'open') return false;
    this.#hold(conn);
    writeItem(this.#client, this.#write, item);
    return true;
  }

  /** Restores the connection, once nothing is in flight in either direction; then runs `done`. */
  detach(done: () => void): void {
    const restore = (): void => {
      for (const { bound } of this.#links.all) bound?.undo();
      this.#isDetached = true;
      this.adapt();
      for (const undo of this.#undo.splice(0)) undo();
      done();
    };
    whenAll(['up', 'down'] as const, (way, empty) => this.#links.whenEmpty(way, empty), restore);
  }
}
