// Some fifty rows. Far from the window they are replaced by a spacer of the height they had, so that
// a list of a hundred thousand rows costs what is seen of it.
import { useEffect, useRef } from 'preact/hooks';
import { seeUnreadLine, unreadLine } from '../state/attention.ts';
import type { Chunk, Row } from '../state/chunks.ts';
import { gapRows } from '../state/view.ts';
import { lazy } from '../ui/lazy.tsx';
import { dayOf } from './chunk-groups.ts';
import { GapRow } from './gap-row.tsx';
import { heightOf, noteHeight } from './heights.ts';
import { memo } from './memo.ts';
import { MessageRow } from './message-row.tsx';
import { useNear } from './near.ts';
import { NewsRow } from './news-row.tsx';

const DayLine = lazy(() => import('./day-line.tsx').then(({ DayLine }) => DayLine));

/** How far outside of the window rows still stand. */
const MARGIN_PX = 1200;

export const ChunkView = memo(function ChunkView({
  chunk,
  isLast,
  day,
}: {
  chunk: Chunk;
  isLast: boolean;
  /** Of the row before; Infinity before the first. */
  day: number;
}) {
  const { element, isNear } = useNear({
    marginPx: MARGIN_PX,
    isFirst: isLast,
    onFar: (px) => noteHeight(chunk, px),
  });
  if (!isNear && !isLast) {
    return <div ref={element} data-chunk={chunk.id} style={{ height: `${heightOf(chunk)}px` }} />;
  }
  const line = unreadLine.value;
  const beforeGaps = gapRows.value;
  let last = day;
  const isNewDay = ({ event }: Row) => {
    const before = last;
    last = dayOf(event.arrivesAt);
    return last > before;
  };
  return (
    <div ref={element} data-chunk={chunk.id} style={{ height: 'auto' }}>
      {chunk.rows.map((row) => [
        isNewDay(row) && <DayLine key={`day ${row.key}`} at={row.event.arrivesAt} />,
        row.key === line && <UnreadLine key="unread" />,
        row.event.body.kind === 'say' ? (
          <MessageRow key={row.key} row={row} />
        ) : (
          <NewsRow key={row.key} row={row} />
        ),
        beforeGaps.has(row.key) && <GapRow key={`gap ${row.key}`} />,
      ])}
    </div>
  );
});

function UnreadLine() {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!line.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1)?.isIntersecting) seeUnreadLine();
    });
    observer.observe(line.current);
    return () => observer.disconnect();
  }, []);
  return (
    <p class="unread-line" id="unread-line" ref={line}>
      <span>new since you looked</span>
    </p>
  );
}
