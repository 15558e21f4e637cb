// One direction of one link: asks the pipeline, keeps what is in flight, counts what became of it.
import { Flight, type InFlight } from '../../shared/link/flight.ts';
import { Histogram } from '../../shared/link/histogram.ts';
import { isTransparent, type LinkMode } from '../../shared/link/parameters.ts';
import type { Pipeline, PipelineSettings } from '../../shared/link/pipeline.ts';
import type { DropReason } from '../../shared/link/verdict.ts';
import type { Dispatcher, Waiting } from './dispatcher.ts';
import type { LaneCounts } from './lane-counts.ts';

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
  readonly #delays = new Histogram();
  readonly #dropped: Record<DropReason, number> = {
    loss: 0,
    limit: 0,
    outage: 0,
    closed: 0,
    dropped: 0,
  };
  #sent = 0;
  #copies = 0;
  #delivered = 0;
  #duplicates = 0;
  #overtakings = 0;
  #retransmissions = 0;
  #mode: LinkMode = 'stream';
  #isTransparent = true;

  constructor(options: LaneOptions<T>) {
    this.#options = options;
  }

  /** Packets pass as if there were no link: it does nothing, and nothing is in flight to overtake. */
  get isClear(): boolean {
    return this.#isTransparent && this.#flight.size === 0;
  }

  /** What is set does nothing; something may still be in flight. */
  get isTransparent(): boolean {
    return this.#isTransparent;
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
    return {
      sent: this.#sent,
      copies: this.#copies,
      delivered: this.#delivered,
      dropped: { ...this.#dropped },
      duplicates: this.#duplicates,
      overtakings: this.#overtakings,
      retransmissions: this.#retransmissions,
      inFlight: this.#flight.size,
      delays: this.#delays.snapshot(),
    };
  }

  /** For packets from now on; those in flight keep their due times. */
  configure(settings: PipelineSettings): void {
    this.#options.pipeline.configure(settings, this.#options.dispatcher.now());
    this.#mode = settings.mode;
    this.#isTransparent = isTransparent(settings.direction);
  }

  /** The chance of packets from now on. */
  reseed(...seed: readonly string[]): void {
    this.#options.pipeline.reseed(...seed);
  }

  /** Counts a packet that a clear lane let pass. */
  pass(): void {
    this.#sent++;
    this.#delivered++;
  }

  send(item: T, bytes: number): void {
    const { dispatcher, pipeline, copy } = this.#options;
    const nowMs = dispatcher.now();
    const { lastDue: lastDueMs, size: inFlight } = this.#flight;
    const verdict = pipeline.decide({ nowMs, bytes, lastDueMs, inFlight });
    this.#sent++;
    if (verdict.kind === 'drop') {
      this.#dropped[verdict.reason]++;
      return;
    }
    this.#retransmissions += verdict.again;
    if (verdict.doubled) this.#duplicates++;
    if (verdict.overtook) this.#overtakings++;
    this.#push(item, nowMs, verdict.dueMs);
    if (Number.isNaN(verdict.copyDueMs)) return;
    this.#copies++;
    this.#push(copy(item), nowMs, verdict.copyDueMs);
  }

  /** Sends behind all that is in flight, with no delay of its own and past every impairment. */
  follow(item: T): void {
    const nowMs = this.#options.dispatcher.now();
    this.#sent++;
    if (this.#flight.size === 0) this.#settle(item);
    else this.#push(item, nowMs, Math.max(nowMs, this.#flight.lastDue));
  }

  /** Delivers the head. */
  release(nowMs: number): void {
    this.#shift(nowMs);
    this.#checkEmpty();
  }

  /** What is in flight, soonest first, at most `limit`. */
  list(limit?: number): InFlight<T>[] {
    return this.#flight.list(limit);
  }

  /**
   * Delivers one packet at once, whatever its due time; in a stream all that are before it too, for
   * a stream keeps order. Without `seq` all that is in flight. Gives how many.
   */
  deliverNow(seq?: number): number {
    const nowMs = this.#options.dispatcher.now();
    const before = this.#flight.size;
    if (seq !== undefined && this.#mode === 'datagram') {
      const packet = this.#flight.remove(seq);
      if (packet) this.#arrive(packet.item, nowMs - packet.sentMs);
    } else {
      const all = seq === undefined ? before : this.#flight.indexOf(seq) + 1;
      for (let rest = all; rest > 0 && this.#flight.size > 0; rest--) this.#shift(nowMs);
    }
    this.#changeHead();
    return before - this.#flight.size;
  }

  /** Drops one packet in flight, without `seq` all of them. Gives how many. */
  drop(reason: DropReason, seq?: number): number {
    const before = this.#flight.size;
    if (seq === undefined) this.#flight.clear();
    else this.#flight.remove(seq);
    const dropped = before - this.#flight.size;
    this.#dropped[reason] += dropped;
    if (dropped > 0) this.#changeHead();
    return dropped;
  }

  /** Runs `run` once, as soon as nothing is in flight: at once when nothing is. */
  whenEmpty(run: () => void): void {
    if (this.#flight.size === 0) run();
    else this.#whenEmpty.push(run);
  }

  #push(item: T, sentMs: number, dueMs: number): void {
    const { dispatcher } = this.#options;
    const seq = dispatcher.nextSeq();
    this.#flight.push({ seq, sentMs, dueMs, item });
    if (this.#flight.headSeq === seq) dispatcher.offer(this);
  }

  #shift(nowMs: number): void {
    const underWayMs = nowMs - this.#flight.headSent;
    const item = this.#flight.shift();
    if (item !== undefined) this.#arrive(item, underWayMs);
  }

  #arrive(item: T, underWayMs: number): void {
    this.#delays.add(underWayMs);
    this.#settle(item);
  }

  #settle(item: T): void {
    if (this.#options.deliver(item)) this.#delivered++;
    else this.#dropped.closed++;
  }

  /** After packets were taken out by hand: their entries in the dispatcher are void. */
  #changeHead(): void {
    this.#options.dispatcher.offer(this);
    this.#checkEmpty();
  }

  #checkEmpty(): void {
    while (this.#flight.size === 0 && this.#whenEmpty.length > 0) this.#whenEmpty.shift()?.();
  }
}
