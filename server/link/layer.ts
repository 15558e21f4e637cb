// The layer over one server: who has which link, what it inherits, and how all of it is undone.
import { IDEAL_LINK } from '../../shared/link/parameters.ts';
import type { Clock, Dispose } from '../../shared/time/clock.ts';
import type { Carried } from './carried.ts';
import { ClientTap, type TapOwner } from './client-tap.ts';
import { describeDown } from './describe.ts';
import { Dispatcher } from './dispatcher.ts';
import type { DownItem } from './down-item.ts';
import { type EncoderTag, tagEncoder } from './encoder-tag.ts';
import type { Exempt } from './exemption.ts';
import {
  type InternalClient,
  type InternalNamespace,
  type InternalServer,
  type InternalSocket,
  internalsOf,
  type SocketIoServer,
  type SocketIoSocket,
} from './internals.ts';
import type { LaneCounts } from './lane-counts.ts';
import { LinkList } from './link-list.ts';
import { override } from './override.ts';
import { Round } from './round.ts';
import { type LinkSettings, Scope } from './scope.ts';
import { type Direction, type LinkOfSocket, SocketHandle } from './socket-handle.ts';
import { SEED_SEPARATOR, SocketLink } from './socket-link.ts';

export interface LayerOptions {
  readonly clock: Clock;
  readonly seed: string;
  readonly exempt: Exempt | undefined;
}

export class LinkLayer {
  /** The chance of all links follows from it. */
  readonly seed: string;
  readonly #server: InternalServer;
  readonly #clock: Clock;
  readonly #dispatcher: Dispatcher;
  readonly #round = new Round();
  readonly #exempt: Exempt | undefined;
  readonly #tag: EncoderTag;
  readonly #owner: TapOwner;
  readonly #root = new Scope();
  readonly #namespaces = new Map<string, Scope>();
  readonly #taps = new Map<InternalClient, ClientTap>();
  readonly #links = new LinkList();
  readonly #ofSockets = new WeakMap<object, SocketLink>();
  readonly #undo: Dispose[] = [];
  readonly #describe = (item: DownItem | Carried) => describeDown(this.#server, item);
  /** By private session id: resolves when the old socket of that session has ended. */
  readonly #ending = new Map<string, Promise<void>>();
  #lastNumber = 0;
  #detached: Promise<void> | undefined;

  constructor(io: SocketIoServer, { clock, seed, exempt }: LayerOptions) {
    this.#server = internalsOf(io);
    this.#clock = clock;
    this.#dispatcher = new Dispatcher(clock, () => this.#round.end());
    this.#exempt = exempt;
    this.seed = seed;
    this.#tag = tagEncoder(this.#server.encoder);
    this.#owner = {
      tag: this.#tag,
      hasExemptions: exempt !== undefined,
      hold: (conn) => {
        if (this.#dispatcher.isServing) this.#round.hold(conn);
      },
      onGone: (link) => this.#links.remove(link),
      onEnding: (sessions) => this.#hold(sessions),
      onEnd: (client) => this.#taps.delete(client),
    };
    const tap = (namespace: InternalNamespace) => this.#tapNamespace(namespace);
    this.#server.sockets.on('new_namespace', tap);
    this.#undo.push(() => this.#server.sockets.off('new_namespace', tap));
    for (const namespace of this.#server._nsps.values()) {
      tap(namespace);
      for (const socket of namespace.sockets.values()) this.#adopt(socket);
    }
  }

  get isDetached(): boolean {
    return this.#detached !== undefined;
  }

  /** The clock on which its links count. */
  get clock(): Clock {
    return this.#clock;
  }

  /** The settings that all namespaces inherit. */
  get server(): LinkSettings {
    return this.#root.settings;
  }

  /** The settings that all sockets of a namespace inherit; it need not exist yet. */
  namespace(name: string): LinkSettings {
    return this.#scopeOf(name).settings;
  }

