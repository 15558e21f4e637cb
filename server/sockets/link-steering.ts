// Who steers which links: each tab its own, the host those of one member or of everybody, also of
// tabs that come later. Kept by this process for as long as the room is loaded, not in the log.
import { type LinkChange, mergeChanges } from '../../shared/link/parameters.ts';
import { presetOf } from '../../shared/link/presets.ts';
import type { Scenario } from '../../shared/link/scenario.ts';
import { newEventId } from '../chat/credentials.ts';
import type { Room } from '../chat/room.ts';
import { ALL } from '../chat/standing.ts';
import type { LinkLayer } from '../link/layer.ts';
import { createStage, isEmpty, type Stage } from './link-stage.ts';
import type { Session } from './session.ts';
import type { TabLink } from './tab-link.ts';

/** One or more links that are set together and on which one scenario can play. */
export interface LinkGroup {
  readonly stage: Stage;
  /** Present tabs, each with its link. */
  tabs(): readonly TabLink[];
  /** Sets what is named. Of the host's groups the tabs are told, and later tabs get it too. */
  set(change: LinkChange, seed: string | undefined): void;
}

export interface LinkSteering {
  /** On the clock of the links, ms. */
  now(): number;
  /** The link of a tab. */
  own(session: Session): LinkGroup;
  /** Links of a room, for its host: of all its tabs, or of those of one member. */
  of(room: Room, whose: string): LinkGroup;
  /** A tab has entered a room: what the host has set there holds for it too. */
  enter(session: Session): void;
  /** Its connection is gone. */
  leave(session: Session): void;
}

interface Tab extends TabLink {
  readonly session: Session;
  readonly group: LinkGroup;
}

interface HostGroup extends LinkGroup {
  /** A tab comes under it. */
  admit(tab: TabLink): void;
}

export function createLinkSteering(layer: LinkLayer): LinkSteering {
  const tabs = new Map<Session, Tab>();
  const rooms = new WeakMap<Room, Map<string, HostGroup>>();

  function tabOf(session: Session): Tab {
    const known = tabs.get(session);
    if (known) return known;
    const { socket } = session;
    const tab: Tab = {
      session,
      link: layer.of(socket),
      own: {},
      tell: (changed) => void socket.emit('link:changed', changed),
      group: createOwnGroup(layer, () => tab),
    };
    if (socket.connected) tabs.set(session, tab);
    return tab;
  }

  const present = (room: Room, whose: string): Tab[] =>
    [...tabs.values()].filter(
      ({ session: { inside } }) =>
        inside?.room === room && (whose === ALL || inside.actor.member === whose),
    );

  function groupOf(room: Room, whose: string): HostGroup {
    const groups = rooms.get(room) ?? new Map<string, HostGroup>();
    rooms.set(room, groups);
    const group = groups.get(whose) ?? createHostGroup(layer, () => present(room, whose));
    groups.set(whose, group);
    return group;
  }

  /** What the room's scenario says of links: for all with the first tab, for others with each. */
  function beginLinks(room: Room, member: string): void {
    for (const link of room.record.play?.links ?? []) {
      const isForAll = link.for === 'all';
      if (isForAll ? present(room, ALL).length > 1 : isFirstPerson(room, member)) continue;
      const group = groupOf(room, isForAll ? ALL : member);
      const preset = presetOf(link.preset ?? '');
      if (preset) group.set({ up: preset.up, down: preset.down }, undefined);
      else if (!group.stage.playing && link.steps) {
        group.stage.play({ steps: link.steps as Scenario['steps'], loop: link.loop ?? false });
      }
    }
  }

  return {
    now: () => layer.clock.now(),
    own: (session) => tabOf(session).group,
    of: groupOf,
    enter(session) {
      const { room, actor } = session.inside ?? {};
      const tab = tabOf(session);
      if (room && actor) beginLinks(room, actor.member);
      const groups = room && rooms.get(room);
      // What is for one member is said after what is for all, so that it wins.
      groups?.get(ALL)?.admit(tab);
      if (actor) groups?.get(actor.member)?.admit(tab);
    },
    leave(session) {
      tabs.get(session)?.group.stage.stop();
      tabs.delete(session);
      const room = session.inside?.room;
      if (!room || present(room, ALL).length > 0) return;
      for (const { stage } of rooms.get(room)?.values() ?? []) stage.stop();
    },
  };
}

function isFirstPerson(room: Room, member: string): boolean {
  for (const one of room.members()) if (!room.whereabouts(one)?.station) return one === member;
  return false;
}

function createOwnGroup({ clock }: LinkLayer, tab: () => TabLink): LinkGroup {
  const tabs = () => [tab()];
  return {
    stage: createStage({ tabs, clock }),
    tabs,
    set: (change, seed) => setOne(tab(), change, seed),
  };
}

function createHostGroup({ clock }: LinkLayer, tabs: () => readonly TabLink[]): HostGroup {
  const stage = createStage({ tabs, clock });
  let change: LinkChange = {};
  let seed: string | undefined;
  let order: string | undefined;
  const named = () => (seed === undefined ? {} : { seed });
  return {
    stage,
    tabs,
    set(next, nextSeed) {
      change = mergeChanges(change, next);
      seed = nextSeed ?? seed;
      order = newEventId();
      const told = nextSeed === undefined ? next : { ...next, seed: nextSeed };
      for (const tab of tabs()) {
        setOne(tab, next, nextSeed);
        tab.tell({ by: 'host', change: told, order });
      }
    },
    admit(tab) {
      if (order !== undefined) {
        setOne(tab, change, seed);
        tab.tell({ by: 'host', change: { ...change, ...named() }, order });
      }
      if (isEmpty(stage.overlay)) return;
      tab.link.set(stage.overlay);
      tab.tell({ by: 'scenario', change: stage.overlay });
    },
  };
}

function setOne(tab: TabLink, change: LinkChange, seed: string | undefined): void {
  tab.link.set(change);
  tab.own = mergeChanges(tab.own, change);
  if (seed !== undefined) tab.link.reseed(seed);
}
