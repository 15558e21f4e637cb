// Which packets the link does not touch: events that the owner's predicate names, and the
// acknowledgements that answer them, in both directions.
import { eventOf, isAck, type Packet } from './internals.ts';

/** Where an event is going. */
export interface EventContext {
  readonly namespace: string;
  readonly direction: 'up' | 'down';
}

/** Says of an event whether it passes undelayed. Asked for every event: keep it cheap. */
export type Exempt = (event: string, context: EventContext) => boolean;

/** Unanswered asks remembered per socket and direction; the oldest is forgotten first. */
const AWAITED_MAX = 1000;

/** The exemption of one socket. */
export class Exemption {
  readonly #exempt: Exempt | undefined;
  /** Ids of exempt events whose answer is due in that direction; undefined while there are none. */
  #up: Set<number> | undefined;
  #down: Set<number> | undefined;

  constructor(exempt: Exempt | undefined) {
    this.#exempt = exempt;
  }

  /** Whether a packet on its way in `direction` is exempt; remembers that its answer will be. */
  holds(packet: Packet, direction: 'up' | 'down'): boolean {
    if (this.#exempt === undefined) return false;
    if (isAck(packet)) return this.#isAwaited(packet.id ?? -1, direction);
    const event = eventOf(packet);
    const isExempt =
      event !== undefined && this.#exempt(event, { namespace: packet.nsp, direction });
    if (isExempt && packet.id !== undefined) this.#await(packet.id, direction);
    return isExempt;
  }

  #await(id: number, direction: 'up' | 'down'): void {
    const awaited = (direction === 'up' ? this.#down : this.#up) ?? new Set();
    if (direction === 'up') this.#down = awaited;
    else this.#up = awaited;
    if (awaited.size >= AWAITED_MAX) {
      for (const oldest of awaited) {
        awaited.delete(oldest);
        break;
      }
    }
    awaited.add(id);
  }

  #isAwaited(id: number, direction: 'up' | 'down'): boolean {
    const awaited = direction === 'up' ? this.#up : this.#down;
    const isThere = awaited?.delete(id) ?? false;
    if (awaited?.size !== 0) return isThere;
    if (direction === 'up') this.#up = undefined;
    else this.#down = undefined;
    return isThere;
  }
}
