// What the console shows of each member: what the log says, and what its tabs report. For hosts only:
// nothing in it waits for light.
import { IDEAL_DIRECTION, type Link, type LinkDirection } from '../../shared/link/parameters.ts';
import { LINK_PRESETS } from '../../shared/link/presets.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { Row } from '../../shared/wire/console.ts';
import { isSeated, type Room } from '../chat/room.ts';
import { ALL } from '../chat/standing.ts';
import { isStarted } from '../chat/start-station.ts';
import type { LinkLayer } from '../link/layer.ts';
import { type ChatServer, channel, type Session } from './session.ts';
import type { Tabs } from './tabs.ts';

export interface ConsoleRows {
  /** Everybody who is in the room, by the order of their coming. */
  all(room: Room): Row[];
  /**
   * Tells those who watch what has changed since the last time, and the tabs whether anybody watches:
   * they measure and report only then.
   */
  tell(room: Room): void;
  isWatched(room: Room): boolean;
}

export interface ConsoleRowsShell {
  readonly io: ChatServer;
  readonly tabs: Tabs;
  readonly links: LinkLayer;
  readonly clock: Clock;
}

export function createConsoleRows({ io, tabs, links, clock }: ConsoleRowsShell): ConsoleRows {
  /** By member, as it was last told. */
  const told = new WeakMap<Room, Map<string, string>>();

  const isWatched = (room: Room): boolean => io.sockets.adapter.rooms.has(channel.console(room));

  function tellTabs(room: Room, on: boolean): void {
    for (const { socket } of tabs.of(room, ALL)) socket.emit('tab:watched', { on });
  }

  function volunteerOf(session: Session | undefined): Row['volunteer'] {
    const { freeze, frozenUntil = 0 } = session?.tab ?? {};
    if (clock.now() < frozenUntil) return 'frozen';
    if (!freeze) return 'no';
    return freeze.isAgreed ? 'willing' : 'asked';
  }

  function all(room: Room): Row[] {
    const flying = countFlying(room);
    const rows: Row[] = [];
    for (const member of room.members()) {
      const who = room.whereabouts(member);
      const is = room.world.standings.get(member) ?? 'member';
      if (!who?.here || is === 'removed') continue;
      const sessions = tabs.of(room, member);
      const heard = tabs.heardLast(room, member);
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
        tabs: sessions.length,
        link: heard ? briefOf(links, heard) : null,
        reading: heard?.tab.reading ?? null,
        flying: flying.get(member) ?? 0,
        seenAt: heard?.tab.seenAt ?? null,
        volunteer: volunteerOf(sessions.find(({ tab }) => tab.freeze) ?? heard),
      });
    }
    return rows;
  }

  return {
    all,
    isWatched,
    tell(room) {
      const before = told.get(room) ?? new Map<string, string>();
      if (!isWatched(room)) {
        if (told.delete(room)) tellTabs(room, false);
        return;
      }
      if (!told.has(room)) tellTabs(room, true);
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

/** By author: messages that have not reached everybody whom they are on their way to. */
function countFlying(room: Room): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { author, body } of room.feeds.flights()) {
    if (body.kind === 'say') counts.set(author, (counts.get(author) ?? 0) + 1);
  }
  return counts;
}

function briefOf(links: LinkLayer, { socket }: Session): NonNullable<Row['link']> {
  const handle = links.of(socket);
  const link = handle.get();
  const { up, down } = handle.status();
  return {
    preset: LINK_PRESETS.find((preset) => isSet(link, preset))?.id ?? null,
    up: shortOf(link.up),
    down: shortOf(link.down),
    inFlight: up.inFlight + down.inFlight,
  };
}

const shortOf = ({ delayMs, jitterMs, loss }: LinkDirection) => ({ delayMs, jitterMs, loss });

const NAMES = Object.keys(IDEAL_DIRECTION) as (keyof LinkDirection)[];
const isSame = (a: LinkDirection, b: LinkDirection): boolean =>
  NAMES.every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));
const isSet = (link: Link, preset: Pick<Link, 'up' | 'down'>): boolean =>
  isSame(link.up, preset.up) && isSame(link.down, preset.down);
