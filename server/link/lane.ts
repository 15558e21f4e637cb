// One direction of one link: asks the pipeline, keeps what is in flight, counts what became of it.
import { Flight, type InFlight } from '../../shared/link/flight.ts';
import { Histogram } from '../../shared/link/histogram.ts';
import { isTransparent } from '../../shared/link/parameters.ts';
import type { Pipeline, PipelineSettings } from '../../shared/link/pipeline.ts';
import type { DropReason } from '../../shared/link/verdict.ts';
import type { Dispatcher, Waiting } from './dispatcher.ts';
import { type LaneCounts, NO_COUNTS } from './lane-counts.ts';

/** What a lane lies between. */
export interface LaneEnds<T> {
  readonly dispatcher: Dispatcher;
  /** What decides, asked for once there is something to decide: for most lanes there never is. */
  pipeline(): Pipeline;
  /** Hands an item on; false when there is nobody left to take it. */
  deliver(item: T): boolean;
  /** The second copy of an item: delivering one must not touch the other. */
  copy(item: T): T;
}

const NOBODY: readonly (() => void)[] = [];

export class Lane<T> implements Waiting {
  readonly #ends: LaneEnds<T>;
  readonly #flight = new Flight<T>();
  #whenEmpty: readonly (() => void)[] = NOBODY;
  readonly #delays = new Histogram();
  /** Undefined while nothing was dropped. */
  #dropped: Record<DropReason, number> | undefined;
  #sent = 0;
  #copies = 0;
  #delivered = 0;
  #duplicates = 0;
  #overtakings = 0;
  #retransmissions = 0;
  #settings: PipelineSettings | undefined;
  #pipeline: Pipeline | undefined;
  #isTransparent = true;

  constructor(ends: LaneEnds<T>) {
    this.#ends = ends;
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
      dropped: { ...(this.#dropped ?? NO_COUNTS.dropped) },
      duplicates: this.#duplicates,
      overtakings: this.#overtakings,
      retransmissions: this.#retransmissions,
      inFlight: this.#flight.size,
      delays: this.#delays.snapshot(),
    };
  }

  /** For packets from now on; those in flight keep their due times. */
  configure(settings: PipelineSettings): void {
    this.#settings = settings;
    this.#isTransparent = isTransparent(settings.direction);
    // One that does nothing has nothing to begin either: its pipeline may be made later.
    if (this.#isTransparent) this.#pipeline?.configure(settings, this.#ends.dispatcher.now());
    else this.#decider().configure(settings, this.#ends.dispatcher.now());
  }

  /** The chance of packets from now on. */
  reseed(...seed: readonly string[]): void {
    this.#pipeline?.reseed(...seed);
  }

  /** Counts a packet that a clear lane let pass. */
  pass(): void {
    this.#sent++;
    this.#delivered++;
  }

  send(item: T, bytes: number): void {
    const nowMs = this.#ends.dispatcher.now();
    const { lastDue: lastDueMs, size: inFlight } = this.#flight;
    const verdict = this.#decider().decide({ nowMs, bytes, lastDueMs, inFlight });
    this.#sent++;
    if (verdict.kind === 'drop') {
      this.#lose(verdict.reason, 1);
      return;
    }
    this.#retransmissions += verdict.again;
    if (verdict.doubled) this.#duplicates++;
    if (verdict.overtook) this.#overtakings++;
    this.#push(item, nowMs, verdict.dueMs);
    if (Number.isNaN(verdict.copyDueMs)) return;
    this.#copies++;
    this.#push(this.#ends.copy(item), nowMs, verdict.copyDueMs);
  }

  /** Sends behind all that is in flight, with no delay of its own and past every impairment. */
  follow(item: T): void {
    const nowMs = this.#ends.dispatcher.now();
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
    const nowMs = this.#ends.dispatcher.now();
    const before = this.#flight.size;
    if (seq !== undefined && this.#settings?.mode === 'datagram') {
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
    if (dropped === 0) return 0;
    this.#lose(reason, dropped);
    this.#changeHead();
    return dropped;
  }

  /** Runs `run` once, as soon as nothing is in flight: at once when nothing is. */
  whenEmpty(run: () => void): void {
    if (this.#flight.size === 0) run();
    else this.#whenEmpty = this.#whenEmpty.concat(run);
  }

  #decider(): Pipeline {
    if (this.#pipeline) return this.#pipeline;
    const { dispatcher } = this.#ends;
    this.#pipeline = this.#ends.pipeline();
    if (this.#settings) this.#pipeline.configure(this.#settings, dispatcher.now());
    return this.#pipeline;
  }

  #push(item: T, sentMs: number, dueMs: number): void {
    const { dispatcher } = this.#ends;
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
    if (this.#ends.deliver(item)) this.#delivered++;
    else this.#lose('closed', 1);
  }

  #lose(reason: DropReason, count: number): void {
    this.#dropped ??= { ...NO_COUNTS.dropped };
    this.#dropped[reason] += count;
  }

  /** After packets were taken out by hand: their entries in the dispatcher are void. */
  #changeHead(): void {
    this.#ends.dispatcher.offer(this);
    this.#checkEmpty();
  }

  #checkEmpty(): void {
    while (this.#flight.size === 0 && this.#whenEmpty.length > 0) {
      const [first, ...others] = this.#whenEmpty;
      this.#whenEmpty = others;
      first?.();
    }
  }
}
