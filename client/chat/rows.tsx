// Everything that has been said, what is on its way out, and what stands in their place.
import '../ui/flight.css';
import './message.css';
import './rows.css';
import { useEffect, useRef } from 'preact/hooks';
import { setDrawn } from '../state/attention.ts';
import type { Chunks } from '../state/chunks.ts';
import { outbox } from '../state/outbox.ts';
import { chunks, gapRows, isLoaded, isQuiet } from '../state/view.ts';
import { ChunkGroup } from './chunk-group.tsx';
import { groupChunks, groupOf, lastDayOf } from './chunk-groups.ts';
import { EmptyRoom } from './empty-room.tsx';
import { GapRow } from './gap-row.tsx';
import { GhostRows } from './ghost-rows.tsx';
import { PendingRow } from './pending-row.tsx';

export function Rows() {
  useEffect(setDrawn, []);
  const all = chunks.value;
  const before = useRef<readonly Chunks[]>([]);
  before.current = groupChunks(all, before.current);
  const last = all.at(-1);
  return (
    <>
      {gapRows.value.has('') && <GapRow />}
      {before.current.map((group, index, groups) => (
        <ChunkGroup
          key={groupOf(group[0])}
          group={group}
          last={group.at(-1) === last ? last : undefined}
          day={lastDayOf(groups[index - 1])}
        />
      ))}
      {outbox.value.map((entry) => (
        <PendingRow key={entry.id} entry={entry} />
      ))}
    </>
  );
}

/** What stands below: what nobody here can know yet, or that nothing was said. */
export function AfterRows() {
  return (
    <>
      <GhostRows />
      {isLoaded.value && isQuiet.value && outbox.value.length === 0 && <EmptyRoom />}
    </>
  );
}
