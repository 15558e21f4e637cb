// Keeps what a person reads where it is. At the end of the list new rows push in from below; anywhere
// else the first row in sight stays put, whatever is put in or measured anew above it. The size
// observer runs after layout and before paint, so nothing is seen to jump.
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { isAtEnd, setAtEnd } from '../state/attention.ts';
import type { Chunk } from '../state/chunks.ts';
import { groupOf } from './chunk-groups.ts';

const END_PX = 32;
const NEAR_TOP_PX = 600;

export interface ScrollAnchor {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly content: RefObject<HTMLElement | null>;
  /** Called when the beginning of the list comes near. */
  readonly onNearTop: () => void;
}

export function useScrollAnchor({ scroller, content, onNearTop }: ScrollAnchor): void {
  useEffect(() => {
    const view = scroller.current;
    const inner = content.current;
    if (!view || !inner) return;
    let lastTop = view.scrollTop;
    let anchor: { readonly row: Element; readonly top: number } | undefined;

    const remember = () => {
      anchor = undefined;
      if (isAtEnd.peek()) return;
      const edge = view.getBoundingClientRect().top;
      const row = firstRowBelow(inner, edge);
      anchor = row && { row, top: row.getBoundingClientRect().top - edge };
    };
    const onScroll = () => {
      const isEnd = view.scrollHeight - view.scrollTop - view.clientHeight < END_PX;
      // Growth alone must not count as scrolling away: only the way up does.
      if (isEnd) setAtEnd(true);
      else if (view.scrollTop < lastTop - 1) setAtEnd(false);
      lastTop = view.scrollTop;
      remember();
      if (view.scrollTop < NEAR_TOP_PX) onNearTop();
    };
    const onResize = () => {
      if (isAtEnd.peek()) {
        view.scrollTop = view.scrollHeight;
      } else if (anchor?.row.isConnected) {
        const edge = view.getBoundingClientRect().top;
        view.scrollTop += anchor.row.getBoundingClientRect().top - edge - anchor.top;
      }
      lastTop = view.scrollTop;
      remember();
      if (view.scrollTop < NEAR_TOP_PX) onNearTop();
    };
    const sizes = new ResizeObserver(onResize);
    sizes.observe(inner);
    sizes.observe(view);
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      sizes.disconnect();
      view.removeEventListener('scroll', onScroll);
    };
  }, []);
}

/** Scrolls to the end, or to the row with the unread line. */
export function jumpTo(view: HTMLElement | null, target: Element | null | 'end'): void {
  if (!view) return;
  if (target === 'end' || target === null) {
    setAtEnd(true);
    view.scrollTop = view.scrollHeight;
  } else {
    target.scrollIntoView({ block: 'center' });
  }
}

/** The element of a chunk; of its group while that is a spacer. */
export const elementOf = (chunk: Chunk | undefined): Element | null =>
  document.querySelector(`[data-chunk="${chunk?.id}"]`) ??
  document.querySelector(`[data-group="${groupOf(chunk)}"]`);

/** The first row that reaches below `edge`. Chunks stand in order, so it is found by halving. */
function firstRowBelow(inner: HTMLElement, edge: number): Element | undefined {
  const chunks = inner.querySelectorAll('[data-chunk]');
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunks[middle] as Element).getBoundingClientRect().bottom > edge) high = middle;
    else low = middle + 1;
  }
  const rows = [...(chunks[low]?.children ?? [])];
  return rows.find((row) => row.getBoundingClientRect().bottom > edge);
}
