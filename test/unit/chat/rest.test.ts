// Handing out costs time. A room that is busy with it gathers what comes meanwhile.
import { expect, onTestFinished, test } from 'vitest';
import { SCENARIOS } from '../../../server/chat/built-in.ts';
import { createMemoryLog } from '../../../server/chat/log/memory.ts';
import type { Room } from '../../../server/chat/room.ts';
import { createRooms } from '../../../server/chat/rooms.ts';
import { createScenarioRoom } from '../../../server/chat/scenarios.ts';
import { say } from '../../../server/chat/verbs.ts';
import type { Clock } from '../../../shared/time/clock.ts';
import { realMs } from '../../../shared/time/frames.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { openTab } from '../../support/test-tab.ts';
import { toyLight } from '../../support/toy-light.ts';

/** A room in which handing out takes `costMs`; what each hand-out to Earth brought from then on. */
async function roomThatTakes(costMs: number) {
  const hands = createManualClock(Date.UTC(2026, 10, 22, 12));
  let spent = 0;
  const clock: Clock = {
    now: () => realMs(hands.now() + spent),
    wakeAt: (at, run) => hands.wakeAt(realMs(at - spent), run),
  };
  const log = createMemoryLog({ clock });
  const scenario = SCENARIOS.find(({ id }) => id === 'moon');
  if (!scenario) throw new Error('There is no Moon.');
  const made = await createScenarioRoom(log, { scenario, title: undefined, lightTimes: toyLight });
  const shell = { log, clock, lightTimes: toyLight, onError: console.error, onLoad() {} };
  const rooms = createRooms(shell);
  onTestFinished(() => rooms.close());
  const room = (await rooms.open(made.room)) as Room;
  const tab = await openTab(log, room, { name: 'Ada', hue: 1, place: 'earth' });
  hands.advance(60_000);
  const handed: string[][] = [];
  room.listen({
    arrived(place, arrivals) {
      if (place !== 'earth') return;
      handed.push(arrivals.map(({ event }) => event.id));
      spent += costMs;
    },
  });
  const speak = (id: string) => say(room, tab.actor, { id, text: id });
  return { hands, handed, speak };
}

test('[D4] what comes while a busy room rests is one packet, at most 4 ms later', async () => {
  const { hands, handed, speak } = await roomThatTakes(1);

  for (const id of ['one', 'two', 'three']) await speak(id);
  expect(handed).toEqual([['one']]);

  hands.advance(3.9);
  expect(handed).toEqual([['one']]);
  hands.advance(0.2);
  expect(handed).toEqual([['one'], ['two', 'three']]);
});

test('[D4] a room that hands out quickly does not rest', async () => {
  const { handed, speak } = await roomThatTakes(0.2);

  for (const id of ['one', 'two', 'three']) await speak(id);

  expect(handed).toEqual([['one'], ['two'], ['three']]);
});
