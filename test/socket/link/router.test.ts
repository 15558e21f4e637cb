import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { collectLinkMetrics } from '../../../server/link/metrics.ts';
import { controlLink } from '../../support/link-control.ts';
import { record, settled } from '../../support/link-server.ts';

test('[L100] PUT replaces, PATCH merges, DELETE inherits again, at each level', async () => {
  const { ask, layer, socket } = await controlLink();
  const path = `links/sockets/${encodeURIComponent(socket.id)}`;
  await ask('PUT', 'links/server', { up: { delayMs: 10 }, down: { delayMs: 10 } });
  await ask('PATCH', 'links/namespaces/%2F', { down: { delayMs: 20 } });
  await ask('PUT', path, { mode: 'datagram' });
  await ask('PUT', path, { down: { jitterMs: 5 } });
  await ask('PATCH', path, { up: { jitterMs: 7 } });
  const { mode, up, down } = layer.of(socket).get();
  const got = [mode, up.delayMs, up.jitterMs, down.delayMs, down.jitterMs];
  expect(got).toEqual(['stream', 10, 7, 20, 5]);
  const { body } = await ask('DELETE', path);
  expect([body.own, body.link.up.jitterMs, body.link.down.delayMs]).toEqual([{}, 0, 20]);
});

test('[L101] a bulk PUT sets all levels, and again the same', async () => {
  const { ask, layer, socket } = await controlLink();
  const body = { server: { mode: 'datagram' }, sockets: { [socket.id]: { up: { delayMs: 9 } } } };
  await ask('PUT', 'links', body);
  const once = layer.of(socket).get();
  await ask('PUT', 'links', body);
  expect([once.mode, once.up.delayMs]).toEqual(['datagram', 9]);
  expect(layer.of(socket).get()).toEqual(once);
});

test('[L101] a bulk PUT with one fault changes nothing', async () => {
  const { ask, layer, socket } = await controlLink();
  const before = layer.of(socket).get();
  const answer = await ask('PUT', 'links', {
    server: { up: { delayMs: 5 } },
    sockets: { [socket.id]: { up: { loss: 2 } } },
  });
  expect(answer).toEqual({ status: 400, body: { error: 'Expected `loss` from 0 to 1, got 2' } });
  expect(layer.of(socket).get()).toEqual(before);
});

test('[L102] reset undoes every setting', async () => {
  const { ask, layer, socket } = await controlLink();
  layer.server.set({ up: { delayMs: 5 } });
  layer.of(socket).set({ up: { delayMs: 6 } });
  await ask('POST', 'links/reset', {});
  expect(layer.of(socket).get().up.delayMs).toBe(0);
});

test('[L103] what is in flight is listed, delivered now and dropped', async () => {
  const { ask, layer, client, socket, clock } = await controlLink();
  const path = `links/sockets/${encodeURIComponent(socket.id)}`;
  const seen = record(client);
  layer.of(socket).set({ down: { delayMs: 5000 } });
  for (const event of ['a', 'b', 'c']) socket.emit(event);
  clock.advance(1000);
  const { body } = await ask('GET', `${path}/in-flight`);
  const [a, b] = body.packets;
  expect(body.packets.map((packet: { event: string }) => packet.event)).toEqual(['a', 'b', 'c']);
  expect([a.direction, a.dueMs - body.nowMs, a.bytes]).toEqual(['down', 4000, '2["a"]'.length]);
  await ask('POST', `${path}/drop`, { direction: 'down', seq: b.seq });
  const delivered = await ask('POST', `${path}/deliver-now`, {});
  await settled(client);
  expect([delivered.body, seen]).toEqual([{ delivered: 2 }, [['a'], ['c']]]);
});

test('[L104] a scenario is played, paused, resumed and stopped', async () => {
  const { ask, layer, clock } = await controlLink();
  const scenario = {
    steps: [
      { atMs: 0, preset: '3g' },
      { atMs: 1000, set: { delayMs: 7 } },
    ],
  };
  const states = [(await ask('PUT', 'scenario', scenario)).body.state];
  const delays = [layer.server.get().up.delayMs];
  states.push((await ask('POST', 'scenario/pause', {})).body.state);
  states.push((await ask('POST', 'scenario/resume', {})).body.state);
  clock.advance(1000);
  delays.push(layer.server.get().up.delayMs);
  states.push((await ask('DELETE', 'scenario', {})).body.state);
  delays.push(layer.server.get().up.delayMs);
  expect([states, delays]).toEqual([
    ['playing', 'paused', 'playing', 'none'],
    [150, 7, 0],
  ]);
});

test.each([
  ['PUT', 'links/server', { up: { dealyMs: 1 } }, 400],
  ['PUT', 'links', { rooms: {} }, 400],
  ['PUT', 'links/sockets/nobody', { up: { delayMs: 1 } }, 404],
  ['GET', 'links/sockets/nobody/in-flight', undefined, 404],
  ['PUT', 'scenario', { steps: [] }, 400],
  ['POST', 'links/sockets/nobody/drop', {}, 404],
])('[L105] %s %s with %j is refused with a reason', async (method, path, body, status) => {
  const { ask } = await controlLink();
  const answer = await ask(method, path, body);
  expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(/^Expected /)]);
});

test('[L105] what a page of another site could send unasked is refused', async () => {
  const { url } = await controlLink();
  const answer = await fetch(`${url}/link/links/reset`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(415);
});

test('[L106] the panel allows itself nothing from elsewhere and nothing inline', async () => {
  const { url } = await controlLink();
  const page = await fetch(`${url}/link`);
  const html = await page.text();
  expect(page.headers.get('content-security-policy')).toMatch(
    /default-src 'none'; script-src 'self'/,
  );
  expect([page.url, /<style|\sstyle=|\son[a-z]+=|<script>/.test(html)]).toEqual([
    `${url}/link/`,
    false,
  ]);
});

test('[L107] metrics are those of the links, also of the ones that have gone', async () => {
  const { layer, client, socket, clock } = await controlLink();
  const register = new Registry();
  collectLinkMetrics(layer, register);
  layer.of(socket).set({ down: { delayMs: 30 } });
  socket.emit('a');
  clock.advance(30);
  socket.emit('b');
  const text = await register.metrics();
  expect(text).toContain('lightlag_link_in_flight{direction="down"} 1');
  expect(text).toContain('lightlag_link_delay_seconds_bucket{direction="down",le="0.02"} 0');
  expect(text).toContain('lightlag_link_delay_seconds_bucket{direction="down",le="0.05"} 1');
  expect(text).toContain('lightlag_link_delay_seconds_count{direction="down"} 1');
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  client.disconnect();
  await gone;
  const after = await register.metrics();
  expect(after).toContain('lightlag_link_packets_total{direction="down",fate="delivered"} 1');
  expect(after).toContain('lightlag_link_packets_total{direction="down",fate="dropped_closed"} 1');
  expect(layer.links()).toEqual([]);
});
