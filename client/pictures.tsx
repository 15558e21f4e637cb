// The pictures of a room: a drawer below the conversation, or a page of its own on a small screen.
// Loaded when the room stands; each picture again when it is first looked at.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import './pictures.css';
import { sayTime } from '../shared/time/format.ts';
import { simNow } from './state/clock.ts';
import { room } from './state/self.ts';
import { browserShelf } from './state/storage.ts';
import { watchWorldLines } from './state/world-line.ts';
import { Icon } from './ui/icons.tsx';
import { lazy } from './ui/lazy.tsx';
import { SaveMenu } from './ui/picture/save-menu.tsx';
import { sayDate } from './ui/words/instant.ts';

const Diagram = lazy(() => import('./diagram/diagram.tsx').then(({ Diagram }) => Diagram));
const Orrery = lazy(() => import('./orrery/orrery.tsx').then(({ Orrery }) => Orrery));
const Matrix = lazy(() => import('./matrix/matrix.tsx').then(({ Matrix }) => Matrix));
const TabTimeline = lazy(() =>
  import('./blocking/tab-timeline.tsx').then(({ TabTimeline }) => TabTimeline),
);
const Order = lazy(() => import('./order/order.tsx').then(({ Order }) => Order));

/** In the order of the tabs. */
const PICTURES = [
  { id: 'diagram', label: 'Space and time', Picture: Diagram },
  { id: 'sky', label: 'Sky', Picture: Orrery },
  { id: 'matrix', label: 'Distances', Picture: Matrix },
  { id: 'order', label: 'Who knew what when', Picture: Order },
  { id: 'tab', label: 'This tab', Picture: TabTimeline },
] as const;
type PictureId = (typeof PICTURES)[number]['id'];

const HEIGHT_MIN = 200;
const HEIGHT_FIRST = 360;
/** The conversation keeps at least this much, px. */
const CHAT_MIN = 160;
const KEY_STEP = 32;

const shown = signal<PictureId>('diagram');
const isOpen = signal(browserShelf.get('pictures-open') === true);
const height = signal(readHeight());

function readHeight(): number {
  const kept = browserShelf.get('pictures-height');
  return typeof kept === 'number' && kept >= HEIGHT_MIN ? kept : HEIGHT_FIRST;
}

/** The whole of a small screen. */
export function PicturesPage() {
  useEffect(watchWorldLines, []);
  return (
    <div class="pictures is-page">
      <header>
        <Tabs />
        {isPainted() && <SaveButton />}
        <FullButton />
      </header>
      <Shown />
    </div>
  );
}

/** The drawer: its bar is always there; it opens by button, and is resized by its upper edge. */
export function PicturesDrawer() {
  useEffect(watchWorldLines, []);
  const open = isOpen.value;
  return (
    <aside
      class={open ? 'pictures is-open' : 'pictures'}
      aria-label="Pictures"
      style={open ? { '--height': `${height.value}px` } : {}}
    >
      {open && <Edge />}
      <header>
        {open ? <Tabs /> : <OpenButtons />}
        {open && isPainted() && <SaveButton />}
        {open && <FullButton />}
        {open && (
          <button
            type="button"
            class="button is-plain is-icon"
            aria-label="Close the pictures"
            onClick={() => setOpen(false)}
          >
            <Icon name="close" />
          </button>
        )}
      </header>
      {open && <Shown />}
    </aside>
  );
}

/** Tables are for copying; what is painted can be saved. */
const isPainted = () => shown.value === 'diagram' || shown.value === 'sky';

/** What is painted now, as a file. */
function SaveButton() {
  const { id, label } = PICTURES.find((picture) => picture.id === shown.value) ?? PICTURES[0];
  const title = `${label}, ${room.value?.title ?? ''}, ${sayDate(simNow())} ${sayTime(simNow())} UTC`;
  return <SaveMenu name={`lightlag-${id}`} title={title} />;
}

/** All of the screen, for a projector. Not every phone can. */
function FullButton() {
  if (!document.fullscreenEnabled) return null;
  const toggle = (event: MouseEvent) => {
    if (document.fullscreenElement) return void document.exitFullscreen();
    void (event.currentTarget as HTMLElement).closest('.pictures')?.requestFullscreen();
  };
  return (
    <button
      type="button"
      class="button is-plain is-icon is-full"
      aria-label="Full screen"
      title="Full screen, and back"
      onClick={toggle}
    >
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" />
      </svg>
    </button>
  );
}

function setOpen(next: boolean): void {
  isOpen.value = next;
  browserShelf.set('pictures-open', next);
}

/** While the drawer is closed its tabs are buttons that open it. */
function OpenButtons() {
  return (
    <div class="picture-tabs">
      {PICTURES.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-expanded="false"
          onClick={() => {
            shown.value = id;
            setOpen(true);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function Tabs() {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const index = PICTURES.findIndex(({ id }) => id === shown.peek());
    const next = PICTURES[(index + by + PICTURES.length) % PICTURES.length];
    if (!next) return;
    shown.value = next.id;
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  return (
    <div class="picture-tabs" role="tablist" aria-label="Pictures" ref={list} onKeyDown={onKeyDown}>
      {PICTURES.map(({ id, label }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={shown.value === id}
          aria-controls="picture"
          tabIndex={shown.value === id ? 0 : -1}
          onClick={() => {
            shown.value = id;
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function Shown() {
  const { Picture, id } = PICTURES.find((picture) => picture.id === shown.value) ?? PICTURES[0];
  return (
    <div class="picture" id="picture" role="tabpanel" aria-labelledby={`tab-${id}`}>
      <Picture />
    </div>
  );
}

/** The upper edge: drag it, or move it by the arrow keys. */
function Edge() {
  const from = useRef<{ y: number; height: number } | undefined>(undefined);
  const set = (next: number) => {
    const most = Math.max(HEIGHT_MIN, innerHeight - CHAT_MIN - 56);
    height.value = Math.round(Math.min(most, Math.max(HEIGHT_MIN, next)));
    browserShelf.set('pictures-height', height.peek());
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved is no <hr>
    <div
      class="edge"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the pictures"
      aria-valuenow={height.value}
      aria-valuemin={HEIGHT_MIN}
      aria-valuemax={Math.max(HEIGHT_MIN, innerHeight - CHAT_MIN - 56)}
      tabIndex={0}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
        if (by === 0) return;
        event.preventDefault();
        set(height.peek() + by * KEY_STEP);
      }}
      onDblClick={() => set(height.peek() < innerHeight / 2 ? innerHeight : HEIGHT_FIRST)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { y: event.clientY, height: height.peek() };
      }}
      onPointerMove={(event) => {
        if (from.current) set(from.current.height + from.current.y - event.clientY);
      }}
      onPointerUp={() => {
        from.current = undefined;
      }}
    />
  );
}
