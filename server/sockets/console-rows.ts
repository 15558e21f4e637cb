// What the console shows of each member: what the log says, and what its tabs report at whichever node
// they hang on. For hosts only: nothing in it waits for light.
import { realMs } from '../../shared/time/frames.ts';
import type { Row } from '../../shared/wire/console.ts';
import type { TabFact } from '../chat/log/peers.ts';
import { isSeated, type Room } from '../chat/room.ts';
import { ALL } from '../chat/standing.ts';
import { isStarted } from '../chat/start-station.ts';
import type { Elsewhere } from './elsewhere.ts';
import { type ChatServer, channel } from './session.ts';
import { countFlying, type TabFactsShell, tabFacts } from './tab-facts.ts';

export interface ConsoleRows {
  /** Everybody who is in the room, by the order of their coming. */
  all(room: Room): Row[];
  /**
   * Tells those who watch what has changed since the last time, and the tabs whether anybody watches:
   * they measure and report only then.
   */
  tell(room: Room): void;
  /** Here, or at another node. */
  isWatched(room: Room): boolean;
}

export interface ConsoleRowsShell extends TabFactsShell {
  readonly io: ChatServer;
  readonly elsewhere: Elsewhere;
}

export function createConsoleRows(shell: ConsoleRowsShell): ConsoleRows {
  const { io, tabs, clock, elsewhere } = shell;
  /** By member, as it was last told. */
  const told = new WeakMap<Room, Map<string, string>>();
  const reporting = new WeakSet<Room>();

  const isWatchedHere = (room: Room): boolean =>
    io.sockets.adapter.rooms.has(channel.console(room));
  const isWatched = (room: Room): boolean => isWatchedHere(room) || elsewhere.isWatched(room);

  function tellTabs(room: Room): void {
    const on = isWatched(room);
    if (on === reporting.has(room)) return;
    if (on) reporting.add(room);
    else reporting.delete(room);
    for (const { socket } of tabs.of(room, ALL)) socket.emit('tab:watched', { on });
  }

  function all(room: Room): Row[] {
    const flying = countFlying(room);
    const here = new Map(tabFacts(room, shell).map((fact) => [fact.member, fact]));
    const rows: Row[] = [];
    for (const member of room.members()) {
      const who = room.whereabouts(member);
      const is = room.world.standings.get(member) ?? 'member';
      if (!who?.here || is === 'removed') continue;
      const own = here.get(member);
      const facts = [...(own ? [own] : []), ...elsewhere.factsOf(room, member)];
      const heard = facts.toSorted((a, b) => quiet(a) - quiet(b))[0];
      const { name, hue, place, station } = who;
      rows.push({
        member,
        name,
        hue,
        place,
        station,
        does: room.world.stations.get(member)?.does ?? null,
        stays: isSeated(who) && !isStarted(room, member),
        standing: is,
        tabs: facts.reduce((sum, fact) => sum + fact.tabs, 0),
        link: heard?.link ?? null,
        reading: heard?.reading ?? null,
        // Each node knows of what is on its way to the places that it has tabs at.
        flying: Math.max(flying.get(member) ?? 0, ...facts.map((fact) => fact.flying)),
        seenAt: heard ? realMs(Math.round(clock.now() - heard.quietMs)) : null,
        volunteer: facts.find(({ volunteer }) => volunteer !== 'no')?.volunteer ?? 'no',
      });
    }
    return rows;
  }

  return {
    all,
    isWatched,
    tell(room) {
      tellTabs(room);
      if (elsewhere.isWatched(room)) {
        room.tellNodes({ kind: 'tabs', facts: tabFacts(room, shell) });
      }
      const before = told.get(room) ?? new Map<string, string>();
      if (!isWatchedHere(room)) {
        told.delete(room);
        return;
      }
      room.tellNodes({ kind: 'watching' });
      const rows = all(room);
      const now = new Map(rows.map((row) => [row.member, JSON.stringify(row)]));
      told.set(room, now);
      const changed = rows.filter(({ member }) => now.get(member) !== before.get(member));
      const gone = [...before.keys()].filter((member) => !now.has(member));
      if (changed.length + gone.length === 0) return;
      io.to(channel.console(room)).emit('console:rows', { rows: changed, gone });
    },
  };
}

/** A tab that reports comes before one that does not (the console is one of those). */
const quiet = ({ reading, quietMs }: TabFact): number => (reading ? quietMs : Infinity);
