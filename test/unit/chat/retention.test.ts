// What a room keeps no longer: taken out for good, and nobody's cursor, order or verify suffers.
import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { SCENARIOS } from '../../../server/chat/built-in.ts';
import { openSqliteLog } from '../../../server/chat/log/sqlite.ts';
import { auditSqliteLog } from '../../../server/chat/log/sqlite-audit.ts';
import { cursorOf, type Reader, resume } from '../../../server/chat/resume.ts';
import { startRetention } from '../../../server/chat/retention.ts';
import type { Room } from '../../../server/chat/room.ts';
import { createRooms } from '../../../server/chat/rooms.ts';
import { createScenarioRoom } from '../../../server/chat/scenarios.ts';
import { findArrived } from '../../../server/chat/threads.ts';
import { say, setPlace, setSettings } from '../../../server/chat/verbs.ts';
import type { WireCursor } from '../../../shared/wire/event.ts';
import type { AnswerOf } from '../../../shared/wire/protocol.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { temporaryFile } from '../../support/temporary-file.ts';
import { openTab, type TestTab } from '../../support/test-tab.ts';
import { toyLight } from '../../support/toy-light.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

async function start(
  file = temporaryFile(),
  clock = createManualClock(Date.UTC(2026, 10, 22, 12)),
) {
  const log = openSqliteLog({ file, clock });
  const scenario = SCENARIOS.find(({ id }) => id === 'moon');
  if (!scenario) throw new Error('There is no Moon.');
  const made = await createScenarioRoom(log, { scenario, title: undefined, lightTimes: toyLight });
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const rooms = createRooms({ log, clock, lightTimes: toyLight, onError, onLoad() {} });
  const retention = startRetention({ log, clock, open: rooms.open, onError });
  const close = async () => {
    retention.close();
    rooms.close();
    await log.close();
    expect(errors).toEqual([]);
  };
  onTestFinished(close);
  const room = (await rooms.open(made.room)) as Room;
  const ada = await openTab(log, room, { name: 'Ada', hue: 1, place: 'earth' });
  const host = { member: ada.actor.member, host: true };
  const { settings } = room.world;
  const keep = (keepDays: number) => setSettings(room, host, { ...settings, keepDays });
  return { file, clock, log, room, rooms, retention, ada, host, keep, close };
}

/** Lets the hourly look pass. */
async function look(clock: ManualClock): Promise<void> {
  clock.advance(HOUR_MS);
  for (let turns = 0; turns < 500; turns++) await new Promise(setImmediate);
}

const speak = (room: Room, { actor }: TestTab, id: string) =>
  say(room, actor, { id, text: `WORDS of ${id}` });

/** The end of a resume. */
async function page(reader: Reader, after: WireCursor | null) {
  const last: AnswerOf<'chat:resume'>[] = [];
  while (last.length === 0) {
    const more = await resume(reader, after, (end) => last.push(end));
    after = more?.cursor ?? after;
  }
  const [end] = last as [AnswerOf<'chat:resume'>];
  const ids = end.events.flatMap(({ id, body }) => (body.kind === 'say' ? [id] : []));
  return { ...end, ids };
}

test('[K20] what is older than the days of the room is gone for good; what is younger stays', async () => {
  const { file, clock, log, room, ada, keep, close } = await start();
  await keep(2);
  const reader = { room, log, place: 'earth', member: ada.actor.member };
  await speak(room, ada, 'the-oldest');
  clock.advance(DAY_MS);
  await speak(room, ada, 'of-yesterday');
  await look(clock);
  expect((await page(reader, null)).ids).toEqual(
    expect.arrayContaining(['the-oldest', 'of-yesterday']),
  );
  clock.advance(DAY_MS);
  await look(clock);
  const { ids } = await page(reader, null);
  expect(ids).toContain('of-yesterday');
  expect(ids).not.toContain('the-oldest');
  const author = ada.actor.member;
  const of = ['the-oldest', 'of-yesterday', 'never-said-at-all'].map((id) => ({ author, id }));
  const found = await findArrived(reader, of);
  expect(found.kept.map(({ event }) => event.id)).toEqual(['of-yesterday']);
  expect(found.gone).toEqual([{ author, id: 'the-oldest' }]);
  // An id is in the log for the life of the room: said again it is no second message.
  await speak(room, ada, 'the-oldest');
  expect((await page(reader, null)).ids).not.toContain('the-oldest');
  const onDisk = (name: string) =>
    ['the-oldest', 'of-yesterday'].map((id) => readFileSync(name).includes(`WORDS of ${id}`));
  // In neither, while the program runs.
  expect([onDisk(file), onDisk(`${file}-wal`)]).toEqual([
    [false, true],
    [false, false],
  ]);
  await close();
  expect(auditSqliteLog(file)).toMatchObject({ wrong: [] });
  expect(onDisk(file)).toEqual([false, true]);
});