  /** Names of the namespaces that have, or once had, a link or settings. */
  get namespaces(): readonly string[] {
    return [...this.#namespaces.keys()];
  }

  /** The link of a socket of this server. Throws a TypeError for any other. */
  of(socket: SocketIoSocket): LinkOfSocket {
    const { client, nsp } = socket as unknown as InternalSocket;
    const link = this.#ofSockets.get(socket) ?? this.#taps.get(client)?.linkIn(nsp.name);
    const entry = link && this.#links.of(link);
    if (entry === undefined) {
      throw new TypeError('Expected a connected socket of the server with this link layer');
    }
    return entry.handle;
  }

  /** The links of all sockets, oldest first; also of those that have left but are not yet empty. */
  links(): LinkOfSocket[] {
    return this.#links.all().map(({ handle }) => handle);
  }

  /** What all links counted, those of sockets that have gone too. */
  totals(): Record<Direction, LaneCounts> {
    return this.#links.totals();
  }

  /** Every setting of the server, its namespaces and sockets is undone. */
  reset(): void {
    for (const { scope } of this.#links.all()) scope.reset();
    for (const scope of this.#namespaces.values()) scope.reset();
    this.#root.reset();
  }

  /**
   * Takes the layer off. What is in flight still lands when it is due, and what is sent meanwhile
   * behind it; each connection is restored when it is empty. Resolves when all are.
   */
  detach(): Promise<void> {
    this.#detached ??= new Promise((resolve) => {
      for (const undo of this.#undo.splice(0)) undo();
      for (const { link } of this.#links.all()) link.configure(IDEAL_LINK);
      const taps = [...this.#taps.values()];
      let rest = taps.length + 1;
      const done = () => {
        if (--rest > 0) return;
        this.#tag.undo();
        this.#dispatcher.close();
        resolve();
      };
      for (const tap of taps) tap.detach(done);
      done();
    });
    return this.#detached;
  }

  #scopeOf(namespace: string): Scope {
    let scope = this.#namespaces.get(namespace);
    if (scope === undefined) {
      scope = new Scope(this.#root);
      this.#namespaces.set(namespace, scope);
    }
    return scope;
  }

  /** Every connection to a namespace comes through `_add`, a recovered one too. */
  #tapNamespace(namespace: InternalNamespace): void {
    const added = override(namespace, '_add', (add) => async (client, auth, connected) => {
      // The end of a session may still be on its way up: only then can it be recovered.
      const ending = typeof auth.pid === 'string' && this.#ending.get(auth.pid);
      if (ending) await ending;
      const tap = this.#tapOf(client);
      const link = tap.linkIn(namespace.name) ?? this.#open(tap, namespace.name);
      await add.call(namespace, client, auth, (socket) => {
        this.#bind(tap, socket, link);
        connected(socket);
      });
    });
    this.#undo.push(() => added.undo());
  }

  /** A socket that was connected before the layer came. */
  #adopt(socket: InternalSocket): void {
    const tap = this.#tapOf(socket.client);
    this.#bind(tap, socket, this.#open(tap, socket.nsp.name));
  }

  #tapOf(client: InternalClient): ClientTap {
    let tap = this.#taps.get(client);
    if (tap === undefined) {
      tap = new ClientTap(client, this.#owner);
      this.#taps.set(client, tap);
    }
    return tap;
  }

  #open(tap: ClientTap, namespace: string): SocketLink {
    const number = ++this.#lastNumber;
    const scope = new Scope(this.#scopeOf(namespace), (now) => {
      link.configure(now);
      tap.adapt();
    });
    const link: SocketLink = new SocketLink({
      dispatcher: this.#dispatcher,
      seed: [this.seed, number].join(SEED_SEPARATOR),
      exempt: this.#exempt,
      link: scope.get(),
      client: tap,
    });
    this.#links.add({
      link,
      scope,
      handle: new SocketHandle({ number, namespace, scope, link, describe: this.#describe }),
    });
    tap.open(namespace, link);
    return link;
  }

  #bind(tap: ClientTap, socket: InternalSocket, link: SocketLink): void {
    this.#ofSockets.set(socket, link);
    link.socketId = socket.id;
    tap.bind(socket, link);
  }

  /** Lets nobody recover these sessions until undone. */
  #hold(sessions: readonly string[]): Dispose {
    let release: Dispose = () => {};
    const ending = new Promise<void>((resolve) => {
      release = resolve;
    });
    for (const session of sessions) this.#ending.set(session, ending);
    return () => {
      for (const session of sessions) this.#ending.delete(session);
      release();
    };
  }
}
