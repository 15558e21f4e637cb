// What is due, and in which order: a binary heap of (due, seq) on typed arrays, 16 bytes an entry.
// `seq` keeps equal times in the order they were given, and is what comes back out.

const FIRST_CAPACITY = 64;

/** Entries ordered by `due`, ties by `seq`. `seq` is any integer up to 2^53, unique in one queue. */
export class DueQueue {
  #due = new Float64Array(FIRST_CAPACITY);
  #seq = new Float64Array(FIRST_CAPACITY);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Due time of the head; Infinity when empty. */
  get nextDue(): number {
    return this.#size === 0 ? Infinity : (this.#due[0] as number);
  }

  push(due: number, seq: number): void {
    if (this.#size === this.#due.length) this.#resize(this.#size * 2);
    let hole = this.#size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.#isBefore(due, seq, parent)) break;
      this.#move(parent, hole);
      hole = parent;
    }
    this.#due[hole] = due;
    this.#seq[hole] = seq;
  }

  /** Removes the head and returns its `seq`; undefined when empty. */
  pop(): number | undefined {
    if (this.#size === 0) return undefined;
    const head = this.#seq[0] as number;
    const last = --this.#size;
    if (last > 0) this.#sink(this.#due[last] as number, this.#seq[last] as number);
    if (last > FIRST_CAPACITY && last < this.#due.length >> 2) this.#resize(this.#due.length >> 1);
    return head;
  }

  clear(): void {
    this.#size = 0;
    this.#resize(FIRST_CAPACITY);
  }

  #sink(due: number, seq: number): void {
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= this.#size) break;
      const right = child + 1;
      if (
        right < this.#size &&
        this.#isBefore(this.#due[right] as number, this.#seq[right] as number, child)
      ) {
        child = right;
      }
      if (this.#isBefore(due, seq, child)) break;
      this.#move(child, hole);
      hole = child;
    }
    this.#due[hole] = due;
    this.#seq[hole] = seq;
  }

  #isBefore(due: number, seq: number, index: number): boolean {
    const other = this.#due[index] as number;
    return due < other || (due === other && seq < (this.#seq[index] as number));
  }

  #move(from: number, to: number): void {
    this.#due[to] = this.#due[from] as number;
    this.#seq[to] = this.#seq[from] as number;
  }

  #resize(capacity: number): void {
    const due = new Float64Array(capacity);
    const seq = new Float64Array(capacity);
    due.set(this.#due.subarray(0, this.#size));
    seq.set(this.#seq.subarray(0, this.#size));
    this.#due = due;
    this.#seq = seq;
  }
}
