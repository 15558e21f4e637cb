// Pointer and keys on the diagram: drag and wheel move, pinch and control-wheel zoom, a click selects.
import { useEffect, useRef } from 'preact/hooks';
import { groups, select, selected } from '../state/pictured.ts';
import type { Sighting } from '../state/sightings.ts';
import type { Frame } from './frame.ts';
import { timeAt, yAt } from './geometry.ts';
import { goLive, held, holdAt, panBy, resetSight, reveal, zoomAt } from './sight.ts';
import { pick } from './strokes.ts';

export interface HandsOptions {
  readonly frame: { readonly current: Frame | undefined };
  readonly hovered: { current: string | undefined };
}

/** A pointer that moves less is a click. */
const CLICK_PX = 4;
const REACH_PX = 12;
const REACH_TOUCH_PX = 24;
const KEY_PAN_PX = 48;
const ZOOM_STEP = 1.4;

export function useHands({ frame, hovered }: HandsOptions) {
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const moved = useRef(0);
  const box = useRef<HTMLElement | null>(null);

  const at = (event: PointerEvent | WheelEvent) => {
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, at(event));
    if (pointers.current.size === 1) moved.current = 0;
  };

  const onPointerMove = (event: PointerEvent) => {
    const now = frame.current;
    const before = pointers.current.get(event.pointerId);
    if (!now) return;
    const point = at(event);
    if (!before) {
      const found = pick(now.scene, point, REACH_PX);
      hovered.current = found?.key;
      (event.currentTarget as HTMLElement).style.cursor = found ? 'pointer' : '';
      return;
    }
    pointers.current.set(event.pointerId, point);
    const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId);
    if (other) {
      const [, anchor] = other;
      const far = (one: { x: number; y: number }) => Math.hypot(one.x - anchor.x, one.y - anchor.y);
      zoomAt(now.scene.window, (point.y + anchor.y) / 2, far(point) / Math.max(1, far(before)));
      moved.current = CLICK_PX + 1;
      return;
    }
    moved.current += Math.hypot(point.x - before.x, point.y - before.y);
    if (moved.current > CLICK_PX) panBy(now.scene.window, before.y - point.y);
  };

  const onPointerUp = (event: PointerEvent) => {
    const isClick = pointers.current.delete(event.pointerId) && moved.current <= CLICK_PX;
    if (!isClick || !frame.current) return;
    const reach = event.pointerType === 'touch' ? REACH_TOUCH_PX : REACH_PX;
    select(pick(frame.current.scene, at(event), reach)?.key);
  };

  const onWheel = (event: WheelEvent) => {
    const now = frame.current;
    if (!now) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      zoomAt(now.scene.window, at(event).y, Math.exp(-event.deltaY * lines * 0.003));
    } else {
      panBy(now.scene.window, event.deltaY * lines);
    }
  };

  // Preact would make the listener passive, and the page would scroll with the diagram.
  useEffect(() => {
    const element = box.current;
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);

  return {
    ref: (element: HTMLElement | null) => {
      box.current = element;
    },
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: (event: PointerEvent) => void pointers.current.delete(event.pointerId),
    onPointerLeave: () => {
      hovered.current = undefined;
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (frame.current && onKey(event, frame.current)) event.preventDefault();
    },
  };
}

/** Does what a key stands for; false if it stands for nothing. */
function onKey(event: KeyboardEvent, { scene }: Frame): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { window } = scene;
  const middle = window.offset + window.height / 2;
  const pageOr = event.shiftKey ? window.height * 0.8 : KEY_PAN_PX;
  switch (event.key) {
    case 'ArrowDown':
      panBy(window, pageOr);
      return true;
    case 'ArrowUp':
      panBy(window, -pageOr);
      return true;
    case 'PageDown':
    case 'PageUp':
      panBy(window, window.height * 0.8 * (event.key === 'PageUp' ? -1 : 1));
      return true;
    case 'ArrowLeft':
    case 'ArrowRight':
      step(event.key === 'ArrowRight' ? 1 : -1, window);
      return true;
    case '+':
    case '=':
    case '-':
      zoomAt(window, middle, event.key === '-' ? 1 / ZOOM_STEP : ZOOM_STEP);
      return true;
    case ' ':
      togglePause(scene.at);
      return true;
    case 'Home': {
      const first = groups.peek()[0]?.from;
      if (first !== undefined) panBy(window, yAt(window, first) - window.offset - KEY_PAN_PX);
      return true;
    }
    case 'End':
      goLive();
      return true;
    case '0':
      resetSight();
      return true;
    case 'Escape':
      if (selected.peek() === undefined) return false;
      select(undefined);
      return true;
    default:
      return false;
  }
}

/** Pauses the picture where it is, or lets it follow the clock again. */
export function togglePause(at: Parameters<typeof holdAt>[0]): void {
  if (held.peek() === undefined) holdAt(at);
  else goLive();
}

/** Selects the next or the previous message by the time of sending; at first the newest in sight. */
export function step(by: 1 | -1, window: Frame['scene']['window']): void {
  const all = groups
    .peek()
    .flatMap(({ sightings }) => sightings)
    .filter(({ event }) => event.body.kind === 'say')
    .sort((a, b) => a.event.sentAt - b.event.sentAt);
  const index = all.findIndex(({ key }) => key === selected.peek());
  const end = timeAt(window, window.offset + window.height);
  const next: Sighting | undefined =
    index < 0 ? all.findLast(({ event }) => event.sentAt <= end) : all[index + by];
  if (!next) return;
  select(next.key);
  reveal(window, next.event.sentAt, next.knownAt);
}
