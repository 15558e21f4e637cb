// Keeps computed signals warm for a paint loop: what nobody subscribes to is computed anew by each peek.
import type { ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Subscribes to `signals` (the same ones on each render) while the component stands. */
export function useKept(signals: readonly ReadonlySignal<unknown>[]): void {
  useEffect(() => {
    const forget = signals.map((signal) => signal.subscribe(() => {}));
    return () => {
      for (const run of forget) run();
    };
  }, []);
}
