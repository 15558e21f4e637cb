// What a coroutine can await, after Python's asyncio: a future, and a task that runs a coroutine.

/** A coroutine is a generator: lazy, paused at each `yield`, with its locals kept. */
export type Coroutine<Value> = Generator<Future, Value, undefined>;

/** `yield*` is the await: on a coroutine it runs it in place, on a future it pauses until it is done. */
export interface Awaitable<Value> {
  [Symbol.iterator](): Iterator<Future, Value, undefined>;
}

type Outcome<Value> = { readonly value: Value } | { readonly error: unknown };

/** A value that is not there yet. */
export class Future<Value = unknown> implements Awaitable<Value> {
  private outcome: Outcome<Value> | undefined;
  private readonly callbacks: (() => void)[] = [];

  get isDone(): boolean {
    return this.outcome !== undefined;
  }

  /** Runs `callback` when it is done; the loop decides when exactly. */
  onDone(callback: () => void): void {
    if (this.outcome) callback();
    else this.callbacks.push(callback);
  }

  /** Done with a value, or with an error. Only the first time counts. */
  settle(outcome: Outcome<Value>): void {
    if (this.outcome) return;
    this.outcome = outcome;
    for (const callback of this.callbacks) callback();
  }

  /** The value; throws the error it ended with, or a TypeError before its time. */
  result(): Value {
    if (!this.outcome) throw new TypeError('The result is not there yet.');
    if ('error' in this.outcome) throw this.outcome.error;
    return this.outcome.value;
  }

  *[Symbol.iterator](): Generator<Future, Value, undefined> {
    if (!this.isDone) yield this;
    return this.result();
  }
}
