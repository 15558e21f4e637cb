// The main job over real sockets, on a clock that the test moves.
import { expect, test } from 'vitest';
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import {
  connect,
  enter,
  newId,
  nextEvent,
  startServer,
  type TestMember,
} from '../support/server.ts';

const texts = (events: readonly ArrivedEvent[]): string[] =>
  events.flatMap(({ body }) => (body.kind === 'say' ? [body.text] : []));

const say = (from: TestMember, text: string) => from.get('chat:say', { id: newId(), text });

test('[D1][V1] a message reaches Io when its light does, not a millisecond earlier', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('io');
  const io = await enter(server.url, room, { place: 'io' });
  const earth = await enter(server.url, room);
  const sent = await say(earth, 'Are you there?');
  const arrival = sent.arrivals.find(({ place }) => place === 'io');
  const warp = earth.entered.segment.warp;
  const wait = ((arrival?.arrivesAt ?? 0) - sent.sentAt) / warp;
  expect(wait).toBeGreaterThan(9000);
  expect(wait).toBeLessThan(11_000);

  server.clock.advance(wait - 1);
  await io.get('clock:sync', {});
  expect(io.waiting('chat:arrived')).toBe(0);
  server.clock.advance(1.1);
  const notice = await io.next('chat:arrived');
  expect(texts(notice.events)).toEqual(['Are you there?']);
  expect(notice.events.at(-1)?.arrivesAt).toBe(arrival?.arrivesAt);
});

test('[C1] everybody at the sender\u2019s own place has it at once', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('io');
  const [one, two] = [await enter(server.url, room), await enter(server.url, room)];
  await one.next('chat:arrived');
  const sent = await say(one, 'Hello, Earth');
  const notice = await two.next('chat:arrived');
  expect(notice.events[0]).toMatchObject({ sentAt: sent.sentAt, arrivesAt: sent.sentAt });
});

test('[C4] the station answers what reaches it, and its answer takes its own light time', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('io');
  const earth = await enter(server.url, room);
  expect(texts(earth.view.events)).toEqual([expect.stringContaining('Io Station here')]);
  const sent = await say(earth, 'Hello Io');
  await earth.next('chat:arrived');
  server.clock.advance(9950);
  await earth.get('clock:sync', {});
  server.clock.advance(9950);
  const answer = await nextEvent(earth, ({ body }) => body.kind === 'say');
  expect(answer.body).toMatchObject({
    text: expect.stringContaining('Hello Io'),
    replyTo: { author: earth.entered.self.id, id: sent.id },
  });
  expect(answer.origin).toBe('io');
  expect(answer.arrivesAt - answer.sentAt).toBeGreaterThan(2_500_000);
});

test('[C3] a receipt is known to the sender one light time after it was given', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('io');
  const mars = await enter(server.url, room, { place: 'mars' });
  const earth = await enter(server.url, room);
  server.clock.advance(10_000);
  await earth.get('clock:sync', {});
  while (mars.waiting('chat:arrived') > 0) await mars.next('chat:arrived');
  const sent = await say(earth, 'Houston here');
  const arrival = sent.arrivals.find(({ place }) => place === 'mars');
  server.clock.advance(3000);
  const seen = await mars.next('chat:arrived');
  expect(texts(seen.events)).toEqual(['Houston here']);
  const upTo = seen.cursor.arrivesAt;
  expect(upTo).toBe(arrival?.arrivesAt);
  await mars.get('chat:receipt', { upTo });
  server.clock.advance(3000);
  const isReceipt = ({ body, origin }: ArrivedEvent) =>
    body.kind === 'receipt' && origin === 'mars';
  const receipt = await nextEvent(earth, isReceipt);
  expect(receipt).toMatchObject({ author: mars.entered.self.id, body: { kind: 'receipt', upTo } });
  expect(receipt.arrivesAt - receipt.sentAt).toBeGreaterThan(600_000);
  // Who comes fresh has the newest receipt of each place, however old its page is.
  const { receipts } = await earth.get('chat:resume', { after: null });
  expect(receipts.find(({ origin }) => origin === 'mars')).toEqual(receipt);
});

test('[C3] a receipt for what has not arrived is refused', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('io');
  const earth = await enter(server.url, room);
  const upTo = ((earth.view.cursor?.arrivesAt ?? 0) + 60_000) as never;
  const outcome = await earth.ask('chat:receipt', { upTo });
  expect(outcome).toMatchObject({ ok: false, reason: 'invalid' });
});

test('[C2] saying it again with the same id changes nothing', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('moon');
  const earth = await enter(server.url, room);
  const ask = { id: newId(), text: 'once' };
  const first = await earth.get('chat:say', ask);
  server.clock.advance(500);
  expect((await earth.get('chat:say', ask)).sentAt).toBe(first.sentAt);
  const again = await enter(server.url, room);
  expect(texts(again.view.events).filter((text) => text === 'once')).toHaveLength(1);
});

