// Links as the chat steers them: one's own, the host's over others, scenarios, what is in flight.
import { expect, test } from 'vitest';
import { IDEAL_DIRECTION } from '../../shared/link/parameters.ts';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import {
  connect,
  enter,
  newId,
  startServer,
  type TestClient,
  type TestMember,
} from '../support/server.ts';

const texts = (events: readonly ArrivedEvent[]): string[] =>
  events.flatMap(({ body }) => (body.kind === 'say' ? [body.text] : []));

const say = (from: TestMember, text: string) => from.ask('chat:say', { id: newId(), text });

/** Has come to the server whatever was sent before, for an ask of the control plane passes at once. */
const settle = (client: TestClient) => client.get('clock:sync', {});

/** Takes notices of arrivals until one brings a message; that notice. */
async function nextSaid(from: TestMember) {
  for (;;) {
    const notice = await from.next('chat:arrived');
    if (texts(notice.events).length > 0) return notice;
  }
}

async function twoTabs(scenario = 'same-room') {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom(scenario);
  const host = await enter(server.url, room, { hostToken });
  const member = await enter(server.url, room);
  return { server, room, host, member };
}

test('[L120] every parameter of both directions and the mode can be set; the rest stays', async () => {
  const { member } = await twoTabs();
  const up = {
    ...IDEAL_DIRECTION,
    delayMs: 300,
    jitterMs: 50,
    distribution: 'pareto' as const,
    lossBurst: { p: 0.1, r: 0.3, lossBad: 1, lossGood: 0 },
    reorder: 0.1,
    rateBps: 64_000,
    outage: { fromMs: 0, toMs: 5000, everyMs: 0 },
  };
  const set = await member.get('link:set', { mode: 'datagram', up });
  expect(set).toEqual({ mode: 'datagram', up, down: IDEAL_DIRECTION, seed: set?.seed });
  const next = await member.get('link:set', { down: { loss: 0.5 } });
  expect(next).toEqual({ ...set, down: { ...IDEAL_DIRECTION, loss: 0.5 } });
});

test.each([
  [{ up: { loss: 2 } }, 'Expected `loss` from 0 to 1, got 2'],
  [{ down: { limit: 1.5 } }, 'Expected `limit` a whole number from 1 to 1000000, got 1.5'],
  [
    { up: { outage: { fromMs: 5, toMs: 5, everyMs: 0 } } },
    'Expected `outage.toMs` above `outage.fromMs` (5), got 5',
  ],
])(
  '[L120] %j is refused with the sentence of the layer, and nothing is changed',
  async (ask, why) => {
    const { member } = await twoTabs();
    await member.get('link:set', { up: { delayMs: 7 } });
    const outcome = await member.ask('link:set', ask);
    expect(outcome).toEqual({ ok: false, reason: 'invalid', detail: why });
    expect((await member.get('link:set', {}))?.up).toEqual({ ...IDEAL_DIRECTION, delayMs: 7 });
  },
);

test('[L120] what is no parameter is refused at the door', async () => {
  const { member } = await twoTabs();
  for (const ask of [{ up: { latency: 5 } }, { sideways: {} }, { up: { loss: 'all' } }]) {
    expect(await member.ask('link:set', ask as never)).toMatchObject({ reason: 'invalid' });
  }
});

test('[L121] the seed is shown; set again, the same chances come again', async () => {
  const { member } = await twoTabs();
  await member.get('link:set', { up: { delayMs: 1000, jitterMs: 900 }, mode: 'datagram' });
  /** When twenty packets are due, in the order of sending. */
  const run = async (seed?: string) => {
    await member.get('link:set', { seed });
    for (let sent = 0; sent < 20; sent++) void member.ask('chat:typing', {});
    await settle(member);
    const { packets } = await member.get('link:flights', {});
    await member.get('link:drop', {});
    return packets.sort((a, b) => a.seq - b.seq).map(({ dueInMs }) => dueInMs);
  };
  const shown = (await member.get('link:set', {}))?.seed ?? '';
  expect(shown).toMatch(/^[\w-]{36}\/\d+$/);
  const first = await run();
  expect(new Set(first).size).toBeGreaterThan(15);
  expect(await run()).not.toEqual(first);
  expect(await run('a-seed')).not.toEqual(first);
  // What was shown at first brings back what came at first.
  expect(await run(shown)).toEqual(first);
  expect((await member.get('link:set', {}))?.seed).toBe(shown);
});

test('[L122] what is in flight is listed with name, size and time left, soonest first', async () => {
  const { server, member } = await twoTabs();
  await member.get('link:set', { up: { delayMs: 2000 } });
  void say(member, 'on its way');
  await settle(member);
  server.clock.advance(500);
  void say(member, 'behind it');
  await settle(member);
  const { packets, up, link, scenario } = await member.get('link:flights', {});
  expect(packets).toEqual([
    expect.objectContaining({ direction: 'up', event: 'chat:say', dueInMs: 1500 }),
    expect.objectContaining({ direction: 'up', event: 'chat:say', dueInMs: 2000 }),
  ]);
  expect(packets[0]?.bytes).toBeGreaterThan(20);
  expect(up).toMatchObject({ inFlight: 2, delivered: up.sent - 2 });
  expect([link.up.delayMs, scenario]).toEqual([2000, null]);
});

