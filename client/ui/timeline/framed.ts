// A signal read at most once a frame: two hundred spans that begin at once are one rendering.
import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';

/** The signal's value; a change is rendered with the next frame. */
export function useFramed<Value>(signal: ReadonlySignal<Value>): Value {
  const [, setTurn] = useState(0);
  useEffect(() => {
    let frame: number | undefined;
    const render = (): void => {
      frame = undefined;
      setTurn((turn) => turn + 1);
    };
    const stop = effect(() => {
      void signal.value;
      // A hidden page draws no frame, and has nobody to hurry for.
      frame ??= requestAnimationFrame(render);
    });
    return () => {
      stop();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [signal]);
  return signal.peek();
}
