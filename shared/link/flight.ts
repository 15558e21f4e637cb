// What is in flight in one direction of a link, in the order in which it is due. A ring of columns:
// a stream only ever appends (O(1)); a datagram that overtakes is inserted from the back.

const FIRST_CAPACITY = 16;
/** An idle direction, and most are, owns no columns. */
const NO_NUMBERS = new Float64Array(0);
const NO_BYTES = new Uint32Array(0);

/** One packet in flight, as listed. */
export interface InFlight<T> {
  readonly seq: number;
  readonly sentMs: number;
  readonly dueMs: number;
  readonly bytes: number;
  readonly item: T;
}

/** Packets by `(dueMs, seq)`. `seq` grows with every push. */
export class Flight<T> {
  #dues = NO_NUMBERS;
  #seqs = NO_NUMBERS;
  #sents = NO_NUMBERS;
  #bytes = NO_BYTES;
  #items: (T | undefined)[] = [];
  #first = 0;
  #size = 0;

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
    if (this.#size === this.#dues.length) this.#resize(this.#size * 2 || FIRST_CAPACITY);
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
    const capacity = this.#dues.length;
    if (capacity > FIRST_CAPACITY && this.#size < capacity >> 2) this.#resize(capacity >> 1);
    return item;
  }

  /** Removes one packet; undefined when it is not in flight. */
  remove(seq: number): InFlight<T> | undefined {
    for (let index = 0; index < this.#size; index++) {
      if (this.#seqs[this.#at(index)] !== seq) continue;
      const found = this.#read(index);
      for (let next = index + 1; next < this.#size; next++) this.#move(next, next - 1);
      this.#size--;
      this.#items[this.#at(this.#size)] = undefined;
      return found;
    }
    return undefined;
  }

  /** All of it, soonest first, at most `limit`. */
  list(limit = Infinity): InFlight<T>[] {
    const length = Math.min(this.#size, limit);
    return Array.from({ length }, (_, index) => this.#read(index));
  }

  /** Forgets all of it. */
  clear(): void {
    this.#size = 0;
    this.#resize(0);
  }

  #at(index: number): number {
    return (this.#first + index) & (this.#dues.length - 1);
  }

  #put(slot: number, packet: InFlight<T>): void {
    this.#dues[slot] = packet.dueMs;
    this.#seqs[slot] = packet.seq;
    this.#sents[slot] = packet.sentMs;
    this.#bytes[slot] = packet.bytes;
    this.#items[slot] = packet.item;
  }

  #read(index: number): InFlight<T> {
    const slot = this.#at(index);
    return {
      seq: this.#seqs[slot] as number,
      sentMs: this.#sents[slot] as number,
      dueMs: this.#dues[slot] as number,
      bytes: this.#bytes[slot] as number,
      item: this.#items[slot] as T,
    };
  }

  #move(from: number, to: number): void {
    this.#put(this.#at(to), this.#read(from));
  }

  #resize(capacity: number): void {
    const slots = Array.from({ length: this.#size }, (_, index) => this.#at(index));
    const copy = <C extends Float64Array | Uint32Array>(from: C, to: C): C => {
      slots.forEach((slot, index) => {
        to[index] = from[slot] as number;
      });
      return to;
    };
    this.#dues = copy(this.#dues, new Float64Array(capacity));
    this.#seqs = copy(this.#seqs, new Float64Array(capacity));
    this.#sents = copy(this.#sents, new Float64Array(capacity));
    this.#bytes = copy(this.#bytes, new Uint32Array(capacity));
    this.#items = slots.map((slot) => this.#items[slot]);
    this.#first = 0;
  }
}
