// Words that follow a clock: painted ten times a second, without rendering.
import { useRef } from 'preact/hooks';
import { usePaint } from './painter.ts';

/** `words` is a function of the clocks; it is called ten times a second while the tab is shown. */
export function Live({ words }: { words: () => string }) {
  const span = useRef<HTMLSpanElement>(null);
  usePaint(
    () => {
      const next = words();
      if (span.current && span.current.textContent !== next) span.current.textContent = next;
    },
    { pace: 'tenth' },
  );
  return <span ref={span} />;
}
