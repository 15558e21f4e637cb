// Ghost inputs: what a person did to a frozen page, at its true time, and when it was handled. Pure.
import type { Freeze } from '../instruments/freeze.ts';
import type { Input } from '../instruments/input-delay.ts';

/** Times in ms since the freeze began. */
export interface Ghost {
  readonly kind: Input['kind'];
  readonly atMs: number;
  readonly handledMs: number;
}

/** The inputs of the time of a freeze, oldest first. */
export function ghostsOf(inputs: readonly Input[], { fromMs, toMs }: Freeze): readonly Ghost[] {
  return inputs
    .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
    .map(({ kind, atMs, handledMs }) => ({
      kind,
      atMs: atMs - fromMs,
      handledMs: handledMs - fromMs,
    }))
    .sort((a, b) => a.atMs - b.atMs);
}

/** `2 clicks and 5 keys`; undefined for none. */
export function sayGhosts(ghosts: readonly Ghost[]): string | undefined {
  const parts = (['click', 'key'] as const).flatMap((kind) => {
    const count = ghosts.filter((ghost) => ghost.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? undefined : parts.join(' and ');
}