test('[D5] a tab that was away gets exactly what came meanwhile', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const one = await enter(server.url, room);
  const two = await enter(server.url, room);
  await say(one, 'before');
  const before = await two.next('chat:arrived');
  two.close();
  for (const text of ['a', 'b', 'c']) await say(one, text);
  const back = await connect(server.url);
  const { token } = two.entered;
  await back.get('room:enter', { protocol: 1, room, token });
  const page = await back.get('chat:resume', { after: before.cursor });
  expect(page).toMatchObject({ fresh: false, lost: false, more: false });
  expect(texts(page.events).filter((text) => !text.startsWith('Heard'))).toEqual(['a', 'b', 'c']);
  await say(one, 'd');
  const live = await back.next('chat:arrived');
  expect(texts(live.events)).toEqual(['d']);
});

test('[D5] a cursor that this log does not know gives a fresh page and says so', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const one = await enter(server.url, room);
  const cursor = one.view.cursor;
  if (!cursor) throw new Error('Expected a cursor.');
  const other = await one.get('chat:resume', { after: { ...cursor, epoch: 'another' } });
  expect(other).toMatchObject({ fresh: true, lost: true });
  const unknown = await one.get('chat:resume', { after: { ...cursor, id: 'no-such-event' } });
  expect(unknown).toMatchObject({ fresh: true, lost: true });
});

test('[D3] pausing holds what is in flight, and a faster warp brings it sooner', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom('io');
  const io = await enter(server.url, room, { place: 'io' });
  const earth = await enter(server.url, room, { hostToken });
  await say(earth, 'slow down');
  await earth.get('space:warp', { warp: 0 });
  expect((await io.next('clock:warped')).segment.warp).toBe(0);
  server.clock.advance(3_600_000);
  await io.get('clock:sync', {});
  expect(io.waiting('chat:arrived')).toBe(0);
  await earth.get('space:warp', { warp: 1_000_000 });
  server.clock.advance(4);
  expect(texts((await io.next('chat:arrived')).events)).toEqual(['slow down']);
});

test('[V6][V7] who moves sees the view of the new place; both ends know at their own time', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('moon');
  const moon = await enter(server.url, room, { place: 'moon' });
  const earth = await enter(server.url, room);
  server.clock.advance(5000);
  while (moon.waiting('chat:arrived') > 0) await moon.next('chat:arrived');
  await say(earth, 'only on Earth so far');
  await earth.get('room:move', { id: newId(), place: 'moon' });
  const view = await earth.get('chat:resume', { after: null });
  expect(view.place).toBe('moon');
  expect(texts(view.events)).not.toContain('only on Earth so far');
  const me = view.people.find(({ id }) => id === earth.entered.self.id);
  expect(me).toMatchObject({ place: 'moon', here: true });
});

test('[D8] typing arrives after its light time and is in no log', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('moon');
  const moon = await enter(server.url, room, { place: 'moon' });
  const earth = await enter(server.url, room);
  const before = await server.log.head(room);
  await earth.get('chat:typing', {});
  server.clock.advance(1000);
  await moon.get('clock:sync', {});
  expect(moon.waiting('chat:typed')).toBe(0);
  server.clock.advance(400);
  expect(await moon.next('chat:typed')).toEqual({
    place: 'moon',
    member: earth.entered.self.id,
    origin: 'earth',
  });
  expect(await server.log.head(room)).toBe(before);
});

test('[D7] history goes back page by page without gap or double', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const draft = (count: number) => ({
    id: `backlog-${count}`,
    author: 'AAAAAAAAAAAAAAAA',
    origin: 'earth',
    body: { kind: 'say', text: `${count}` } as const,
  });
  await server.log.append(
    room,
    Array.from({ length: 700 }, (_, count) => draft(count)),
  );
  const reader = await enter(server.url, room);
  let { events } = reader.view;
  let oldest = events[0];
  for (let older = reader.view.older; older && oldest; ) {
    const { author, id, arrivesAt } = oldest;
    const before = { epoch: reader.entered.room.epoch, author, id, arrivesAt };
    const page = await reader.get('chat:history', { before });
    events = [...page.events, ...events];
    older = page.older;
    oldest = page.events[0];
  }
  const numbers = texts(events).filter((text) => /^\d+$/.test(text));
  expect(numbers).toEqual(Array.from({ length: 700 }, (_, count) => `${count}`));
});

test('[D4] what is due in one turn for one place is one packet', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('moon');
  const moon = await enter(server.url, room, { place: 'moon' });
  const earth = await enter(server.url, room);
  server.clock.advance(2000);
  await earth.get('clock:sync', {});
  while (moon.waiting('chat:arrived') > 0) await moon.next('chat:arrived');
  await Promise.all(['1', '2', '3'].map((text) => say(earth, text)));
  server.clock.advance(1300);
  expect(texts((await moon.next('chat:arrived')).events)).toEqual(['1', '2', '3']);
});
