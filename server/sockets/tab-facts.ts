// What this node knows of the tabs of a member, for the console: here or at whichever node it is shown.
import { IDEAL_DIRECTION, type Link, type LinkDirection } from '../../shared/link/parameters.ts';
import { LINK_PRESETS } from '../../shared/link/presets.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { Row } from '../../shared/wire/console.ts';
import type { TabFact } from '../chat/log/peers.ts';
import type { Room } from '../chat/room.ts';
import type { LinkLayer } from '../link/layer.ts';
import type { Session } from './session.ts';
import type { Tabs } from './tabs.ts';

export interface TabFactsShell {
  readonly tabs: Tabs;
  readonly links: LinkLayer;
  readonly clock: Clock;
}

/** One for each member with a tab at this node. */
export function tabFacts(room: Room, shell: TabFactsShell): TabFact[] {
  const flying = countFlying(room);
  const facts: TabFact[] = [];
  for (const member of room.attending()) {
    const sessions = shell.tabs.of(room, member);
    const heard = shell.tabs.heardLast(room, member);
    if (!heard) continue;
    const asked = sessions.find(({ tab }) => tab.freeze) ?? heard;
    const { freeze } = asked.tab;
    facts.push({
      member,
      tabs: sessions.length,
      link: briefOf(shell.links, heard),
      reading: heard.tab.reading ?? null,
      volunteer: volunteerOf(asked, shell.clock),
      flying: flying.get(member) ?? 0,
      quietMs: shell.clock.now() - heard.tab.seenAt,
      agreedMs: freeze?.isAgreed ? freeze.ms : null,
    });
  }
  return facts;
}

function volunteerOf({ tab }: Session, clock: Clock): Row['volunteer'] {
  if (clock.now() < tab.frozenUntil) return 'frozen';
  if (!tab.freeze) return 'no';
  return tab.freeze.isAgreed ? 'willing' : 'asked';
}

/** By author: messages that have not reached everybody whom they are on their way to. */
export function countFlying(room: Room): ReadonlyMap<string, number> {
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