test('[K20] a change of the days holds at once', async () => {
  const { clock, log, room, ada, keep } = await start();
  await speak(room, ada, 'the-oldest');
  clock.advance(3 * DAY_MS);
  await look(clock);
  const said = async () =>
    (await log.read(room.record.id, { kinds: ['say'], limit: 10 })).map(({ id }) => id);
  expect(await said()).toContain('the-oldest');
  const { retention } = await attend(room);
  await keep(1);
  await expect.poll(said).not.toContain('the-oldest');
  retention.close();

  async function attend(one: Room) {
    const open = async () => one;
    const onError = (error: unknown) => expect.fail(String(error));
    const attending = startRetention({ log, clock, open, onError });
    attending.attend(one);
    return { retention: attending };
  }
});

test('[K21] what is on its way to anybody is kept until it is there', async () => {
  const { clock, log, room, ada, host, keep } = await start();
  const far = { name: 'Far out', near: 'earth', owltMs: 3 * DAY_MS };
  const made = await setPlace(room, host, far);
  const place = made.ok ? made.value.place.id : '';
  const out = await openTab(log, room, { name: 'Zoe', hue: 2, place });
  await keep(1);
  await speak(room, ada, 'a-long-way');
  const isKept = async () =>
    (await log.read(room.record.id, { kinds: ['say'], limit: 10 })).some(
      ({ id }) => id === 'a-long-way',
    );
  clock.advance(2 * DAY_MS);
  await look(clock);
  expect(await isKept()).toBe(true);
  expect(out.seen.some(({ id }) => id === 'a-long-way')).toBe(false);
  clock.advance(DAY_MS);
  await look(clock);
  expect(out.seen.some(({ id }) => id === 'a-long-way')).toBe(true);
  expect(await isKept()).toBe(false);
});

test('[K22] cursors go on: who was away, who listens, and all after a restart', async () => {
  const { file, clock, log, room, ada, keep, close } = await start();
  const reader = { room, log, place: 'earth', member: ada.actor.member };
  await speak(room, ada, 'the-oldest');
  const { cursor: before } = await page(reader, null);
  for (let count = 10; count < 40; count++) await speak(room, ada, `an-old-one-${count}`);
  const { cursor: amid } = await page(reader, before);
  await keep(1);
  clock.advance(3 * DAY_MS);
  await look(clock);
  const follows: unknown[] = [];
  room.listen({
    arrived: (at, _, last) => at === 'earth' && follows.push(cursorOf(room, last ? [last] : [])),
  });
  // Whatever they had seen, what comes next follows what they are told now.
  const ends = [];
  for (const after of [before, amid, null]) {
    const end = await page(reader, after);
    expect([end.lost, end.ids]).toEqual([false, []]);
    ends.push(end.cursor);
  }
  expect(ends[1]).toEqual(ends[0]);
  expect(ends[2]).toEqual(ends[0]);
  await speak(room, ada, 'a-new-one');
  expect(follows[0]).toEqual(ends[0]);
  expect((await page(reader, before)).ids).toEqual(['a-new-one']);
  // In the end all of it is gone, the newest too.
  clock.advance(3 * DAY_MS);
  await look(clock);
  const last = await page(reader, amid);
  expect(last.ids).toEqual([]);
  await close();

  const again = openSqliteLog({ file, clock });
  onTestFinished(() => again.close());
  const rooms = createRooms({
    log: again,
    clock,
    lightTimes: toyLight,
    onError: console.error,
    onLoad() {},
  });
  onTestFinished(() => rooms.close());
  const back = (await rooms.open(room.record.id)) as Room;
  const there = { ...reader, room: back, log: again };
  const resumed = await page(there, amid);
  expect([resumed.lost, resumed.ids, resumed.cursor]).toEqual([false, [], last.cursor]);
  await speak(back, ada, 'of-today');
  expect((await page(there, last.cursor)).ids).toEqual(['of-today']);
});
