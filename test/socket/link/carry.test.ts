import { expect, test } from 'vitest';
import { record, serveLink, settled } from '../../support/link-server.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const exempt = (event: string) => event === 'sync';
const packet = { name: 'request', bytes: 100 };

async function start() {
  const clock = createManualClock(1_000_000);
  const server = await serveLink({ clock, exempt, seed: 'carry' });
  const { client, socket } = await server.join();
  socket.on('sync', (ack: () => void) => ack());
  const link = server.layer.of(socket);
  const seen: string[] = [];
  const carry = (direction: 'up' | 'down', what = 'carried') =>
    link.carry(direction, packet, () => seen.push(what));
  return { ...server, clock, client, socket, link, seen, carry };
}

test('[N20] a carried packet lands when its lane says, and not before', async () => {
  const { clock, client, link, seen, carry } = await start();
  link.set({ up: { delayMs: 300 }, down: { delayMs: 500 } });
  carry('up', 'up');
  carry('down', 'down');
  clock.advance(299.9);
  await settled(client);
  expect(seen).toEqual([]);
  clock.advance(0.1);
  await settled(client);
  expect(seen).toEqual(['up']);
  clock.advance(200);
  await settled(client);
  expect(seen).toEqual(['up', 'down']);
});

test('[N20] on a clear link it lands at once', async () => {
  const { client, seen, carry } = await start();
  carry('up');
  await settled(client);
  expect(seen).toEqual(['carried']);
});

test('[N20] it keeps its place among the packets of the socket, up', async () => {
  const { clock, client, socket, link, seen, carry } = await start();
  link.set({ up: { delayMs: 300, jitterMs: 100 } });
  socket.on('word', (word: string) => seen.push(word));
  client.emit('word', 'first');
  await settled(client);
  carry('up', 'second');
  client.emit('word', 'third');
  await settled(client);
  clock.advance(1000);
  await settled(client);
  expect(seen).toEqual(['first', 'second', 'third']);
});

test('[N20] it keeps its place among the packets of the socket, down, and a shorter delay lets it not overtake', async () => {
  const { clock, client, socket, link, seen, carry } = await start();
  const words = record(client);
  link.set({ down: { delayMs: 1000 } });
  socket.emit('word');
  link.set({ down: { delayMs: 0 } });
  carry('down');
  clock.advance(999);
  await settled(client);
  expect([words, seen]).toEqual([[], []]);
  clock.advance(1);
  await settled(client);
  expect([words, seen]).toEqual([[['word']], ['carried']]);
});

test('[N20] it is listed, counted and dropped like any other', async () => {
  const { clock, client, link, seen, carry } = await start();
  link.set({ up: { delayMs: 300 } });
  carry('up');
  expect(link.inFlight().map(({ direction, event, bytes }) => [direction, event, bytes])).toEqual([
    ['up', '(request)', 100],
  ]);
  expect(link.drop()).toBe(1);
  clock.advance(300);
  await settled(client);
  expect(seen).toEqual([]);
  expect(link.status().up).toMatchObject({ sent: 1, delivered: 0, dropped: { dropped: 1 } });
});

test('[N20] a socket that has gone carries nothing, and what it had on the way down is dropped', async () => {
  const { clock, client, socket, link, seen, carry } = await start();
  link.set({ down: { delayMs: 300 } });
  carry('down');
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  client.disconnect();
  await gone;
  expect(carry('down')).toBe(false);
  clock.advance(1000);
  expect(seen).toEqual([]);
});
