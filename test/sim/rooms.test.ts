// Whole rooms from one seed: members, moves, warps, disconnects, connections that die unnoticed, kills
// before and after the commit, restarts, custom places, ways, repeated asks; after every step each tab is
// held against the definition of a view. `SEED=n` plays one seed alone, step by step the same.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EventLog } from '../../server/chat/log/event-log.ts';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import type { Room } from '../../server/chat/room.ts';
import { createRooms, type Rooms } from '../../server/chat/rooms.ts';
import { move, say, setPlace, setWarp, setWay } from '../../server/chat/verbs.ts';
import type { SentEvent } from '../../shared/chat/event.ts';
import { viewAt } from '../../shared/chat/view.ts';
import { realMs, type SimMs, simMs } from '../../shared/time/frames.ts';
import { lastSegment, SIM_MAX } from '../../shared/time/warp.ts';
import { createDice, type Dice } from '../support/dice.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { settle } from '../support/settle.ts';
import { openTab, type TestTab } from '../support/test-tab.ts';
import { toyLight } from '../support/toy-light.ts';

const START = Date.UTC(2026, 10, 22, 12);
const BODIES = ['earth', 'io', 'mars', 'moon'];
const WARPS = [0, 1, 1, 60, 260, 5000, 1_000_000];
const SEEDS = 1000;
/** Played alone. */
const SEED = process.env.SEED;
const STEPS = 50;

interface World {
  readonly dice: Dice;
  readonly clock: ManualClock;
  readonly log: EventLog;
  readonly id: string;
  readonly tabs: TestTab[];
  rooms: Rooms;
  room: Room;
  /** Everything that was ever said and acknowledged. */
  readonly said: Said[];
  ids: number;
}

interface Said {
  readonly tab: TestTab;
  readonly ask: { readonly id: string; readonly text: string };
  readonly sentAt: SimMs;
}

async function openWorld(seed: number): Promise<World> {
  const clock = createManualClock(START);
  const log = createMemoryLog({ clock });
  const dice = createDice(seed);
  const id = `room${seed}`.padEnd(12, '0');
  const settings = { steering: 'all', omniscient: true } as const;
  const opening = { openedAt: realMs(START), sim: simMs(START), warp: 60 };
  await log.createRoom(
    { id, title: 'Sim', scenario: 'sim', epoch: 'one', settings, hostHash: '', ...opening },
    [],
  );
  const rooms = openRooms(log, clock);
  const room = (await rooms.open(id)) as Room;
  return { dice, clock, log, id, rooms, room, tabs: [], said: [], ids: 0 };
}

function openRooms(log: EventLog, clock: ManualClock): Rooms {
  const fail = (error: unknown): never => {
    throw error;
  };
  return createRooms({ log, clock, lightTimes: toyLight, onError: fail, onLoad: () => undefined });
}

const someone = (world: World): TestTab | undefined =>
  world.dice.pick(world.tabs.filter(({ room }) => room !== undefined));

const newId = (world: World): string => `event-${world.ids++}`.padEnd(8, '-');

/** One random thing that happens; the name goes into the failure message. */
const STEPS_OF: { readonly [name: string]: (world: World) => Promise<unknown> | unknown } = {
  async join(world) {
    if (world.tabs.length >= 6) return;
    const place = world.dice.pick(BODIES) as string;
    world.tabs.push(await openTab(world.log, world.room, { name: 'Somebody', hue: 1, place }));
  },
  say: (world) => speak(world),
  sayAgain: (world) => speak(world),
  async sayTwice(world) {
    const tab = someone(world);
    const ask = { id: newId(world), text: 'twice' };
    if (!tab) return;
    const [first, again] = await Promise.all([
      say(world.room, tab.actor, ask),
      say(world.room, tab.actor, ask),
    ]);
    if (first.ok && again.ok) expect(again.value.sentAt).toBe(first.value.sentAt);
  },
  /** Something long acknowledged is asked once more, as after a lost answer. */
  async repeat(world) {
    const said = world.dice.pick(world.said);
    if (!said) return;
    const answer = await say(world.room, said.tab.actor, said.ask);
    if (answer.ok) expect(answer.value.sentAt).toBe(said.sentAt);
  },
  /** The server is killed with an answer on its lips, or before it has heard the question. */
  async kill(world) {
    const tab = someone(world);
    const ask = { id: newId(world), text: 'kill' };
    const isHeard = world.dice.upTo(1) < 0.5;
    const unheard = tab && isHeard ? say(world.room, tab.actor, ask) : undefined;
    await restart(world);
    await unheard;
    if (tab) await sayAsked(world, tab, ask);
  },
  async move(world) {
    const tab = someone(world);
    const place = world.dice.pick(endsOf(world)) as string;
    if (!tab) return;
    await move(world.room, tab.actor, { id: newId(world), place });
    await tab.reload();
  },
  async warp(world) {
    const tab = someone(world);
    if (tab) await setWarp(world.room, tab.actor, { warp: world.dice.pick(WARPS) as number });
  },
  async place(world) {
    const tab = someone(world);
    if (!tab) return;
    const known = world.dice.pick([...world.room.world.places.keys()]);
    const owltMs = Math.floor(world.dice.upTo(600_000));
    const id = world.dice.upTo(1) < 0.7 ? known : undefined;
    await setPlace(world.room, tab.actor, { id, name: 'Relay', near: 'earth', owltMs });
  },
  async way(world) {
    const tab = someone(world);
    const { dice, room } = world;
    const [from, to] = [dice.pick(endsOf(world)) as string, dice.pick(endsOf(world)) as string];
    const fixed = Math.floor(dice.upTo(600_000));
    const since = simMs(room.simNow() + dice.upTo(2_000_000) - 1_000_000);
    const until = simMs(since + 1 + Math.floor(dice.upTo(3_000_000)));
    const fate = dice.pick(['stored', 'lost'] as const) ?? 'lost';
    const block = dice.upTo(1) < 0.7 ? { since, until, fate } : null;
    const owltMs = dice.upTo(1) < 0.5 ? fixed : null;
    if (tab && from !== to) await setWay(room, tab.actor, { from, to, owltMs, block });
  },
  wait: (world) => world.clock.advance(10 ** world.dice.upTo(4.5)),
  waitLonger: (world) => world.clock.advance(10 ** world.dice.upTo(6)),
  disconnect: (world) => someone(world)?.disconnect(),
  cutOff: (world) => someone(world)?.cutOff(),
  async reconnect(world) {
    const tab = world.dice.pick(world.tabs.filter(({ room }) => room === undefined));
    await tab?.connect(world.room);
  },
  restart,
};

