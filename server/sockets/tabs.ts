// The tabs of each room in this process: what the host has decided reaches them at once, whatever their
// links. What must outlive the process is in the log; a tab's own state goes with its connection.
import type { SentEvent } from '../../shared/chat/event.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { NoticeOf } from '../../shared/wire/protocol.ts';
import { type Refusal, refuse } from '../../shared/wire/refusal.ts';
import { newEventId } from '../chat/credentials.ts';
import type { ModesOrder, TabWord } from '../chat/log/peers.ts';
import type { Room } from '../chat/room.ts';
import { ALL } from '../chat/standing.ts';
import { channel, leaveRoom, type Session, selfOf, stopAttending } from './session.ts';

type Modes = NoticeOf<'tab:modes'>;

/** Real ms for which newcomers from the address of somebody who was banned are refused. */
const BAN_MS = 12 * 3_600_000;

export interface Tabs {
  /** Lets the tabs of a room feel what its log says of their members, as long as it is loaded. */
  follow(room: Room): void;
  /** A tab is in; at once shown out if its member has been removed meanwhile. */
  enter(session: Session): void;
  leave(session: Session): void;
  /** Of one member or of everybody. */
  of(room: Room, whose: string): readonly Session[];
  /** The tab of a member that was heard last. */
  heardLast(room: Room, member: string): Session | undefined;
  /** How tabs wait from now on, those that come later too, at every node. */
  setModes(room: Room, whose: string, modes: Omit<Modes, 'order'>): void;
  /** As another node tells it; unless something later holds here. */
  heedModes(room: Room, whose: string, modes: ModesOrder): void;
  /** What holds in a room, for a node that comes later. */
  ordersIn(room: Room): TabWord[];
  modesFor(session: Session): Modes | undefined;
  addressesOf(room: Room, member: string): ReadonlySet<string>;
  /**
   * Refuses newcomers from these addresses. False, and nothing is done, when somebody here shares one:
   * a class behind one router has one address.
   */
  ban(room: Room, addresses: ReadonlySet<string>): boolean;
  /** Who is banned from one room is banned from another, too, until then. */
  carryBans(from: Room, to: Room): void;
  /** Why somebody new may not come in from there. */
  refusalFor(room: Room, session: Session): Refusal | undefined;
}

interface Here {
  readonly sessions: Set<Session>;
  readonly modes: Map<string, ModesOrder>;
}

export function createTabs(clock: Clock): Tabs {
  const rooms = new WeakMap<Room, Here>();
  /**
   * By room id, also of one that is not loaded now: until when, by address. An address is personal: it
   * is kept in memory only.
   */
  const bans = new Map<string, Map<string, number>>();

  function hereIn(room: Room): Here {
    const known = rooms.get(room);
    if (known) return known;
    const here: Here = { sessions: new Set(), modes: new Map() };
    rooms.set(room, here);
    return here;
  }

  const of = (room: Room, whose: string): readonly Session[] =>
    [...hereIn(room).sessions].filter(
      ({ inside }) => whose === ALL || inside?.actor.member === whose,
    );

  function addBans(room: Room, added: readonly (readonly [string, number])[]): void {
    const isPast = ([, until]: readonly [string, number]) => until <= clock.now();
    for (const [id, banned] of bans) if ([...banned].every(isPast)) bans.delete(id);
    bans.set(room.record.id, new Map([...(bans.get(room.record.id) ?? []), ...added]));
  }

  function take(room: Room, { author, body }: SentEvent): void {
    switch (body.kind) {
      case 'standing':
        for (const session of of(room, body.member)) {
          if (body.is === 'removed') showOut(session);
          else tellSelf(session);
        }
        break;
      case 'key':
        // Those that are here came by the one before it.
        for (const session of of(room, body.member)) showOut(session);
        break;
      case 'host-link':
        for (const session of of(room, ALL)) tellSelf(session);
        break;
      case 'join':
        if (body.from === undefined) break;
        for (const session of of(room, author)) {
          if (session.isMoving) continue;
          void stopAttending(session);
          tellSelf(session);
        }
        break;
    }
  }

  function showOut(session: Session): void {
    if (!session.inside) return;
    session.socket.emit('room:removed', {});
    hereIn(session.inside.room).sessions.delete(session);
    leaveRoom(session);
  }

  function takeModes(room: Room, whose: string, order: ModesOrder): void {
    const { modes: orders } = hereIn(room);
    // What is said to all is said to each.
    for (const [member, { at }] of orders) {
      if (whose === ALL && at <= order.at) orders.delete(member);
    }
    orders.set(whose, order);
    for (const session of of(room, whose)) {
      const modes = modesFor(session);
      if (modes) session.socket.emit('tab:modes', modes);
    }
  }

  function modesFor({ inside }: Session): Modes | undefined {
    if (!inside) return undefined;
    const { modes } = hereIn(inside.room);
    const own = modes.get(inside.actor.member);
    const all = modes.get(ALL);
    const order = (own ?? all)?.order;
    if (order === undefined) return undefined;
    const { send, receive } = { ...all, ...own };
    return { ...(send && { send }), ...(receive && { receive }), order };
  }

  return {
    of,
    follow(room) {
      room.listen({
        logged(events) {
          for (const event of events) take(room, event);
        },
      });
    },
    enter(session) {
      const { room, actor } = session.inside ?? {};
      if (!room || !actor) return;
      hereIn(room).sessions.add(session);
      if (room.world.standings.get(actor.member) === 'removed') showOut(session);
    },
    leave(session) {
      if (session.inside) hereIn(session.inside.room).sessions.delete(session);
    },
    heardLast: (room, member) => of(room, member).toSorted((a, b) => heardAt(b) - heardAt(a))[0],
    setModes(room, whose, modes) {
      const before = whose === ALL ? undefined : hereIn(room).modes.get(whose);
      const order = { ...before, ...modes, order: newEventId(), at: room.now() };
      takeModes(room, whose, order);
      room.tellNodes({ kind: 'modes', whose, modes: order });
    },
    heedModes(room, whose, modes) {
      const known = hereIn(room).modes.get(whose);
      if (known && (known.at > modes.at || (known.at === modes.at && known.order >= modes.order))) {
        return;
      }
      takeModes(room, whose, modes);
    },
    ordersIn: (room) =>
      [...hereIn(room).modes].map(([whose, modes]) => ({ kind: 'modes', whose, modes })),
    modesFor,
    addressesOf: (room, member) => new Set(of(room, member).map(addressOf)),
    ban(room, addresses) {
      const isShared = of(room, ALL).some((one) => addresses.has(addressOf(one)));
      if (isShared || addresses.size === 0) return false;
      const until = clock.now() + BAN_MS;
      addBans(
        room,
        [...addresses].map((address) => [address, until] as const),
      );
      return true;
    },
    carryBans(from, to) {
      addBans(to, [...(bans.get(from.record.id) ?? [])]);
    },
    refusalFor(room, session) {
      const until = bans.get(room.record.id)?.get(addressOf(session)) ?? -Infinity;
      if (clock.now() >= until) return undefined;
      return refuse('forbidden', 'The host has closed this room to your network address.');
    },
  };
}

function tellSelf({ socket, inside }: Session): void {
  if (!inside) return;
  socket.emit('room:self', selfOf(inside));
  if (!inside.actor.host) void socket.leave(channel.console(inside.room));
}

const addressOf = ({ address }: Session): string => address;

/** A tab that reports comes before one that does not (the console is one of those). */
const heardAt = ({ tab }: Session): number => (tab.reading ? tab.seenAt : -Infinity);
