// The one queue and the one timer of the layer. It holds the head of each lane only: what is behind
// it waits in the lane's own flight.
import type { Clock, Dispose } from '../../shared/time/clock.ts';
import { DueQueue } from '../../shared/time/due-queue.ts';
import { realMs } from '../../shared/time/frames.ts';

/** A direction with packets in flight, as the dispatcher sees it. */
export interface Waiting {
  /** Due time of the head; Infinity when nothing is in flight. */
  readonly headDue: number;
  /** Number of the head, unique in the layer; -1 when nothing is in flight. */
  readonly headSeq: number;
  /** Delivers the head. */
  release(nowMs: number): void;
}

export class Dispatcher {
  readonly #clock: Clock;
  readonly #onRoundEnd: () => void;
  readonly #queue = new DueQueue();
  readonly #waiting = new Map<number, Waiting>();
  #lastSeq = 0;
  #armedFor = Infinity;
  #disarm: Dispose = () => {};

  /** `onRoundEnd`: called after all that was due at one time has been served. */
  constructor(clock: Clock, onRoundEnd: () => void = () => {}) {
    this.#clock = clock;
    this.#onRoundEnd = onRoundEnd;
  }

  now(): number {
    return this.#clock.now();
  }

  /** The number of the next packet: equal due times are served in this order. */
  nextSeq(): number {
    return ++this.#lastSeq;
  }

  /** Says that the head of a lane is, or may be, another one than before. */
  offer(lane: Waiting): void {
    const seq = lane.headSeq;
    if (seq === -1 || this.#waiting.has(seq)) return;
    this.#waiting.set(seq, lane);
    this.#queue.push(lane.headDue, seq);
    if (lane.headDue < this.#armedFor) this.#arm(lane.headDue);
  }

  /** Whether what is due is being served right now. */
  get isServing(): boolean {
    return this.#armedFor === -Infinity;
  }

  close(): void {
    this.#disarm();
    this.#armedFor = Infinity;
    this.#queue.clear();
    this.#waiting.clear();
  }

  #arm(dueMs: number): void {
    this.#disarm();
    this.#armedFor = dueMs;
    this.#disarm = this.#clock.wakeAt(realMs(dueMs), () => this.#run());
  }

  #run(): void {
    this.#armedFor = -Infinity;
    try {
      this.#serve(this.#clock.now());
      this.#onRoundEnd();
    } finally {
      this.#armedFor = Infinity;
      if (this.#queue.nextDue < Infinity) this.#arm(this.#queue.nextDue);
    }
  }

  /** Serves all that is due; what it causes to be sent may be due in the same round. */
  #serve(nowMs: number): void {
    while (this.#queue.nextDue <= nowMs) {
      const seq = this.#queue.pop() as number;
      const lane = this.#waiting.get(seq);
      this.#waiting.delete(seq);
      // Otherwise it was dropped or delivered by hand; the new head has been offered then.
      if (lane?.headSeq !== seq) continue;
      try {
        lane.release(nowMs);
      } catch (error) {
        // A listener of the application threw: that is its error, as without a link, not ours.
        process.nextTick(() => {
          throw error;
        });
      }
      this.offer(lane);
    }
  }
}
