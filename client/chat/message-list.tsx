// The list: history above, what has arrived, what is on its way out, and its manners of scrolling.
import { useRef } from 'preact/hooks';
import {
  isAtEnd,
  missedCount,
  seeUnreadLine,
  unreadCount,
  unreadLine,
} from '../state/attention.ts';
import { room } from '../state/self.ts';
import { chunks, history, isLoaded, loadOlder } from '../state/view.ts';
import { Icon } from '../ui/icons.tsx';
import { lazy } from '../ui/lazy.tsx';
import { AfterRows, Rows } from './lazy-rows.ts';
import { Loading } from './loading.tsx';
import { elementOf, jumpTo, useScrollAnchor } from './scroll-anchor.ts';

const KeptDays = lazy(() => import('./kept-days.tsx').then(({ KeptDays }) => KeptDays));

export function MessageList() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useScrollAnchor({
    scroller,
    content,
    onNearTop: () => {
      if (isLoaded.value) void loadOlder();
    },
  });
  return (
    <div class="list">
      <section
        class="scroller"
        data-scroller
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Conversation"
      >
        <div class="content" ref={content}>
          <HistoryHead />
          {/* The announcer of the page tells of arrivals; a second live region would say all twice. */}
          <div role="log" aria-label="Messages" aria-live="off" aria-relevant="additions">
            <Rows />
          </div>
          <AfterRows />
          {!isLoaded.value && <Loading />}
        </div>
      </section>
      <MissedPill />
      <JumpPill onJump={() => jumpDown(scroller.current)} />
    </div>
  );
}

function HistoryHead() {
  switch (history.value) {
    case 'more':
      return (
        <p class="history">
          <button type="button" class="text-button" onClick={() => void loadOlder()}>
            Show what came before
          </button>
        </p>
      );
    case 'loading':
      return <p class="history">Fetching what came before</p>;
    case 'none':
      return room.value?.settings.keepDays ? <KeptDays /> : null;
  }
}

/** What came while nobody looked and is above what is in sight now. */
function MissedPill() {
  const count = missedCount.value;
  if (count === 0) return null;
  return (
    <button type="button" class="pill is-top" onClick={jumpUp}>
      <Icon name="up" />
      {count} new since you looked
    </button>
  );
}

/** "3 new": down to the unread line if it is below what is in sight, else to the end. */
function JumpPill({ onJump }: { onJump: () => void }) {
  const count = unreadCount.value;
  if (isAtEnd.value && count === 0) return null;
  return (
    <button type="button" class="pill" onClick={onJump}>
      <Icon name="down" />
      {count > 0 ? `${count} new` : 'Latest'}
    </button>
  );
}

function jumpDown(scroller: HTMLElement | null): void {
  const line = unreadLine.value === undefined ? null : document.querySelector('#unread-line');
  const bottom = scroller?.getBoundingClientRect().bottom ?? 0;
  const isBelow = line !== null && line.getBoundingClientRect().top > bottom;
  jumpTo(scroller, isBelow ? line : 'end');
}

/** To the unread line; its chunk may be a spacer, then to that. */
function jumpUp(): void {
  seeUnreadLine();
  const chunk = chunks.value.find(({ rows }) => rows.some(({ key }) => key === unreadLine.value));
  const target = document.querySelector('#unread-line') ?? elementOf(chunk);
  target?.scrollIntoView({ block: 'start' });
}
