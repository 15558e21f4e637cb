// Threads by reply: what may be answered, what belongs together, and what a third place knows of it.
import { expect, test } from 'vitest';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { EventKey } from '../../shared/wire/event.ts';
import { enter, newId, startServer, type TestMember } from '../support/server.ts';

const LIGHT_MS = 50_000;
const HOUR_MS = 3_600_000;

const say = async (from: TestMember, text: string, replyTo?: EventKey): Promise<EventKey> => {
  const { id } = await from.get('chat:say', { id: newId(), text, ...(replyTo && { replyTo }) });
  return { author: from.entered.self.id, id };
};

const threadAt = async (member: TestMember, thread: EventKey): Promise<string[]> => {
  const { events } = await member.get('chat:search', { thread, before: null });
  const texts = events.map(({ body }) => (body.kind === 'say' ? body.text : body.kind));
  // The station of the room answers, too.
  return texts.filter((text) => !text.startsWith('Heard')).reverse();
};

async function start(log?: (clock: Clock) => ReturnType<typeof createMemoryLog>) {
  const server = await startServer(log && { log });
  const { room, hostToken } = await server.createRoom('fifty');
  const earth = await enter(server.url, room, { hostToken });
  const far = await enter(server.url, room, { place: 'at-far-end0' });
  return { server, room, earth, far };
}

test('[C10] what has arrived may be answered; what is on its way is as unknown as what never was', async () => {
  const { server, earth, far } = await start();
  const asked = await say(earth, 'Is the airlock shut?');
  const answer = (replyTo: EventKey) => far.ask('chat:say', { id: newId(), text: 'Yes', replyTo });
  server.clock.advance(LIGHT_MS - 1);
  const early = await answer(asked);
  expect(early).toMatchObject({ ok: false, reason: 'unknown' });
  expect(await answer({ ...asked, id: 'never-was-said' })).toEqual(early);
  server.clock.advance(1);
  expect(await answer(asked)).toMatchObject({ ok: true });
  // A join is nothing that was said.
  const joined = far.view.events.find(({ body }) => body.kind === 'join');
  expect(await answer({ author: joined?.author ?? '', id: joined?.id ?? '' })).toEqual(early);
});

test('[C10] an answer to an answer belongs to the thread of the first message', async () => {
  const { server, room, earth } = await start();
  const first = await say(earth, 'first');
  const second = await say(earth, 'second', first);
  const third = await say(earth, 'third', second);
  await say(earth, 'something else');
  const logged = await server.log.find(room, third.author, third.id);
  expect(logged?.body).toEqual({ kind: 'say', text: 'third', replyTo: second, thread: first });
  for (const one of [first, second, third]) {
    expect(await threadAt(earth, one)).toEqual(['first', 'second', 'third']);
  }
});

test('[C10] a thread of before there were threads goes by what is answered', async () => {
  const { server, room, earth } = await start();
  const first = await say(earth, 'first');
  const author = earth.entered.self.id;
  const old = { kind: 'say', text: 'old answer', replyTo: first } as const;
  await server.log.append(room, [{ id: 'an-old-answer', author, origin: 'earth', body: old }]);
  await say(earth, 'new answer', { author, id: 'an-old-answer' });
  expect(await threadAt(earth, first)).toEqual(['first', 'old answer', 'new answer']);
});

test('[C11] an answer that comes before what it answers brings neither who nor what', async () => {
  const { server, room, earth, far } = await start();
  const moon = await enter(server.url, room, { place: 'moon' });
  await earth.get('space:way', { from: 'earth', to: 'at-far-end0', owltMs: HOUR_MS, block: null });
  // It holds for light that leaves after it was said.
  server.clock.advance(1);
  const first = await say(earth, 'SECRET question');
  server.clock.advance(2_000);
  await moon.get('clock:sync', {});
  const answer = await say(moon, 'Answer from the Moon', first);
  server.clock.advance(2 * LIGHT_MS);
  await far.get('clock:sync', {});
  const { events } = await far.get('chat:resume', { after: null });
  expect(events.find(({ id }) => id === answer.id)?.body).toMatchObject({ replyTo: first });
  expect(JSON.stringify(events)).not.toContain('SECRET');
  expect(await threadAt(far, answer)).toEqual(['Answer from the Moon']);
  expect(await threadAt(far, first)).toEqual([]);
  const find = async () => (await far.get('chat:find', { of: [first, answer] })).events;
  expect((await find()).map(({ id }) => id)).toEqual([answer.id]);
  const refused = await far.ask('chat:say', { id: newId(), text: 'Me too', replyTo: first });
  expect(refused).toMatchObject({ ok: false, reason: 'unknown' });
  server.clock.advance(HOUR_MS);
  expect(await threadAt(far, first)).toEqual(['Answer from the Moon', 'SECRET question']);
  expect((await find()).map(({ id }) => id)).toEqual([first.id, answer.id]);
});

test('[C10] looking up what is answered lets nothing that was said later pass', async () => {
  const slow = (clock: Clock) => {
    const log = createMemoryLog({ clock });
    return {
      ...log,
      async find(...key: Parameters<typeof log.find>) {
        for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate);
        return log.find(...key);
      },
    };
  };
  const { server, room, earth } = await start(slow);
  const replyTo = await say(earth, 'question');
  const never = { ...replyTo, id: 'never-was-said' };
  const said = await Promise.all([
    earth.ask('chat:say', { id: newId(), text: 'one', replyTo }),
    earth.ask('chat:say', { id: newId(), text: 'two' }),
    earth.ask('chat:say', { id: newId(), text: 'lost', replyTo: never }),
    earth.ask('chat:say', { id: newId(), text: 'three' }),
    earth.ask('chat:say', { id: newId(), text: 'four', replyTo }),
    earth.ask('chat:say', { id: newId(), text: 'five' }),
  ]);
  expect(said.map(({ ok }) => ok)).toEqual([true, true, false, true, true, true]);
  const logged = await server.log.read(room, { kinds: ['say'], origin: 'earth', limit: 100 });
  expect(logged.map(({ body }) => body.kind === 'say' && body.text)).toEqual([
    'question',
    'one',
    'two',
    'three',
    'four',
    'five',
  ]);
});

test('[C2][C10] said again from another place it is the message that the log has', async () => {
  const { server, earth, far } = await start();
  const replyTo = await say(earth, 'question');
  server.clock.advance(LIGHT_MS);
  const answer = { id: newId(), text: 'answer', replyTo };
  const taken = await far.get('chat:say', answer);
  await far.get('room:move', { id: newId(), place: 'mars' });
  expect(await far.get('chat:say', answer)).toMatchObject({ id: taken.id, sentAt: taken.sentAt });
});
