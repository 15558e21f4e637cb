// A room with ways: what is lost on the way, what is stored, and what each of them leaves behind.
import { expect, onTestFinished, test } from 'vitest';
import { createMemoryLog } from '../../../server/chat/log/memory.ts';
import type { Room } from '../../../server/chat/room.ts';
import { createRooms } from '../../../server/chat/rooms.ts';
import { say, setWay } from '../../../server/chat/verbs.ts';
import { pointOf } from '../../../shared/chat/event.ts';
import { realMs, type SimMs, simMs } from '../../../shared/time/frames.ts';
import type { Way } from '../../../shared/wire/event.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { settle } from '../../support/settle.ts';
import { openTab, type TestTab } from '../../support/test-tab.ts';
import { toyLight } from '../../support/toy-light.ts';

const START = Date.UTC(2026, 10, 22, 12);

async function openScene(steering: 'all' | 'host' = 'all') {
  const clock = createManualClock(START);
  const log = createMemoryLog({ clock });
  const opening = { openedAt: realMs(START), sim: simMs(START), warp: 1 };
  const settings = { steering, omniscient: true } as const;
  const id = 'ways00000000';
  await log.createRoom(
    { id, title: 'Ways', scenario: 'sim', epoch: 'one', settings, hostHash: '', ...opening },
    [],
  );
  const rooms = createRooms({
    log,
    clock,
    lightTimes: toyLight,
    onError: (error) => {
      throw error;
    },
    onLoad: () => undefined,
  });
  onTestFinished(() => rooms.close());
  const room = (await rooms.open(id)) as Room;
  const earth = await openTab(log, room, { name: 'Ann', hue: 1, place: 'earth' });
  const moon = await openTab(log, room, { name: 'Ben', hue: 2, place: 'moon' });
  clock.advance(10_000);
  await settle();
  return { clock, log, room, earth, moon };
}

/** From Earth to the Moon, blocked from now on for so many ms. */
const blocked = (room: Room, ms: number, fate: 'stored' | 'lost'): Way => ({
  from: 'earth',
  to: 'moon',
  owltMs: 2000,
  block: { since: room.simNow(), until: simMs(room.simNow() + ms), fate },
});

const textsOf = (tab: TestTab): string[] =>
  tab.seen.flatMap(({ body }) => (body.kind === 'say' ? [body.text] : []));

let ids = 0;
const words = (text: string) => ({ id: `ways-event-${ids++}`, text });

test('[Y4][Y5] a lost message is in no far view and in no queue; its sender expects it all the same', async () => {
  const { clock, room, earth, moon } = await openScene();
  await setWay(room, earth.actor, blocked(room, 60_000, 'lost'));
  clock.advance(1);
  const said = await say(room, earth.actor, words('gone'));
  expect(said.ok && said.value.arrivals).toEqual([
    { place: 'moon', arrivesAt: simMs((room.simNow() as number) + 2000) },
  ]);
  expect(room.feeds.inFlight).toBe(0);
  clock.advance(10 * 60_000);
  await settle();
  await say(room, earth.actor, words('back again'));
  clock.advance(2000);
  await settle();
  expect([textsOf(earth), textsOf(moon)]).toEqual([['gone', 'back again'], ['back again']]);
  expect(room.feeds.inFlight).toBe(0);
});

test('[Y4] typing into a block that loses fills no queue', async () => {
  const { clock, room, earth } = await openScene();
  await setWay(room, earth.actor, blocked(room, 600_000, 'lost'));
  clock.advance(1);
  for (let times = 0; times < 1100; times++) room.type(earth.actor.member);
  await setWay(room, earth.actor, { from: 'earth', to: 'moon', owltMs: 2000, block: null });
  clock.advance(1);
  const typed: string[] = [];
  room.listen({ typed: (place) => place === 'moon' && typed.push(place) });
  room.type(earth.actor.member);
  clock.advance(2001);
  expect(typed).toEqual(['moon']);
});

test('[Y6] a page of history that begins within what was released at once has the rest of it', async () => {
  const { clock, room, earth } = await openScene();
  await setWay(room, earth.actor, blocked(room, 60_000, 'stored'));
  for (const text of ['one', 'two', 'three']) {
    clock.advance(10_000);
    await say(room, earth.actor, words(text));
  }
  clock.advance(60_000);
  await settle();
  const feed = await room.feeds.open('moon');
  const seen = feed.latest(3);
  expect(new Set(seen.map(({ arrivesAt }) => arrivesAt)).size).toBe(1);
  const [first, second, third] = seen.map(pointOf) as [Point, Point, Point];
  expect((await room.feeds.after(feed, first, 9)).map(pointOf)).toEqual([second, third]);
  expect((await room.feeds.before('moon', third, 2)).map(pointOf)).toEqual([first, second]);
});

type Point = { readonly arrivesAt: SimMs; readonly position: number };

test('[Y1] only who may steer sets ways, and only those that can be', async () => {
  const { room, earth } = await openScene('host');
  const way = { from: 'earth', to: 'moon', owltMs: 5, block: null };
  expect(await setWay(room, earth.actor, way)).toMatchObject({ reason: 'forbidden' });
  const host = { ...earth.actor, host: true };
  const attempt = (change: Partial<Way>) => setWay(room, host, { ...way, ...change });
  expect(await attempt({ to: 'at-nowhere' })).toMatchObject({ reason: 'unknown' });
  expect(await attempt({ to: 'earth' })).toMatchObject({ reason: 'invalid' });
  const since = room.simNow();
  const empty = { since, until: since, fate: 'lost' } as const;
  expect(await attempt({ block: empty })).toMatchObject({ reason: 'invalid' });
  expect(await attempt({})).toEqual({ ok: true, value: { way } });
});
