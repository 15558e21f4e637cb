// The rooms of this process: loaded when somebody enters, forgotten when nobody is there and
// nothing is on its way to a station.
import type { LightTimes } from '../../shared/space/light-time.ts';
import type { Clock } from '../../shared/time/clock.ts';
import { realMs } from '../../shared/time/frames.ts';
import { createAlarm } from './alarm.ts';
import type { EventLog } from './log/event-log.ts';
import { ROLL_EVERY_MS } from './log/peers.ts';
import { openRoom } from './open-room.ts';
import type { Room } from './room.ts';

/** Real ms between two looks at which rooms are idle. */
const SWEEP_EVERY_MS = 30_000;
/** Real ms after it was asked for in which a room counts as needed: its guest may be at the door. */
const WANTED_FOR_MS = 60_000;

export interface Rooms {
  /** The room, loaded if need be; undefined if there is none that lives. Rejects with LogUnavailable. */
  open(id: string): Promise<Room | undefined>;
  /** The rooms that are loaded. */
  loaded(): Iterable<Room>;
  close(): void;
}

export interface RoomsShell {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly lightTimes: LightTimes;
  onError(error: unknown): void;
  /** A room has been loaded: stations and transports take their places. */
  onLoad(room: Room): void;
  /** A room is let go of with people in it, as its log is not the one it was: they have to come back. */
  onReset?(room: Room): void;
}

const nobody: ReadonlySet<string> = new Set();

export function createRooms(shell: RoomsShell): Rooms {
  const alarm = createAlarm(shell.clock);
  const loading = new Map<string, Promise<Room | undefined>>();
  const loaded = new Map<string, Room>();
  const wantedAt = new Map<string, number>();
  const sweeper = alarm.add(sweep);
  sweeper.set(realMs(shell.clock.now() + SWEEP_EVERY_MS));
  const { peers } = shell.log;
  let isClosed = false;
  const roll = alarm.add(() => void callRoll());
  if (peers) roll.set(realMs(shell.clock.now() + ROLL_EVERY_MS));
  peers?.listen((room, word, node) => loaded.get(room)?.hear(word, node));
  peers?.onHearing(() => {
    for (const room of loaded.values()) room.tellNodes({ kind: 'hello' });
  });
  let resets = 0;
  peers?.onReset(() => {
    resets++;
    for (const [id, room] of loaded) {
      shell.onReset?.(room);
      room.close();
      forget(id);
    }
  });

  /** Says who is here, and hears who is elsewhere: a tab at another node is a tab. */
  async function callRoll(): Promise<void> {
    const here = new Map([...loaded].map(([id, room]) => [id, room.attending()]));
    try {
      const elsewhere = await peers?.callRoll(here);
      for (const id of here.keys()) loaded.get(id)?.heedRoll(elsewhere?.get(id) ?? nobody);
    } catch {
      // A log that is away is said to whoever asks it; nobody is missed meanwhile.
    }
    if (!isClosed) roll.set(realMs(shell.clock.now() + ROLL_EVERY_MS));
  }

  async function load(id: string): Promise<Room | undefined> {
    const before = resets;
    const record = await shell.log.findRoom(id);
    // A recording does not live: nobody comes, nobody answers, nobody is lost.
    if (!record || record.recording) return undefined;
    const room = await openRoom(record, { ...shell, alarm });
    if (resets !== before) {
      room.close();
      return load(id);
    }
    loaded.set(id, room);
    shell.onLoad(room);
    return room;
  }

  function open(id: string): Promise<Room | undefined> {
    wantedAt.set(id, shell.clock.now());
    const present = loading.get(id);
    if (present) return present;
    const promise = load(id).then(
      (room) => {
        if (!room) forget(id);
        return room;
      },
      (error: unknown) => {
        forget(id);
        throw error;
      },
    );
    loading.set(id, promise);
    return promise;
  }

  function forget(id: string): void {
    loaded.delete(id);
    loading.delete(id);
    wantedAt.delete(id);
  }

  function sweep(): void {
    const now = shell.clock.now();
    for (const [id, room] of loaded) {
      room.tidy();
      const isWanted = (wantedAt.get(id) ?? -Infinity) > now - WANTED_FOR_MS;
      if (isWanted || !room.isIdle()) continue;
      room.close();
      forget(id);
    }
    sweeper.set(realMs(now + SWEEP_EVERY_MS));
  }

  return {
    open,
    loaded: () => loaded.values(),
    close() {
      isClosed = true;
      for (const room of loaded.values()) room.close();
      loaded.clear();
      loading.clear();
      alarm.close();
    },
  };
}
