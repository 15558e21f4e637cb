// A room with many first events is written in slices, so that everybody else is served in between. Until
// the last slice it stands under a name that no room can have: it is there whole or not at all.
import type { LoggedEvent, RoomRecord } from './event-log.ts';
import { LogUnavailable } from './event-log.ts';
import type { Batch } from './sqlite-batch.ts';
import type { Statements } from './sqlite-statements.ts';

/** Events of one slice: some 10 ms of one transaction. */
export const SLICE = 500;

/** No room has an id with a dot. What a killed process left is swept away when the log is opened. */
const stagedId = (id: string): string => `.${id}`;
export const ALL_STAGED = '.*';
export const isStaged = (id: string): boolean => id.startsWith('.');

export interface StagedOptions<Taken> {
  readonly batch: Batch;
  readonly ask: Statements;
  /** Gives an event for each draft; one that the room has already is given again. */
  readonly append: (id: string, drafts: readonly Taken[]) => readonly LoggedEvent[];
}

/** Writes the room and its first events; resolves with them after the last commit. Rejects with LogUnavailable. */
export async function createStaged<Taken>(
  { batch, ask, append }: StagedOptions<Taken>,
  record: RoomRecord,
  drafts: readonly Taken[],
): Promise<readonly LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  const staged = stagedId(record.id);
  await batch.add(() => {
    if (!ask.insertRoom(record, staged)) throw new LogUnavailable(`Room ${record.id} exists.`);
  });
  try {
    for (let from = 0; from < drafts.length; from += SLICE) {
      const slice = drafts.slice(from, from + SLICE);
      for (const event of await batch.add(() => append(staged, slice))) {
        if (event.position > events.length) events.push(event);
      }
    }
    await batch.add(() => {
      if (ask.findRoom(record.id)) throw new LogUnavailable(`Room ${record.id} exists.`);
      ask.nameRoom(staged, record.id);
    });
    return events;
  } catch (error) {
    // A log that cannot write may not be able to tidy up either: then it is done at the next opening.
    await batch.add(() => ask.dropRooms(staged)).catch(() => undefined);
    throw error;
  }
}