test('[L122] the list is bounded; the count is not', async () => {
  const { member } = await twoTabs();
  await member.get('link:set', { up: { delayMs: 2000 } });
  for (let sent = 0; sent < 60; sent++) void member.ask('chat:typing', {});
  await settle(member);
  const { packets, up } = await member.get('link:flights', {});
  expect([packets.length, up.inFlight]).toEqual([50, 60]);
});

test('[L123] deliver now lands at once what is before it too; drop never lands', async () => {
  const { member } = await twoTabs();
  await member.get('link:set', { up: { delayMs: 60_000 } });
  const [first, second] = [say(member, 'one'), say(member, 'two')];
  void say(member, 'never');
  await settle(member);
  const { packets } = await member.get('link:flights', {});
  const [, two, three] = packets;
  expect(await member.get('link:drop', { direction: 'up', seq: three?.seq })).toEqual({
    packets: 1,
  });
  expect(await member.get('link:deliver', { direction: 'up', seq: two?.seq })).toEqual({
    packets: 2,
  });
  expect([(await first).ok, (await second).ok]).toEqual([true, true]);
  const { up } = await member.get('link:flights', {});
  expect([up.inFlight, up.dropped.dropped]).toEqual([0, 1]);
});

test('[L124] a scenario plays, pauses, resumes and is told; stopped, the own link holds again', async () => {
  const { server, member } = await twoTabs();
  await member.get('link:set', { up: { delayMs: 10 } });
  const scenario = {
    steps: [
      { atMs: 0, set: { delayMs: 100 } },
      { atMs: 1000, outageMs: 5000 },
    ],
  };
  const { scenario: begun } = await member.get('link:scenario', { do: 'play', scenario });
  expect(begun).toEqual({ state: 'playing', positionMs: 0, lengthMs: 6000 });
  expect((await member.next('link:changed')).change.up).toEqual({ delayMs: 100 });
  server.clock.advance(1000);
  const outage = { fromMs: 0, toMs: 5000, everyMs: 0 };
  expect(await member.next('link:changed')).toEqual({
    by: 'scenario',
    change: { up: { outage }, down: { outage } },
  });
  server.clock.advance(1000);
  await member.get('link:scenario', { do: 'pause' });
  server.clock.advance(60_000);
  const { scenario: paused, link } = await member.get('link:flights', {});
  expect(paused).toEqual({ state: 'paused', positionMs: 2000, lengthMs: 6000 });
  expect(link.up.outage).toEqual(outage);
  await member.get('link:scenario', { do: 'resume' });
  server.clock.advance(4000);
  expect((await member.next('link:changed')).change.up).toEqual({ outage: null });
  const { scenario: ended } = await member.get('link:flights', {});
  expect(ended?.state).toBe('ended');
  await member.get('link:scenario', { do: 'stop' });
  const after = await member.get('link:flights', {});
  expect([after.link.up, after.link.down, after.scenario]).toEqual([
    { ...IDEAL_DIRECTION, delayMs: 10 },
    IDEAL_DIRECTION,
    null,
  ]);
});

test('[L124] a scenario that is none, or loops too fast, is refused with the step', async () => {
  const { member } = await twoTabs();
  const play = (scenario: object) =>
    member.ask('link:scenario', { do: 'play', scenario: scenario as never });
  expect(await play({ steps: [{ atMs: 0, preset: 'fast' }] })).toMatchObject({
    reason: 'invalid',
    detail: 'Expected `step 1: preset` one that exists, got fast',
  });
  expect(await play({ steps: [{ atMs: 0, outageMs: 10 }], loop: true })).toMatchObject({
    reason: 'invalid',
    detail: 'Expected a scenario that loops to last 1000 ms, got 10 ms',
  });
});

test('[L125] the host sets the link of one member, who is told; nobody else is touched', async () => {
  const { host, member } = await twoTabs();
  const whose = member.entered.self.id;
  const set = await host.get('link:set', { whose, up: { delayMs: 900 }, mode: 'datagram' });
  expect([set?.up.delayMs, set?.mode]).toEqual([900, 'datagram']);
  expect(await member.next('link:changed')).toMatchObject({
    by: 'host',
    change: { up: { delayMs: 900 }, mode: 'datagram' },
    order: expect.any(String),
  });
  expect((await member.get('link:flights', {})).link.up.delayMs).toBe(900);
  expect((await host.get('link:flights', {})).link.up.delayMs).toBe(0);
  expect((await host.get('link:flights', { whose })).link.up.delayMs).toBe(900);
});

