// A room's tabs at other nodes: what those nodes say of them, and what a host here wants of them. Who
// watches a console anywhere hears of all; an order goes to every node, and each has its own tabs obey.
import type { Clock } from '../../shared/time/clock.ts';
import type { TabFact, TabWord } from '../chat/log/peers.ts';
import type { Room } from '../chat/room.ts';
import { askToFreeze, freeze, willingTab } from './freezes.ts';
import type { LinkSteering } from './link-steering.ts';
import { type ChatServer, channel } from './session.ts';
import type { Tabs } from './tabs.ts';

/** Real ms for which a node is taken at its word: two looks may be missed. */
const HEARD_FOR_MS = 3500;

export interface Elsewhere {
  /** Asks the other nodes what holds for the tabs of a room, and heeds what they say from now on. */
  follow(room: Room): void;
  /** Of a member's tabs at other nodes, one for each. `quietMs` counts on. */
  factsOf(room: Room, member: string): readonly TabFact[];
  /** Whether somebody watches the room's console at another node. */
  isWatched(room: Room): boolean;
}

export interface ElsewhereShell {
  readonly io: ChatServer;
  readonly tabs: Tabs;
  readonly steering: LinkSteering;
  readonly clock: Clock;
}

interface Heard {
  readonly at: number;
  readonly facts: readonly TabFact[];
}

export function createElsewhere({ io, tabs, steering, clock }: ElsewhereShell): Elsewhere {
  const rooms = new WeakMap<Room, { watchedAt: number; readonly heard: Map<string, Heard> }>();

  function take(room: Room, word: TabWord, node: string): void {
    const known = rooms.get(room);
    if (!known) return;
    switch (word.kind) {
      case 'hello':
        for (const order of [...tabs.ordersIn(room), ...steering.ordersIn(room)]) {
          room.tellNodes(order);
        }
        break;
      case 'watching':
        known.watchedAt = clock.now();
        break;
      case 'tabs':
        known.heard.set(node, { at: clock.now(), facts: word.facts });
        break;
      case 'modes':
        tabs.heedModes(room, word.whose, word.modes);
        break;
      case 'link':
        steering.heed(room, word.whose, word);
        break;
      case 'stage':
        steering.perform(room, word.whose, word.verb);
        break;
      case 'ask-freeze':
        askToFreeze(tabs, room, word);
        break;
      case 'freeze':
        {
          const session = willingTab(tabs, room, word.member);
          if (session) freeze(session, word.ms, clock.now());
        }
        break;
      case 'did':
        io.to(channel.omniscient(room)).emit('room:did', word.did);
        break;
    }
  }

  return {
    follow(room) {
      rooms.set(room, { watchedAt: -Infinity, heard: new Map() });
      room.listen({ told: (word, node) => take(room, word, node) });
      room.tellNodes({ kind: 'hello' });
    },
    factsOf(room, member) {
      const found: TabFact[] = [];
      for (const [node, { at, facts }] of rooms.get(room)?.heard ?? []) {
        const sinceMs = clock.now() - at;
        if (sinceMs > HEARD_FOR_MS) rooms.get(room)?.heard.delete(node);
        else {
          for (const fact of facts) {
            if (fact.member === member) found.push({ ...fact, quietMs: fact.quietMs + sinceMs });
          }
        }
      }
      return found;
    },
    isWatched: (room) => clock.now() - (rooms.get(room)?.watchedAt ?? -Infinity) <= HEARD_FOR_MS,
  };
}
