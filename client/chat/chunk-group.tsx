// Twenty chunks: an arrival in the last one does not even compare the others, and a browser that has to look
// which of them are near has few to look at. Far from the window a group is one spacer.
import type { Chunk, Chunks } from '../state/chunks.ts';
import { groupOf, lastDayOf } from './chunk-groups.ts';
import { ChunkView } from './chunk-view.tsx';
import { heightOfAll } from './heights.ts';
import { memo } from './memo.ts';
import { useNear } from './near.ts';

/** More than that of a chunk: chunks are there, as spacers, before their rows are. */
const MARGIN_PX = 6000;

export const ChunkGroup = memo(function ChunkGroup({
  group,
  last,
  day,
}: {
  group: Chunks;
  last: Chunk | undefined;
  /** Of the row before. */
  day: number;
}) {
  const { element, isNear } = useNear({
    marginPx: MARGIN_PX,
    isFirst: last !== undefined,
    onFar: () => undefined,
  });
  const id = groupOf(group[0]);
  if (!isNear && last === undefined) {
    return <div ref={element} data-group={id} style={{ height: `${heightOfAll(group)}px` }} />;
  }
  return (
    <div ref={element} data-group={id} style={{ height: 'auto' }}>
      {group.map((chunk, index) => (
        <ChunkView
          key={chunk.id}
          chunk={chunk}
          isLast={chunk === last}
          day={index === 0 ? day : lastDayOf([group[index - 1] as Chunk])}
        />
      ))}
    </div>
  );
});