test('[L125] only the host: others are refused, and so is a member that is none', async () => {
  const { host, member } = await twoTabs();
  const whose = host.entered.self.id;
  for (const outcome of [
    await member.ask('link:set', { whose, up: { delayMs: 900 } }),
    await member.ask('link:set', { whose: 'all', up: { delayMs: 900 } }),
    await member.ask('link:flights', { whose }),
    await member.ask('link:scenario', { whose: 'all', do: 'stop' }),
  ]) {
    expect(outcome).toMatchObject({ ok: false, reason: 'forbidden' });
  }
  expect(await host.ask('link:set', { whose: 'x'.repeat(16) })).toMatchObject({
    reason: 'unknown',
  });
  expect((await host.get('link:flights', {})).link.up.delayMs).toBe(0);
});

test('[L126] what the host sets for all holds for tabs that come later, and for one that is back', async () => {
  const { server, room, host, member } = await twoTabs();
  await host.get('link:set', { whose: 'all', down: { delayMs: 400 } });
  expect((await member.get('link:flights', {})).link.down.delayMs).toBe(400);
  const late = await connect(server.url);
  const { token } = member.entered;
  await late.get('room:enter', { protocol: 1, room, token });
  // Told before the answer, so that the tab does not bring back what it had.
  expect(late.waiting('link:changed')).toBe(1);
  expect((await late.get('link:flights', {})).link.down.delayMs).toBe(400);
  const other = await startServer();
  const elsewhere = await enter(other.url, (await other.createRoom('moon')).room);
  expect((await elsewhere.get('link:flights', {})).link.down.delayMs).toBe(0);
});

test('[L126] a scenario of the host plays for all, those too who come while it plays', async () => {
  const { server, room, host, member } = await twoTabs();
  const scenario = {
    steps: [
      { atMs: 0, preset: '3g' },
      { atMs: 1000, outageMs: 5000 },
    ],
  };
  await host.get('link:scenario', { whose: 'all', do: 'play', scenario });
  server.clock.advance(1500);
  const late = await connect(server.url);
  await late.get('room:enter', {
    protocol: 1,
    room,
    newcomer: { name: 'Late', hue: 1, place: 'earth' },
  });
  for (const tab of [host, member, late]) {
    const { link } = await tab.get('link:flights', {});
    expect([link.up.delayMs, link.up.outage?.toMs]).toEqual([150, 5000]);
  }
  await host.get('link:scenario', { whose: 'all', do: 'stop' });
  for (const tab of [host, member, late]) {
    expect((await tab.get('link:flights', {})).link.up).toEqual(IDEAL_DIRECTION);
  }
});

test('[L126] with the last tab its scenarios end: nothing keeps the server awake', async () => {
  const { server, host, member } = await twoTabs();
  const scenario = { steps: [{ atMs: 0, ramp: { delayMs: [0, 100] }, overMs: 3000 }], loop: true };
  await host.get('link:scenario', { whose: 'all', do: 'play', scenario });
  await member.get('link:scenario', { do: 'play', scenario });
  const before = server.clock.pending;
  member.close();
  host.close();
  await expect.poll(() => server.clock.pending).toBeLessThanOrEqual(before - 2);
});

test('[L127] links are control plane: set, told and undone at once on a link of a minute', async () => {
  const { host, member } = await twoTabs();
  const minute = { delayMs: 60_000 };
  await host.get('link:set', { whose: 'all', up: minute, down: minute });
  await member.next('link:changed');
  await host.get('link:set', { whose: 'all', up: { delayMs: 0 }, down: { delayMs: 0 } });
  expect((await member.next('link:changed')).change.up).toEqual({ delayMs: 0 });
});

test('[L130] each arrival names the one before it, so that a lost one is a gap', async () => {
  // Its station is too far to answer meanwhile.
  const { host, member } = await twoTabs('io');
  await say(host, 'first');
  const first = await nextSaid(member);
  await member.get('link:set', { mode: 'datagram', down: { loss: 1 } });
  await say(host, 'lost');
  await member.get('link:set', { down: { loss: 0 } });
  await say(host, 'third');
  const third = await nextSaid(member);
  expect(texts(third.events)).toEqual(['third']);
  expect(third.after).not.toEqual(first.cursor);
  const { events } = await member.get('chat:resume', { after: first.cursor });
  expect(texts(events)).toEqual(['lost', 'third']);
});

test('[L130] without loss each arrival names the very cursor before it, from the resume on', async () => {
  const { host, member } = await twoTabs();
  let cursor = host.view.cursor;
  for (const text of ['a', 'b', 'c']) await say(member, text);
  await settle(host);
  while (host.waiting('chat:arrived') > 0) {
    const notice = await host.next('chat:arrived');
    expect(notice.after).toEqual(cursor);
    cursor = notice.cursor;
  }
  expect(cursor).not.toEqual(host.view.cursor);
});
