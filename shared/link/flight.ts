// What is in flight in one direction of a link, in the order in which it is due. A ring of columns:
// a stream only ever appends (O(1)); a datagram that overtakes is inserted from the back.

const FIRST_CAPACITY = 16;
/** An idle direction, and most are, owns no columns. */
type Column = Float64Array<ArrayBuffer>;
const NO_NUMBERS: Column = new Float64Array(0);
const NO_ITEMS: never[] = [];

/** One packet in flight, as listed. */
export interface InFlight<T> {
  readonly seq: number;
  readonly sentMs: number;
  readonly dueMs: number;
  readonly item: T;
}

/** Packets by `(dueMs, seq)`. `seq` grows with every push. */
export class Flight<T> {
  #dues: Column = NO_NUMBERS;
  #seqs: Column = NO_NUMBERS;
  #sents: Column = NO_NUMBERS;
  #items: (T | undefined)[] = NO_ITEMS;
  #first = 0;
  #size = 0;
  /** Capacity, a power of two, less one. */
  #mask = -1;

  get size(): number {
    return this.#size;
  }

  /** Due time of the head; Infinity when empty. */
  get headDue(): number {
    return this.#size === 0 ? Infinity : (this.#dues[this.#first] as number);
  }

  /** The `seq` of the head; -1 when empty. */
  get headSeq(): number {
    return this.#size === 0 ? -1 : (this.#seqs[this.#first] as number);
  }

  /** When the head was sent; NaN when empty. */
  get headSent(): number {
    return this.#size === 0 ? Number.NaN : (this.#sents[this.#first] as number);
  }

  /** Due time of the last; -Infinity when empty. */
  get lastDue(): number {
    return this.#size === 0 ? -Infinity : (this.#dues[this.#at(this.#size - 1)] as number);
  }

  push(packet: InFlight<T>): void {
    if (this.#size > this.#mask) this.#resize(this.#size * 2 || FIRST_CAPACITY);
    let hole = this.#size++;
    while (hole > 0 && (this.#dues[this.#at(hole - 1)] as number) > packet.dueMs) {
      this.#move(hole - 1, hole);
      hole--;
    }
    this.#put(this.#at(hole), packet);
  }

  /** Removes the head and returns its item; undefined when empty. */
  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#items[this.#first];
    this.#items[this.#first] = undefined;
    this.#first = this.#at(1);
    this.#size--;
    const capacity = this.#mask + 1;
    if (capacity > FIRST_CAPACITY && this.#size < capacity >> 2) this.#resize(capacity >> 1);
    return item;
  }

  /** How many are due before the packet `seq`; -1 when it is not in flight. */
  indexOf(seq: number): number {
    for (let index = 0; index < this.#size; index++) {
      if (this.#seqs[this.#at(index)] === seq) return index;
    }
    return -1;
  }

  /** Removes one packet; undefined when it is not in flight. */
  remove(seq: number): InFlight<T> | undefined {
    const index = this.indexOf(seq);
    if (index === -1) return undefined;
    const found = this.#read(index);
    for (let next = index + 1; next < this.#size; next++) this.#move(next, next - 1);
    this.#size--;
    this.#items[this.#at(this.#size)] = undefined;
    return found;
  }

  /** All of it, soonest first, at most `limit`. */
  list(limit = Infinity): InFlight<T>[] {
    const length = Math.min(this.#size, limit);
    return Array.from({ length }, (_, index) => this.#read(index));
  }

  /** Forgets all of it. */
  clear(): void {
    this.#size = 0;
    this.#items = NO_ITEMS;
    this.#resize(0);
  }

  #at(index: number): number {
    return (this.#first + index) & this.#mask;
  }

  #put(slot: number, packet: InFlight<T>): void {
    this.#dues[slot] = packet.dueMs;
    this.#seqs[slot] = packet.seq;
    this.#sents[slot] = packet.sentMs;
    this.#items[slot] = packet.item;
  }

  #read(index: number): InFlight<T> {
    const slot = this.#at(index);
    return {
      seq: this.#seqs[slot] as number,
      sentMs: this.#sents[slot] as number,
      dueMs: this.#dues[slot] as number,
      item: this.#items[slot] as T,
    };
  }

  #move(from: number, to: number): void {
    this.#put(this.#at(to), this.#read(from));
  }

  #resize(capacity: number): void {
    this.#dues = this.#unrolled(this.#dues, capacity);
    this.#seqs = this.#unrolled(this.#seqs, capacity);
    this.#sents = this.#unrolled(this.#sents, capacity);
    const end = this.#first + this.#size;
    const wrapped = this.#items.slice(0, Math.max(0, end - this.#mask - 1));
    this.#items = this.#items.slice(this.#first, end).concat(wrapped);
    this.#first = 0;
    this.#mask = capacity - 1;
  }

  /** A column of another capacity, its head first. */
  #unrolled(column: Column, capacity: number): Column {
    const unrolled = new Float64Array(capacity);
    const straight = column.subarray(this.#first, this.#first + this.#size);
    unrolled.set(straight);
    unrolled.set(column.subarray(0, this.#size - straight.length), straight.length);
    return unrolled;
  }
}
