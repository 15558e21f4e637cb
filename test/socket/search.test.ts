// Search over one's own view: what has arrived, and nothing that is on its way.
import { expect, test } from 'vitest';
import type { Draft, EventLog } from '../../server/chat/log/event-log.ts';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { WireCursor } from '../../shared/wire/event.ts';
import { enter, newId, startServer, type TestMember } from '../support/server.ts';

const LIGHT_MS = 50_000;

/** What people said; the station of the room answers with their words. */
const texts = async (member: TestMember, words: string, before: WireCursor | null = null) => {
  const { events, older } = await member.get('chat:search', { words, before });
  const said = events.map(({ body }) => (body.kind === 'say' ? body.text : body.kind));
  return { found: said.filter((text) => !text.startsWith('Heard')), older };
};

/** What a member says, straight into the log: faster than anybody may speak. */
const words = ({ entered: { self } }: TestMember, texts: readonly string[]): Draft[] =>
  texts.map((text) => ({
    id: newId(),
    author: self.id,
    origin: self.place,
    body: { kind: 'say', text },
  }));

async function start(log?: (clock: Clock) => EventLog) {
  const server = await startServer(log && { log });
  const { room } = await server.createRoom('fifty');
  const earth = await enter(server.url, room);
  const far = await enter(server.url, room, { place: 'at-far-end0' });
  return { server, room, earth, far };
}

test('[C8] what is on its way is not found, and is when it is there', async () => {
  const { server, earth, far } = await start();
  const say = (text: string) => earth.get('chat:say', { id: newId(), text });
  await say('The red APPLE is on the table');
  await say('A green pear');
  expect((await texts(earth, 'apple')).found).toEqual(['The red APPLE is on the table']);
  expect((await texts(far, 'apple')).found).toEqual([]);
  server.clock.advance(LIGHT_MS - 1);
  expect((await texts(far, 'apple')).found).toEqual([]);
  server.clock.advance(1);
  expect((await texts(far, 'table red')).found).toEqual(['The red APPLE is on the table']);
  expect((await texts(far, 'red pear')).found).toEqual([]);
  // Full-width letters are the same letters.
  expect((await texts(far, '\uff30\uff25\uff21\uff32')).found).toEqual(['A green pear']);
});

test('[C8] whoever moves finds what is known there', async () => {
  const { server, earth, far } = await start();
  await earth.get('chat:say', { id: newId(), text: 'said on Earth' });
  await far.get('room:move', { id: newId(), place: 'earth' });
  await far.get('chat:resume', { after: null });
  expect((await texts(far, 'said')).found).toEqual(['said on Earth']);
  await far.get('room:move', { id: newId(), place: 'mars' });
  await far.get('chat:resume', { after: null });
  expect((await texts(far, 'said')).found).toEqual([]);
  server.clock.advance(3_600_000);
  expect((await texts(far, 'said')).found).toEqual(['said on Earth']);
});

test('[C8] findings come newest first, 50 an answer, each once, over thousands of events', async () => {
  const { server, room, earth } = await start();
  const needles = Array.from({ length: 120 }, (_, index) => `needle ${index}`);
  await server.log.append(room, words(earth, needles));
  await server.log.append(
    room,
    words(
      earth,
      Array.from({ length: 6_000 }, () => 'hay'),
    ),
  );
  const found: string[] = [];
  const answers: number[] = [];
  for (let before: WireCursor | null = null; ; ) {
    const page = await texts(earth, 'NEEDLE', before);
    found.push(...page.found);
    answers.push(page.found.length);
    before = page.older;
    if (before === null) break;
  }
  expect(found).toEqual(needles.toReversed());
  // 5,000 events were looked through, and it said so.
  expect(answers).toEqual([0, 50, 50, 20]);
});

test('[C8] one search at a time; words that are none are refused', async () => {
  let release: (() => void) | undefined;
  let hold: Promise<void> | undefined;
  const { earth } = await start((clock) => {
    const log = createMemoryLog({ clock });
    return {
      ...log,
      read: async (...what) => hold?.then(() => log.read(...what)) ?? log.read(...what),
    };
  });
  const ask = (text: string) => earth.ask('chat:search', { words: text, before: null });
  hold = new Promise((resolve) => {
    release = resolve;
  });
  const first = ask('hello');
  expect(await ask('hello')).toMatchObject({ ok: false, reason: 'busy', retryAfterMs: 500 });
  release?.();
  expect(await first).toMatchObject({ ok: true });
  expect(await ask('   ')).toMatchObject({ ok: false, reason: 'invalid' });
  expect(await ask('x'.repeat(201))).toMatchObject({
    detail: 'words: A search has 1 to 200 characters; this one has 201.',
  });
});
