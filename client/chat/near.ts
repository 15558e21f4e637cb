// Whether a part of the list is near enough to the window to stand; far from it a spacer of its height does.
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface NearOptions {
  /** How far outside of the window it still stands, px. */
  readonly marginPx: number;
  /** Stands from the beginning: the end of the list. */
  readonly isFirst: boolean;
  /** Told the height, px, that it had when it came to be far. */
  readonly onFar: (px: number) => void;
}

/** Watches the element of `element`, which has to be in the list's scroller. */
export function useNear({ marginPx, isFirst, onFar }: NearOptions): {
  readonly element: RefObject<HTMLDivElement | null>;
  readonly isNear: boolean;
} {
  const element = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(isFirst);
  const tell = useRef(onFar);
  tell.current = onFar;
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const isNow = entries.at(-1)?.isIntersecting ?? false;
        if (!isNow) tell.current(target.offsetHeight);
        setNear(isNow);
      },
      { root: target.closest('[data-scroller]'), rootMargin: `${marginPx}px 0px` },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return { element, isNear };
}
