// Replaces a method of one object, so that it can be put back.

export interface Override {
  /**
   * Restores what was there, own or inherited, unless somebody has replaced it since: theirs stays, and
   * ours must then be harmless.
   */
  undo(): void;
}

/** Lets `make` build the new method from the old one. */
export function override<T extends object, K extends keyof T>(
  target: T,
  name: K,
  make: (original: T[K]) => T[K],
): Override {
  return new Replacement(target, name, make(target[name]));
}

/** No closure: each connection has seven of them. */
class Replacement<T extends object, K extends keyof T> implements Override {
  readonly #target: T;
  readonly #name: K;
  readonly #before: PropertyDescriptor | undefined;
  readonly #ours: T[K];

  constructor(target: T, name: K, ours: T[K]) {
    this.#target = target;
    this.#name = name;
    this.#before = Object.getOwnPropertyDescriptor(target, name);
    this.#ours = ours;
    target[name] = ours;
  }

  undo(): void {
    if (this.#target[this.#name] !== this.#ours) return;
    if (this.#before) Object.defineProperty(this.#target, this.#name, this.#before);
    else delete this.#target[this.#name];
  }
}
