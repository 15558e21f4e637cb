// Who steers which links: each tab its own, the host those of one member or of everybody, also of
// tabs that come later, at every node. Kept for as long as some node has the room loaded, not in the log.
import type { LinkChange } from '../../shared/link/parameters.ts';
import { presetOf } from '../../shared/link/presets.ts';
import type { Scenario } from '../../shared/link/scenario.ts';
import type { NoticeOf } from '../../shared/wire/protocol.ts';
import type { LinkOrder, StageVerb, TabWord } from '../chat/log/peers.ts';
import type { Room } from '../chat/room.ts';
import { ALL } from '../chat/standing.ts';
import type { LinkLayer } from '../link/layer.ts';
import type { LinkOfSocket } from '../link/socket-handle.ts';
import { createHostGroup, createOwnGroup, type HostGroup, type LinkGroup } from './link-group.ts';
import type { Session } from './session.ts';
import type { TabLink } from './tab-link.ts';

export interface LinkSteering {
  /** On the clock of the links, ms. */
  now(): number;
  /** The link of a tab. */
  own(session: Session): LinkGroup;
  /** Links of a room, for its host: of all its tabs, or of those of one member. */
  of(room: Room, whose: string): LinkGroup;
  /** What a host at another node has set; unless something later holds here. */
  heed(room: Room, whose: string, order: LinkOrder): void;
  /** What a host at any node does with the scenario of such links. */
  perform(room: Room, whose: string, verb: StageVerb): void;
  /** What holds in a room, for a node that comes later. */
  ordersIn(room: Room): TabWord[];
  /** A tab has entered a room: what the host has set there holds for it too. */
  enter(session: Session): void;
  /** Its connection is gone. */
  leave(session: Session): void;
}

const NOTHING: LinkChange = {};

/** The link of one tab, and what of it is steered. */
class Tab implements TabLink {
  readonly session: Session;
  readonly link: LinkOfSocket;
  own: LinkChange = NOTHING;
  readonly #layer: LinkLayer;
  #group: LinkGroup | undefined;

  constructor(layer: LinkLayer, session: Session) {
    this.#layer = layer;
    this.session = session;
    this.link = layer.of(session.socket);
  }

  tell(changed: NoticeOf<'link:changed'>): void {
    this.session.socket.emit('link:changed', changed);
  }

  /** Made when it is asked for: of a class most tabs never touch a slider. */
  get group(): LinkGroup {
    this.#group ??= createOwnGroup(this.#layer, () => this);
    return this.#group;
  }

  close(): void {
    this.#group?.stage.stop();
  }
}

export function createLinkSteering(layer: LinkLayer): LinkSteering {
  const tabs = new Map<Session, Tab>();
  const rooms = new WeakMap<Room, Map<string, HostGroup>>();

  function tabOf(session: Session): Tab {
    const known = tabs.get(session);
    if (known) return known;
    const tab = new Tab(layer, session);
    if (session.socket.connected) tabs.set(session, tab);
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
    const group = groups.get(whose) ?? createHostGroup(layer, room, () => present(room, whose));
    groups.set(whose, group);
    return group;
  }

  /** What the room's scenario says of links: for all with the first tab, for others with each. */
  function beginLinks(room: Room, member: string): void {
    for (const link of room.record.play?.links ?? []) {
      const isForAll = link.for === 'all';
      if (isForAll ? present(room, ALL).length > 1 : isFirstPerson(room, member)) continue;
      const group = groupOf(room, isForAll ? ALL : member);
      if (group.isHeeding) continue;
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
    of(room, whose) {
      const group = groupOf(room, whose);
      return {
        stage: group.stage,
        tabs: group.tabs,
        set(news, seed) {
          group.set(news, seed);
          if (group.order) room.tellNodes({ kind: 'link', whose, ...group.order, news });
        },
      };
    },
    heed: (room, whose, order) => groupOf(room, whose).heed(order),
    perform(room, whose, verb) {
      const { stage } = groupOf(room, whose);
      if (verb.do === 'play') stage.play(verb.scenario);
      else stage[verb.do]();
    },
    ordersIn: (room) =>
      [...(rooms.get(room) ?? [])].flatMap(([whose, { order }]) =>
        order ? [{ kind: 'link', whose, ...order }] : [],
      ),
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
      tabs.get(session)?.close();
      tabs.delete(session);
      const room = session.inside?.room;
      const groups = room && rooms.get(room);
      // In a room of thousands, all of whom leave, nobody is looked for where nothing could play.
      if (!groups || present(room, ALL).length > 0) return;
      for (const { stage } of groups.values()) stage.stop();
    },
  };
}

function isFirstPerson(room: Room, member: string): boolean {
  for (const one of room.members()) if (!room.whereabouts(one)?.station) return one === member;
  return false;
}
