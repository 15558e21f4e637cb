// One connection (a `Client` of Socket.IO, shared by its sockets in all namespaces) with its hooks.
import type { Dispose } from '../../shared/time/clock.ts';
import { type EndOwner, tapEnd } from './client-end.ts';
import { ClientLinks, whenAll } from './client-links.ts';
import { bindSocket, tapDecoder } from './client-reads.ts';
import { tapWrites } from './client-writes.ts';
import { type DownItem, writeItem } from './down-item.ts';
import type { EncoderTag } from './encoder-tag.ts';
import type { InternalClient, InternalConn, InternalSocket, Packet } from './internals.ts';
import type { SocketLink } from './socket-link.ts';

/** What all connections of a layer have in common. */
export interface TapOwner extends EndOwner {
  readonly tag: EncoderTag;
  /** Packets may be exempt: the way down must be watched also while no link does anything. */
  readonly hasExemptions: boolean;
  /** Gathers what is written to a connection in one round. */
  hold(conn: InternalConn): void;
  /** A socket is closed and nothing of its link is in flight. */
  readonly onGone: (link: SocketLink) => void;
}

export class ClientTap {
  readonly #client: InternalClient;
  readonly #owner: TapOwner;
  readonly #links: ClientLinks;
  readonly #write: InternalClient['writeToEngine'];
  readonly #undo: Dispose[];
  #untapWrites: Dispose | undefined;
  #isDetached = false;
  /** Waits for a link that does nothing any more to empty. */
  #isFading = false;

  constructor(client: InternalClient, owner: TapOwner) {
    const links = new ClientLinks(owner.onGone);
    this.#client = client;
    this.#owner = owner;
    this.#links = links;
    this.#write = client.writeToEngine;
    this.#undo = [tapDecoder(client, links), tapEnd({ client, links, owner })];
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
    if (this.#isDetached ? busy.length > 0 : busy.length > 0 || this.#owner.hasExemptions) {
      this.#untapWrites ??= tapWrites({
        client: this.#client,
        links: this.#links,
        tag: this.#owner.tag,
      });
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
    this.#owner.hold(conn);
    writeItem(this.#client, this.#write, item);
    return true;
  }

  /** Restores the connection, once nothing is in flight in either direction; then runs `done`. */
  detach(done: () => void): void {
    const restore = (): void => {
      for (const { bound } of this.#links.all) bound?.override.undo();
      this.#isDetached = true;
      this.adapt();
      for (const undo of this.#undo.splice(0)) undo();
      done();
    };
    whenAll(['up', 'down'] as const, (way, empty) => this.#links.whenEmpty(way, empty), restore);
  }
}
