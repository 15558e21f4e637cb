// Priorities: a mark that is seen, found and kept, and that makes nothing faster.
import { expect, test } from 'vitest';
import type { Priority } from '../../shared/wire/event.ts';
import { enter, newId, startServer } from '../support/server.ts';

const LIGHT_MS = 50_000;

test('[C12] urgent words arrive marked, in their turn, and are found by their mark', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom('fifty');
  const earth = await enter(server.url, room, { hostToken });
  const far = await enter(server.url, room, { place: 'at-far-end0' });
  const say = (text: string, priority?: Priority) =>
    earth.get('chat:say', { id: newId(), text, ...(priority && { priority }) });
  const routine = await say('all is well');
  await say('check the seal', 'priority');
  const urgent = await say('get out', 'urgent');
  expect(urgent.arrivals).toEqual(routine.arrivals);
  server.clock.advance(LIGHT_MS - 1);
  const found = async (priority: Priority) => {
    const { events } = await far.get('chat:search', { priority, before: null });
    return events.map(({ body }) => (body.kind === 'say' ? [body.text, body.priority] : []));
  };
  expect(await found('priority')).toEqual([]);
  server.clock.advance(1);
  expect(await found('urgent')).toEqual([['get out', 'urgent']]);
  expect(await found('priority')).toEqual([
    ['get out', 'urgent'],
    ['check the seal', 'priority'],
  ]);
  const words = { words: 'seal', priority: 'urgent', before: null } as const;
  expect((await far.get('chat:search', words)).events).toEqual([]);
  const { events } = await far.get('chat:resume', { after: null });
  const own = earth.entered.self.id;
  const said = events.filter(({ author, body }) => author === own && body.kind === 'say');
  expect(said.map(({ body }) => body)).toEqual([
    { kind: 'say', text: 'all is well' },
    { kind: 'say', text: 'check the seal', priority: 'priority' },
    { kind: 'say', text: 'get out', priority: 'urgent' },
  ]);
  const headers = { authorization: `Bearer ${earth.entered.token}` };
  const log = await fetch(`${server.url}/api/rooms/${room}/export?format=md`, { headers });
  expect(await log.text()).toContain('**Member at earth**, Earth **URGENT** _(sent');
});

test('[C12] there are two marks and no third', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('fifty');
  const earth = await enter(server.url, room);
  const ask = { id: newId(), text: 'now', priority: 'flash' as Priority };
  expect(await earth.ask('chat:say', ask)).toMatchObject({ ok: false, reason: 'invalid' });
});
