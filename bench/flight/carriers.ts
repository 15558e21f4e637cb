// Three ways to have something happen later: light in a room, a link, and a timer each.
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import type { Room } from '../../server/chat/room.ts';
import { createRooms } from '../../server/chat/rooms.ts';
import { Dispatcher } from '../../server/link/dispatcher.ts';
import { Lane } from '../../server/link/lane.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import { IDEAL_DIRECTION } from '../../shared/link/parameters.ts';
import { createPipeline } from '../../shared/link/pipeline.ts';
import { createLightTimes } from '../../shared/space/light-time.ts';
import { simMs } from '../../shared/time/frames.ts';

/** Carries one message to PLACES places, and says how late it was at each, ms. */
export interface Carrier {
  send(): void;
  /** Lateness of what has arrived since the last call. */
  take(): number[];
  /** Puts so many arrivals behind all that is measured. */
  park(count: number): void;
}

export const PLACES = 5;
export const WAYS = ['light', 'link', 'timers'] as const;
export type CarrierWay = (typeof WAYS)[number];

/** Nothing that is parked arrives while anybody measures. */
const PARKED_MS = 3_600_000;
/** How far each place is, ms. */
const FAR_MS = Array.from({ length: PLACES }, (_, index) => 20 + index * 40);
const clock = createRealClock();

export const openCarrier = async (way: CarrierWay): Promise<Carrier> =>
  way === 'light' ? await light() : way === 'link' ? links() : timers();

async function light(): Promise<Carrier> {
  const log = createMemoryLog({ clock });
  const rooms = createRooms({
    log,
    clock,
    lightTimes: createLightTimes(),
    onError(error) {
      throw error;
    },
    onLoad() {},
  });
  const near = await makeRoom('near', 0);
  await makeRoom('far', PARKED_MS);
  let late: number[] = [];
  near.listen({
    arrived(_place, arrivals) {
      const now = near.simNow();
      for (const { arrivesAt } of arrivals) late.push(now - arrivesAt);
    },
  });

  async function makeRoom(id: string, moreMs: number): Promise<Room> {
    const openedAt = clock.now();
    const settings = { steering: 'host', omniscient: false } as const;
    const names = { id, title: '', scenario: '', epoch: 'one', hostHash: '' };
    const places = FAR_MS.map((ms, index) => ({
      id: `at-${index}`,
      name: `${index}`,
      near: 'earth',
      owltMs: ms + moreMs,
    }));
    await log.createRoom({ ...names, openedAt, sim: simMs(openedAt), warp: 1, settings }, [
      ...places.map((place) => ({
        id: place.id,
        author: 'host',
        origin: '',
        at: openedAt,
        body: { kind: 'place', place } as const,
      })),
      { id: 'join', author: 'a', origin: 'earth', at: openedAt, body: JOIN },
      // Somebody is there to hear it.
      ...places.map((place) => ({
        id: `join-${place.id}`,
        author: place.id,
        origin: place.id,
        at: openedAt,
        body: JOIN,
      })),
    ]);
    const room = (await rooms.open(id)) as Room;
    for (const place of places) {
      room.attach(place.id);
      await room.feeds.open(place.id);
    }
    return room;
  }

  let number = 0;
  const say = (room: string): void => {
    const body = { kind: 'say', text: 'x' } as const;
    void log.append(room, [{ id: `say-${number++}`, author: 'a', origin: 'earth', body }]);
  };
  return {
    send: () => say('near'),
    take() {
      const taken = late;
      late = [];
      return taken;
    },
    park(count) {
      for (let parked = 0; parked < count; parked += PLACES) say('far');
    },
  };
}

const JOIN = { kind: 'join', name: 'A', hue: 0 } as const;

/** One link for each of a thousand tabs; a message takes the next PLACES of them. */
const LANES = 1000;

function links(): Carrier {
  const dispatcher = new Dispatcher(clock);
  const lanesOf = (moreMs: number) =>
    Array.from({ length: LANES }, (_, index) => {
      const pipeline = () => createPipeline('bench', String(index));
      const deliver = (arrived: () => void) => {
        arrived();
        return true;
      };
      const lane = new Lane<() => void>({ dispatcher, pipeline, deliver, copy: (item) => item });
      const delayMs = Math.min(60_000, (FAR_MS[index % PLACES] as number) + moreMs);
      const direction = { ...IDEAL_DIRECTION, delayMs, limit: 1_000_000 };
      lane.configure({ direction, mode: 'stream', rtoMs: 200 });
      return lane;
    });
  const [near, far] = [lanesOf(0), lanesOf(PARKED_MS)];
  const nothing = (): void => {};
  let late: number[] = [];
  let next = 0;
  return {
    send() {
      for (let place = 0; place < PLACES; place++) {
        const lane = next++ % LANES;
        const dueMs = clock.now() + (FAR_MS[lane % PLACES] as number);
        near[lane]?.send(() => late.push(clock.now() - dueMs), 100);
      }
    },
    take() {
      const taken = late;
      late = [];
      return taken;
    },
    park(count) {
      for (let index = 0; index < count; index++) far[index % LANES]?.send(nothing, 100);
    },
  };
}

function timers(): Carrier {
  let late: number[] = [];
  const nothing = (): void => {};
  return {
    send() {
      for (const ms of FAR_MS) {
        const dueMs = clock.now() + ms;
        setTimeout(() => late.push(clock.now() - dueMs), ms);
      }
    },
    take() {
      const taken = late;
      late = [];
      return taken;
    },
    park(count) {
      for (let index = 0; index < count; index++) setTimeout(nothing, PARKED_MS + index);
    },
  };
}
