// "Somebody is typing", on its way at light speed. It is of no use after a restart, so it is kept
// in memory only, and dropped when too much of it is in flight.
import { DueQueue } from '../../shared/time/due-queue.ts';
import type { SimMs } from '../../shared/time/frames.ts';

const IN_FLIGHT_MAX = 1000;

export interface TypingFlight {
  readonly place: string;
  readonly member: string;
  readonly origin: string;
}

export interface TypingFlights {
  readonly nextDue: number;
  add(flight: TypingFlight, arrivesAt: SimMs): void;
  /** Takes what has arrived by `now`. */
  take(now: SimMs): TypingFlight[];
}

export function createTypingFlights(): TypingFlights {
  const queue = new DueQueue();
  const flights = new Map<number, TypingFlight>();
  let seq = 0;
  return {
    get nextDue() {
      return queue.nextDue;
    },
    add(flight, arrivesAt) {
      if (queue.size >= IN_FLIGHT_MAX || arrivesAt === Infinity) return;
      queue.push(arrivesAt, ++seq);
      flights.set(seq, flight);
    },
    take(now) {
      const arrived: TypingFlight[] = [];
      while (queue.nextDue <= now) {
        const taken = queue.pop() as number;
        arrived.push(flights.get(taken) as TypingFlight);
        flights.delete(taken);
      }
      return arrived;
    },
  };
}