async function restart(world: World): Promise<void> {
  const connected = world.tabs.filter(({ room }) => room !== undefined);
  for (const tab of world.tabs) tab.disconnect();
  world.rooms.close();
  world.clock.advance(10 ** world.dice.upTo(5));
  world.rooms = openRooms(world.log, world.clock);
  world.room = (await world.rooms.open(world.id)) as Room;
  for (const tab of connected) await tab.connect(world.room);
}

const endsOf = ({ room }: World): string[] => [...BODIES, ...room.world.places.keys()];

async function speak(world: World): Promise<void> {
  const tab = someone(world);
  if (tab) await sayAsked(world, tab, { id: newId(world), text: `words ${world.ids}` });
}

async function sayAsked(world: World, tab: TestTab, ask: Said['ask']): Promise<void> {
  const answer = await say(world.room, tab.actor, ask);
  if (answer.ok) world.said.push({ tab, ask, sentAt: answer.value.sentAt });
}

/** Every tab has exactly the tail of its place's view, from its first event on; nothing was lost. */
async function check(world: World, events: readonly SentEvent[]): Promise<void> {
  const { room } = world;
  const now = room.simNow();
  for (const tab of world.tabs) {
    if (tab.room === undefined) continue;
    const place = room.whereabouts(tab.actor.member)?.place as string;
    const view = viewAt(events, { place, now, arrive: room.arrive });
    const expected = view.map(({ event }) => `${event.author}/${event.id}`);
    const seen = tab.seen.map(({ author, id }) => `${author}/${id}`);
    const tail = expected.slice(-seen.length || expected.length);
    // `expect` costs more than all that is simulated: it is asked for its words once they are needed.
    if (seen.join() !== tail.join()) expect(seen).toEqual(tail);
    if (expected.length > 0 && seen.length === 0) throw new Error(`Nothing is seen at ${place}.`);
    if (tab.lost) throw new Error(`At ${place} something is said to be lost.`);
  }
  // What was acknowledged is in the log, once, as it was answered.
  const logged = new Map(events.map((event) => [`${event.author}/${event.id}`, event.sentAt]));
  if (logged.size !== events.length) throw new Error('Something is in the log twice.');
  const other = world.said.filter(
    ({ tab, ask, sentAt }) => logged.get(`${tab.actor.member}/${ask.id}`) !== sentAt,
  );
  if (other.length > 0) throw new Error(`Acknowledged, not in the log: ${JSON.stringify(other)}`);
}

async function logged(world: World): Promise<SentEvent[]> {
  const all = await world.log.read(world.id, { limit: Number.MAX_SAFE_INTEGER });
  return all.map(world.room.toSent);
}

describe('a room from one seed', () => {
  test.each(SEED === undefined ? Array.from({ length: SEEDS }, (_, seed) => seed) : [Number(SEED)])(
    '[V1][V2][V3][V4][V5][V6][D1][D2][D3][D5][K8][Y3][Y4] seed %i: every tab has its place\u2019s view after every step',
    async (seed) => {
      const world = await openWorld(seed);
      onTestFinished(() => world.rooms.close());
      const names = Object.keys(STEPS_OF);
      const trace: string[] = [];
      for (let step = 0; step < STEPS; step++) {
        const name = step < 2 ? 'join' : (world.dice.pick(names) as string);
        trace.push(name);
        try {
          // The room may have been forgotten while nobody was in it.
          world.room = (await world.rooms.open(world.id)) as Room;
          await STEPS_OF[name]?.(world);
          await settle();
          await check(world, await logged(world));
        } catch (error) {
          const again = `SEED=${seed} npx vitest run --project core test/sim`;
          const where = `seed ${seed}, step ${step} (${trace.join(' ')}); again: ${again}`;
          throw new Error(where, { cause: error });
        }
      }
      await drain(world);
    },
  );
});

/** In the end everything has arrived everywhere. */
async function drain(world: World): Promise<void> {
  const tab = someone(world);
  if (!tab || lastSegment(world.room.world.warps).sim >= SIM_MAX) return;
  await setWarp(world.room, tab.actor, { warp: 10_000 });
  world.clock.advance(10_000);
  await settle();
  await check(world, await logged(world));
  expect(world.room.feeds.inFlight).toBe(0);
}
