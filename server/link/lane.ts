// One direction of one link: asks the pipeline, keeps what is in flight, counts what became of it.
import { Flight, type InFlight } from '../../shared/link/flight.ts';
import { isTransparent } from '../../shared/link/parameters.ts';
import type { Pipeline, PipelineSettings } from '../../shared/link/pipeline.ts';
import type { DropReason } from '../../shared/link/verdict.ts';
import type { Dispatcher, Waiting } from './dispatcher.ts';

/** What became of the packets of one direction since it began. */
export interface LaneCounts {
  /** Packets that the link took in; exempt ones are not among them. */
  readonly sent: number;
  /** Arrivals; a copy in datagram mode is one more. */
  readonly delivered: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Arrivals that are copies, not counted in `sent`. Only in datagram mode. */
  readonly copies: number;
  /** Packets that were doubled, in stream mode unseen by the application. */
  readonly duplicates: number;
  /** Packets ready before an earlier one; in stream mode they waited for it. */
  readonly overtakings: number;
  /** Transmissions that a stream had to repeat. */
  readonly retransmissions: number;
}

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

export interface LaneOptions<T> {
  readonly dispatcher: Dispatcher;
  readonly pipeline: Pipeline;
  /** Hands an item on; false when there is nobody left to take it. */
  readonly deliver: (item: T) => boolean;
  /** The second copy of an item: delivering one must not touch the other. */
  readonly copy: (item: T) => T;
}

export class Lane<T> implements Waiting {
  readonly #options: LaneOptions<T>;
  readonly #flight = new Flight<T>();
  readonly #whenEmpty: (() => void)[] = [];
  readonly #counts: Mutable<LaneCounts> = {
    sent: 0,
    delivered: 0,
    dropped: { loss: 0, limit: 0, outage: 0, closed: 0, dropped: 0 },
    copies: 0,
    duplicates: 0,
    overtakings: 0,
    retransmissions: 0,
  };
  #isTransparent = true;

  constructor(options: LaneOptions<T>) {
    this.#options = options;
  }

  /** Packets pass as if there were no link: it does nothing, and nothing is in flight to overtake. */
  get isClear(): boolean {
    return this.#isTransparent && this.#flight.size === 0;
  }

  get size(): number {
    return this.#flight.size;
  }

  get headDue(): number {
    return this.#flight.headDue;
  }

  get headSeq(): number {
    return this.#flight.headSeq;
  }

  get counts(): LaneCounts {
    return { ...this.#counts, dropped: { ...this.#counts.dropped } };
  }

  /** For packets from now on; those in flight keep their due times. */
  configure(settings: PipelineSettings): void {
    this.#options.pipeline.configure(settings, this.#options.dispatcher.now());
    this.#isTransparent = isTransparent(settings.direction);
  }

  /** Counts a packet that a clear lane let pass. */
  pass(): void {
    this.#counts.sent++;
    this.#counts.delivered++;
  }

  send(item: T, bytes: number): void {
    const { dispatcher, pipeline, copy } = this.#options;
    const nowMs = dispatcher.now();
    const { lastDue: lastDueMs, size: inFlight } = this.#flight;
    const verdict = pipeline.decide({ nowMs, bytes, lastDueMs, inFlight });
    this.#counts.sent++;
    if (verdict.kind === 'drop') {
      this.#counts.dropped[verdict.reason]++;
      return;
    }
    this.#counts.retransmissions += verdict.again;
    if (verdict.doubled) this.#counts.duplicates++;
    if (verdict.overtook) this.#counts.overtakings++;
    this.#push(item, bytes, nowMs, verdict.dueMs);
    if (Number.isNaN(verdict.copyDueMs)) return;
    this.#counts.copies++;
    this.#push(copy(item), bytes, nowMs, verdict.copyDueMs);
  }

  /** Sends behind all that is in flight, with no delay of its own and past every impairment. */
  follow(item: T): void {
    const nowMs = this.#options.dispatcher.now();
    this.#counts.sent++;
    if (this.#flight.size === 0) this.#settle(item);
    else this.#push(item, 0, nowMs, Math.max(nowMs, this.#flight.lastDue));
  }

  /** Delivers the head. */
  release(): void {
    const item = this.#flight.shift();
    if (item !== undefined) this.#settle(item);
    this.#checkEmpty();
  }

  /** What is in flight, soonest first, at most `limit`. */
  list(limit?: number): InFlight<T>[] {
    return this.#flight.list(limit);
  }

  /** Drops all that is in flight; gives how many. */
  drop(reason: DropReason): number {
    const dropped = this.#flight.size;
    this.#counts.dropped[reason] += dropped;
    this.#flight.clear();
    if (dropped > 0) this.#checkEmpty();
    return dropped;
  }

  /** Runs `run` once, as soon as nothing is in flight: at once when nothing is. */
  whenEmpty(run: () => void): void {
    if (this.#flight.size === 0) run();
    else this.#whenEmpty.push(run);
  }

  #push(item: T, bytes: number, sentMs: number, dueMs: number): void {
    const { dispatcher } = this.#options;
    const seq = dispatcher.nextSeq();
    this.#flight.push({ seq, sentMs, dueMs, bytes, item });
    if (this.#flight.headSeq === seq) dispatcher.offer(this);
  }

  #settle(item: T): void {
    if (this.#options.deliver(item)) this.#counts.delivered++;
    else this.#counts.dropped.closed++;
  }

  #checkEmpty(): void {
    while (this.#flight.size === 0 && this.#whenEmpty.length > 0) this.#whenEmpty.shift()?.();
  }
}
