// The drawer at the bottom of the room: the timeline of this tab. Pulled up by hand or by keyboard.
import './drawer.css';
import { signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { tabShelf } from '../state/storage.ts';
import { Icon } from '../ui/icons.tsx';
import { lazy } from '../ui/lazy.tsx';
import { recordTab } from './tab-recording.ts';

const Timeline = lazy(() => import('../ui/timeline/timeline.tsx').then(({ Timeline }) => Timeline));

const recording = recordTab();
const WINDOW_MS = 15_000;
const HEIGHT_OPEN = 260;
const HEIGHT_MAX = 480;
/** Pulled less than this it falls shut. */
const HEIGHT_MIN = 80;
const STEP = 40;

const height = signal(tabShelf.get('drawer') === true ? HEIGHT_OPEN : 0);

function setHeight(next: number): void {
  height.value = next < HEIGHT_MIN ? 0 : Math.min(HEIGHT_MAX, next);
  tabShelf.set('drawer', height.value > 0);
}

export function Drawer() {
  const isOpen = height.value > 0;
  return (
    <section class="drawer" aria-label="Timeline of this tab">
      <Handle isOpen={isOpen} />
      {isOpen && (
        <div class="drawer-body" style={{ height: `${height.value}px` }}>
          <p class="hint">
            What this tab was at in the last 15 s: running, waiting at an await, or frozen. Where
            there is nothing, it is free.
          </p>
          <Timeline name="Timeline of this tab" recording={recording} windowMs={WINDOW_MS} />
        </div>
      )}
    </section>
  );
}

function Handle({ isOpen }: { isOpen: boolean }) {
  const pulled = useRef<{ fromY: number; fromHeight: number; isMoved: boolean } | undefined>(
    undefined,
  );
  const onPointerMove = (event: PointerEvent) => {
    const pull = pulled.current;
    if (!pull) return;
    const up = pull.fromY - event.clientY;
    if (Math.abs(up) > 4) pull.isMoved = true;
    if (pull.isMoved) setHeight(pull.fromHeight + up);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? STEP : event.key === 'ArrowDown' ? -STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    setHeight(isOpen ? height.peek() + step : step > 0 ? HEIGHT_OPEN : 0);
  };
  return (
    <button
      type="button"
      class="drawer-handle"
      aria-expanded={isOpen}
      onClick={() => {
        if (!pulled.current?.isMoved) setHeight(isOpen ? 0 : HEIGHT_OPEN);
        pulled.current = undefined;
      }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pulled.current = { fromY: event.clientY, fromHeight: height.peek(), isMoved: false };
      }}
      onPointerMove={onPointerMove}
    >
      <Icon name={isOpen ? 'down' : 'up'} />
      Timeline
    </button>
  );
}
