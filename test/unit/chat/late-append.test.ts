// What is being written is not yet in the log, and time goes on meanwhile: nothing that arrives in
// between may close the door on it.
import { expect, onTestFinished, test } from 'vitest';
import { SCENARIOS } from '../../../server/chat/built-in.ts';
import { openSqliteLog } from '../../../server/chat/log/sqlite.ts';
import type { Room } from '../../../server/chat/room.ts';
import { createRooms } from '../../../server/chat/rooms.ts';
import { createScenarioRoom } from '../../../server/chat/scenarios.ts';
import { say } from '../../../server/chat/verbs.ts';
import type { Clock } from '../../../shared/time/clock.ts';
import { realMs } from '../../../shared/time/frames.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { settle } from '../../support/settle.ts';
import { temporaryFile } from '../../support/temporary-file.ts';
import { openTab } from '../../support/test-tab.ts';
import { toyLight } from '../../support/toy-light.ts';

test('[G14] [D2] what was said while something else arrived is not lost to those who listen', async () => {
  const clock = createManualClock(Date.UTC(2026, 10, 22, 12));
  const log = openSqliteLog({ file: temporaryFile(), clock });
  onTestFinished(() => log.close());
  const scenario = SCENARIOS.find(({ id }) => id === 'moon');
  if (!scenario) throw new Error('There is no Moon.');
  const made = await createScenarioRoom(log, { scenario, title: undefined, lightTimes: toyLight });
  const rooms = createRooms({
    log,
    clock,
    lightTimes: toyLight,
    onError: console.error,
    onLoad() {},
  });
  onTestFinished(() => rooms.close());
  const room = (await rooms.open(made.room)) as Room;
  const earth = await openTab(log, room, { name: 'Ada', hue: 1, place: 'earth' });
  const moon = await openTab(log, room, { name: 'Buzz', hue: 2, place: 'moon' });
  await say(room, earth.actor, { id: 'from-earth', text: 'Hello' });
  await settle();

  const writing = say(room, moon.actor, { id: 'from-moon', text: 'Hello yourself' });
  clock.advance(3000);
  await writing;
  await settle();

  const texts = moon.seen.flatMap(({ id, body }) => (body.kind === 'say' ? [id] : []));
  expect(texts.slice(-2).sort()).toEqual(['from-earth', 'from-moon']);
});

test('[G14] [D2] of two events of one commit the second is not lost to what arrives while the first is handed over', async () => {
  const hands = createManualClock(Date.UTC(2026, 10, 22, 12));
  let ahead = 0;
  const clock: Clock = {
    now: () => realMs(hands.now() + ahead),
    wakeAt: (at, run) => hands.wakeAt(realMs(at - ahead), run),
  };
  const log = openSqliteLog({ file: temporaryFile(), clock });
  onTestFinished(() => log.close());
  const scenario = SCENARIOS.find(({ id }) => id === 'moon');
  if (!scenario) throw new Error('There is no Moon.');
  const made = await createScenarioRoom(log, { scenario, title: undefined, lightTimes: toyLight });
  // Follows before the room does: between a hand-over and the room's, time passes.
  log.follow(made.room, 1, (events) => {
    if (events.some(({ id }) => id === 'from-moon-1')) ahead = 5000;
  });
  const rooms = createRooms({
    log,
    clock,
    lightTimes: toyLight,
    onError: console.error,
    onLoad() {},
  });
  onTestFinished(() => rooms.close());
  const room = (await rooms.open(made.room)) as Room;
  const earth = await openTab(log, room, { name: 'Ada', hue: 1, place: 'earth' });
  const moon = await openTab(log, room, { name: 'Buzz', hue: 2, place: 'moon' });
  await say(room, earth.actor, { id: 'from-earth', text: 'Hello' });
  await settle();

  await Promise.all([
    say(room, moon.actor, { id: 'from-moon-1', text: 'One' }),
    say(room, moon.actor, { id: 'from-moon-2', text: 'Two' }),
  ]);
  hands.advance(5000);
  await settle();

  const texts = moon.seen.flatMap(({ id, body }) => (body.kind === 'say' ? [id] : []));
  expect(texts.slice(-3)).toEqual(['from-moon-1', 'from-moon-2', 'from-earth']);
});
