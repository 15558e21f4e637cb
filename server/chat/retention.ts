// Lets go of what a room is to keep no longer: messages older than its days whose light has arrived
// everywhere where somebody has been. Their words are taken out of the log; everything else in it stands, so
// that positions, keys and cursors hold. Each node does it, and twice is as good as once.
import type { Clock } from '../../shared/time/clock.ts';
import { realMs } from '../../shared/time/frames.ts';
import type { EventLog, LoggedEvent } from './log/event-log.ts';
import type { Room } from './room.ts';

export interface Retention {
  /** Sees to it that a change of the room's days holds at once. */
  attend(room: Room): void;
  close(): void;
}

export interface RetentionShell {
  readonly log: EventLog;
  /** The machine's: how often is no matter of the log. */
  readonly clock: Clock;
  open(room: string): Promise<Room | undefined>;
  onError(error: unknown): void;
}

/** Real ms from the start to the first look at all rooms, and between two. */
const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
const ROOMS_MAX = 1_000_000;
/** Messages of one write. */
const PAGE = 500;

export function startRetention({ log, clock, open, onError }: RetentionShell): Retention {
  let isClosed = false;
  let timer = clock.wakeAt(realMs(clock.now() + FIRST_MS), ring);

  /** A log that is closed under a look has no more to say. */
  const failed = (error: unknown): void => {
    if (!isClosed) onError(error);
  };

  function ring(): void {
    sweepAll()
      .catch(failed)
      .finally(() => {
        if (!isClosed) timer = clock.wakeAt(realMs(clock.now() + EVERY_MS), ring);
      });
  }

  async function sweepAll(): Promise<void> {
    for (const id of await log.recentRooms(realMs(0), ROOMS_MAX)) {
      if (isClosed) return;
      if ((await daysOf(id)) !== undefined) await sweep(await open(id));
      // There may be many, and others are to be served in between.
      await new Promise(setImmediate);
    }
  }

  async function daysOf(id: string): Promise<number | undefined> {
    const query = { kinds: ['settings'], newestFirst: true, limit: 1 } as const;
    const [newest] = await log.read(id, query);
    if (newest?.body.kind === 'settings') return newest.body.settings.keepDays;
    return (await log.findRoom(id))?.settings.keepDays;
  }

  async function sweep(room: Room | undefined): Promise<void> {
    const days = room?.world.settings.keepDays;
    if (!room || days === undefined) return;
    await room.settle();
    const until = realMs(room.now() - days * DAY_MS);
    const places = [...room.origins()];
    const isOver = (event: LoggedEvent): boolean =>
      event.body.kind === 'say' && event.at <= until && hasArrived(room, places, event);
    let fromPosition = 1;
    for (let isMore = true; isMore && !isClosed; ) {
      const query = { kinds: ['say'], fromPosition, until, limit: PAGE } as const;
      const page = await log.read(room.record.id, query);
      const over = page.filter(isOver).map(({ position }) => position);
      if (over.length > 0) await log.erase(room.record.id, over);
      const last = page[page.length - 1];
      isMore = last !== undefined && page.length === PAGE;
      if (last) fromPosition = last.position + 1;
    }
    // Also what another node has taken out.
    room.feeds.forget(isOver);
  }

  return {
    attend(room) {
      room.listen({
        reshaped(change) {
          if (change === 'settings' && !isClosed) sweep(room).catch(failed);
        },
      });
    },
    close() {
      isClosed = true;
      timer();
    },
  };
}

/** Whether nobody anywhere waits for it: what is lost is on its way to nowhere. */
function hasArrived(room: Room, places: readonly string[], event: LoggedEvent): boolean {
  const { origin, sentAt } = room.toSent(event);
  return places.every((place) => {
    const arrivesAt = room.arrive(origin, place, sentAt);
    return arrivesAt === Infinity || arrivesAt <= room.simSettled();
  });
}
