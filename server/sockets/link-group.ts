// Links that are set together: one's own, or those that a host has named, also of tabs that come later.
import { type LinkChange, mergeChanges } from '../../shared/link/parameters.ts';
import { newEventId } from '../chat/credentials.ts';
import type { LinkOrder } from '../chat/log/peers.ts';
import type { Room } from '../chat/room.ts';
import type { LinkLayer } from '../link/layer.ts';
import { createStage, isEmpty, type Stage } from './link-stage.ts';
import type { TabLink } from './tab-link.ts';

/** One or more links that are set together and on which one scenario can play. */
export interface LinkGroup {
  readonly stage: Stage;
  /** Present tabs, each with its link. */
  tabs(): readonly TabLink[];
  /** Sets what is named. Of the host's groups the tabs are told, and later tabs get it too. */
  set(change: LinkChange, seed: string | undefined): void;
}

export interface HostGroup extends LinkGroup {
  /** A tab comes under it. */
  admit(tab: TabLink): void;
  heed(order: LinkOrder): void;
  /** What has been set; undefined while nothing was. */
  readonly order: LinkOrder | undefined;
  /** It was set at another node. */
  readonly isHeeding: boolean;
}

export function createOwnGroup({ clock }: LinkLayer, tab: () => TabLink): LinkGroup {
  const tabs = () => [tab()];
  return {
    stage: createStage({ tabs, clock }),
    tabs,
    set: (change, seed) => setOne(tab(), change, seed),
  };
}

export function createHostGroup(
  { clock }: LinkLayer,
  room: Room,
  tabs: () => readonly TabLink[],
): HostGroup {
  const stage = createStage({ tabs, clock });
  let held: LinkOrder | undefined;
  let isHeeding = false;

  function hold(next: LinkOrder, news: LinkChange, seed: string | undefined): void {
    held = next;
    const told = seed === undefined ? news : { ...news, seed };
    for (const tab of tabs()) {
      setOne(tab, news, seed);
      tab.tell({ by: 'host', change: told, order: next.order });
    }
  }

  return {
    stage,
    tabs,
    get order() {
      return held;
    },
    get isHeeding() {
      return isHeeding;
    },
    set(news, nextSeed) {
      const change = mergeChanges(held?.change ?? {}, news);
      const seed = nextSeed ?? held?.seed;
      isHeeding = false;
      hold({ change, seed, order: newEventId(), at: room.now() }, news, nextSeed);
    },
    heed({ change, seed, order, at, news }) {
      if (held && (held.at > at || (held.at === at && held.order >= order))) return;
      isHeeding = true;
      // What a host elsewhere has not heard of yet stays.
      const all = mergeChanges(held?.change ?? {}, change);
      hold({ change: all, seed, order, at }, news ?? change, seed);
    },
    admit(tab) {
      if (held) {
        const { change, seed, order } = held;
        setOne(tab, change, seed);
        const told = seed === undefined ? change : { ...change, seed };
        tab.tell({ by: 'host', change: told, order });
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
