// Replaces a method of one object, so that it can be put back.
import type { Dispose } from '../../shared/time/clock.ts';

/**
 * Lets `make` build the new method from the old one. Undoing restores what was there, own or
 * inherited, unless somebody has replaced it since: theirs stays, and ours must then be harmless.
 */
export function override<T extends object, K extends keyof T>(
  target: T,
  name: K,
  make: (original: T[K]) => T[K],
): Dispose {
  const before = Object.getOwnPropertyDescriptor(target, name);
  const replacement = make(target[name]);
  target[name] = replacement;
  return () => {
    if (target[name] !== replacement) return;
    if (before) Object.defineProperty(target, name, before);
    else delete target[name];
  };
}
