// A node holds the rooms of its own tabs, and of those no more than what is of use now: an idle room is
// let go of, and what a room is loaded from does not grow with its history.
import { expect, onTestFinished, test } from 'vitest';
import { SCENARIOS } from '../../../server/chat/built-in.ts';
import type { EventLog, EventQuery } from '../../../server/chat/log/event-log.ts';
import { createMemoryLog } from '../../../server/chat/log/memory.ts';
import type { Room } from '../../../server/chat/room.ts';
import { createRooms } from '../../../server/chat/rooms.ts';
import { createScenarioRoom } from '../../../server/chat/scenarios.ts';
import { realMs } from '../../../shared/time/frames.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { settle } from '../../support/settle.ts';
import { openTab } from '../../support/test-tab.ts';
import { toyLight } from '../../support/toy-light.ts';

const WHO = { name: 'Ada', hue: 1, place: 'earth' };

async function openWorld(scenario: string) {
  const clock = createManualClock(Date.UTC(2026, 10, 22, 12));
  const log = createMemoryLog({ clock });
  onTestFinished(() => log.close());
  let given = 0;
  let following = 0;
  const counted: EventLog = {
    ...log,
    async read(room: string, query: EventQuery) {
      const events = await log.read(room, query);
      given += events.length;
      return events;
    },
    follow(...asked) {
      following++;
      const unfollow = log.follow(...asked);
      return () => {
        following--;
        unfollow();
      };
    },
  };
  const rooms = createRooms({
    log: counted,
    clock,
    lightTimes: toyLight,
    onError: console.error,
    onLoad() {},
  });
  onTestFinished(() => rooms.close());
  const found = SCENARIOS.find(({ id }) => id === scenario);
  if (!found) throw new Error(`There is no ${scenario}.`);
  const made = await createScenarioRoom(log, {
    scenario: found,
    title: undefined,
    lightTimes: toyLight,
  });
  return {
    log: counted,
    rooms,
    room: made.room,
    open: async () => (await rooms.open(made.room)) as Room,
    loaded: () => [...rooms.loaded()].map(({ record }) => record.id),
    following: () => following,
    /** Events that were read since the last call. */
    given(): number {
      const since = given;
      given = 0;
      return since;
    },
    async wait(seconds: number): Promise<void> {
      for (let second = 0; second < seconds; second++) {
        clock.advance(1000);
        await settle();
      }
    },
    now: () => realMs(clock.now()),
  };
}

test('[X13] a room in which nobody is any more is let go of, and loaded anew when somebody comes', async () => {
  const world = await openWorld('moon');
  const ada = await openTab(world.log, await world.open(), WHO);
  await world.wait(300);
  expect(world.loaded()).toEqual([world.room]);
  expect(world.following()).toBe(1);
  ada.disconnect();
  await world.wait(300);
  expect(world.loaded()).toEqual([]);
  expect(world.following()).toBe(0);

  await ada.connect(await world.open());
  expect(world.loaded()).toEqual([world.room]);
  expect(ada.lost).toBe(false);
  expect(ada.seen.some(({ body }) => body.kind === 'leave' && body.why === 'lost')).toBe(true);
});

test('[X13] a room is kept while something is on its way to somebody who answers', async () => {
  const world = await openWorld('io');
  const room = await world.open();
  const ada = await openTab(world.log, room, WHO);
  await room.feeds.open('io');
  const slowly = { kind: 'warp', warp: 1 } as const;
  await room.append([
    { id: 'slowly', author: ada.actor.member, origin: '', body: slowly },
    { id: 'to-io', author: ada.actor.member, origin: 'earth', body: { kind: 'say', text: 'Hi' } },
  ]);
  ada.disconnect();
  const arrivesAt = room.arrive('earth', 'io', room.simNow());
  // Longer than anybody is awaited or a room is kept for nothing.
  for (let minutes = 0; minutes < 10; minutes++) {
    await world.wait(60);
    expect(world.loaded()).toEqual([world.room]);
  }
  expect(room.simNow()).toBeLessThan(arrivesAt);
  while (room.simNow() < arrivesAt) await world.wait(60);
  await world.wait(300);
  expect(world.loaded()).toEqual([]);
});

test('[X13] what is read to load a room does not grow with what was said in it long ago', async () => {
  const world = await openWorld('moon');
  const ada = await openTab(world.log, await world.open(), WHO);
  const costs: number[] = [];
  for (const words of [1000, 6000]) {
    for (let done = 0; done < words; done += 1000) {
      const drafts = Array.from({ length: 1000 }, (_, index) => ({
        id: `word-${words}-${done + index}`,
        author: ada.actor.member,
        origin: 'earth',
        body: { kind: 'say', text: 'Long ago' } as const,
      }));
      await world.log.append(world.room, drafts);
    }
    await world.wait(60);
    ada.disconnect();
    await world.wait(300);
    expect(world.loaded()).toEqual([]);
    world.given();
    await (await world.open()).feeds.open('earth');
    costs.push(world.given());
    await ada.connect(await world.open());
    await world.wait(60);
  }
  const [few = 0, many = 0] = costs;
  expect(few).toBeGreaterThan(0);
  // A join and a leave more.
  expect(many).toBeLessThanOrEqual(few + 10);
});
