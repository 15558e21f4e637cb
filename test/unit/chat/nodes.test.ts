// Rooms of two nodes over one log: nothing is handed out that something unseen may come before, a tab at
// another node is a tab, and who is gone from all of them is missed once.
import { expect, onTestFinished, test } from 'vitest';
import { SCENARIOS } from '../../../server/chat/built-in.ts';
import type { EventLog } from '../../../server/chat/log/event-log.ts';
import { createMemoryLog } from '../../../server/chat/log/memory.ts';
import type { Peers } from '../../../server/chat/log/peers.ts';
import type { Room } from '../../../server/chat/room.ts';
import { createRooms } from '../../../server/chat/rooms.ts';
import { createScenarioRoom } from '../../../server/chat/scenarios.ts';
import { say } from '../../../server/chat/verbs.ts';
import { type RealMs, realMs } from '../../../shared/time/frames.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { settle } from '../../support/settle.ts';
import { openTab } from '../../support/test-tab.ts';
import { toyLight } from '../../support/toy-light.ts';

const START = Date.UTC(2026, 10, 22, 12);

async function openWorld() {
  const clock = createManualClock(START);
  const log = createMemoryLog({ clock });
  onTestFinished(() => log.close());
  const scenario = SCENARIOS.find(({ id }) => id === 'moon');
  if (!scenario) throw new Error('There is no Moon.');
  const { room } = await createScenarioRoom(log, {
    scenario,
    title: undefined,
    lightTimes: toyLight,
  });
  const open = async (of: EventLog): Promise<Room> => {
    const onError = console.error;
    const rooms = createRooms({ log: of, clock, lightTimes: toyLight, onError, onLoad() {} });
    onTestFinished(() => rooms.close());
    return (await rooms.open(room)) as Room;
  };
  return {
    log,
    open,
    /** Second by second, with time for what is asked meanwhile. */
    async wait(seconds: number): Promise<void> {
      for (let second = 0; second < seconds; second++) {
        clock.advance(1000);
        await settle();
      }
    },
    clock,
  };
}

/** What the nodes of one log tell each other, without a database. */
function createPeers() {
  const said = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const ears = new Map<string, Parameters<Peers['listen']>[0]>();
  return (node: string): Peers => ({
    async callRoll(here) {
      said.set(node, new Map([...(said.get(node) ?? []), ...here]));
      const elsewhere = new Map<string, Set<string>>();
      for (const [name, rooms] of said) {
        if (name === node) continue;
        for (const [room, members] of rooms) {
          elsewhere.set(room, new Set([...(elsewhere.get(room) ?? []), ...members]));
        }
      }
      return elsewhere;
    },
    tell(room, word) {
      for (const [name, take] of ears) if (name !== node) take(room, word, node);
    },
    listen: (take) => void ears.set(node, take),
    onReset() {},
    onHearing() {},
    keepTicket: async () => {},
    takeTicket: async () => false,
  });
}

test('[X6] what is due waits until the log says that nothing can come before it', async () => {
  const { log, open, clock, wait } = await openWorld();
  let told: RealMs = clock.now();
  let isHeld = false;
  const room = await open({
    ...log,
    settledAt: () => told,
    async settle() {
      if (!isHeld) told = clock.now();
    },
  });
  const earth = await openTab(log, room, { name: 'Ada', hue: 1, place: 'earth' });
  const moon = await openTab(log, room, { name: 'Buzz', hue: 2, place: 'moon' });
  const heard = () => moon.seen.some(({ id }) => id === 'hello');
  isHeld = true;
  await say(room, earth.actor, { id: 'hello', text: 'Hello' });
  await wait(5);
  expect(heard()).toBe(false);
  isHeld = false;
  await wait(1);
  expect(heard()).toBe(true);
  expect(told).toBeGreaterThan(realMs(START));
});

test('[X7] a tab at another node is a tab; who is gone from all nodes is missed', async () => {
  const { log, open, wait } = await openWorld();
  const peersOf = createPeers();
  const one = await open({ ...log, peers: peersOf('one') });
  const ada = await openTab(log, one, { name: 'Ada', hue: 1, place: 'earth' });
  await wait(5);
  const two = await open({ ...log, peers: peersOf('two') });
  // Somebody else at each: both nodes keep the room, and notice.
  await openTab(log, one, { name: 'Cy', hue: 3, place: 'earth' });
  await openTab(log, two, { name: 'Buzz', hue: 2, place: 'moon' });
  await wait(120);
  const leaves = () => log.read(one.record.id, { kinds: ['leave'], limit: 100 });
  expect(await leaves()).toEqual([]);
  ada.disconnect();
  await wait(120);
  expect((await leaves()).map(({ author, body }) => ({ author, body }))).toEqual([
    { author: ada.actor.member, body: { kind: 'leave', why: 'lost' } },
  ]);
  expect(two.whereabouts(ada.actor.member)?.here).toBe(false);
});

test('[X7] nodes that miss somebody at the same moment say so once', async () => {
  const { log, open, wait } = await openWorld();
  const peersOf = createPeers();
  // What one appends the other does not know yet.
  const slow: EventLog['append'] = async (...asked) => {
    await settle(1);
    return log.append(...asked);
  };
  const one = await open({ ...log, append: slow, peers: peersOf('one') });
  const ada = await openTab(log, one, { name: 'Ada', hue: 1, place: 'earth' });
  ada.disconnect();
  await open({ ...log, append: slow, peers: peersOf('two') });
  await wait(60);
  const leaves = await log.read(one.record.id, { kinds: ['leave'], limit: 100 });
  expect(leaves.map(({ author }) => author)).toEqual([ada.actor.member]);
});

test('[X8] [D8] who types at one node is seen to type at another, when the light gets there', async () => {
  const { log, open, wait } = await openWorld();
  const peersOf = createPeers();
  const one = await open({ ...log, peers: peersOf('one') });
  const two = await open({ ...log, peers: peersOf('two') });
  const ada = await openTab(log, one, { name: 'Ada', hue: 1, place: 'earth' });
  await openTab(log, two, { name: 'Buzz', hue: 2, place: 'moon' });
  await wait(5);
  const typed: string[] = [];
  two.listen({ typed: (place, member) => void (place === 'moon' && typed.push(member)) });
  one.type(ada.actor.member);
  await settle();
  expect(typed).toEqual([]);
  await wait(5);
  expect(typed).toEqual([ada.actor.member]);
});
