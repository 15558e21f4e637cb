// A station over a room without sockets: it answers people, once, whatever happens to the server.
import { expect, onTestFinished, test } from 'vitest';
import { SCENARIOS } from '../../../server/chat/built-in.ts';
import type { EventLog, LoggedEvent } from '../../../server/chat/log/event-log.ts';
import { createMemoryLog } from '../../../server/chat/log/memory.ts';
import type { Room } from '../../../server/chat/room.ts';
import { createRooms } from '../../../server/chat/rooms.ts';
import { createScenarioRoom } from '../../../server/chat/scenarios.ts';
import { say } from '../../../server/chat/verbs.ts';
import { seatStations } from '../../../server/stations/station.ts';
import { answerTo } from '../../../shared/station/answer.ts';
import { simMs } from '../../../shared/time/frames.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { settle } from '../../support/settle.ts';
import { openTab } from '../../support/test-tab.ts';
import { toyLight } from '../../support/toy-light.ts';

const fail = (error: unknown): never => {
  throw error;
};

async function load(log: EventLog, clock: ManualClock, id: string): Promise<Room> {
  const rooms = createRooms({
    log,
    clock,
    lightTimes: toyLight,
    onError: fail,
    onLoad: (room) => void seatStations(room, fail),
  });
  onTestFinished(() => rooms.close());
  const room = (await rooms.open(id)) as Room;
  await settle();
  return room;
}

const answers = async (log: EventLog, room: string): Promise<LoggedEvent[]> => {
  const all = await log.read(room, { kinds: ['say'], limit: 1000 });
  return all.filter(({ body }) => body.kind === 'say' && body.text.startsWith('Heard'));
};

async function start() {
  const clock = createManualClock(Date.UTC(2026, 10, 22, 12));
  const log = createMemoryLog({ clock });
  const scenario = SCENARIOS.find(({ id }) => id === 'moon');
  if (!scenario) throw new Error('There is no Moon.');
  const made = await createScenarioRoom(log, { scenario, title: undefined, lightTimes: toyLight });
  const room = await load(log, clock, made.room);
  const tab = await openTab(log, room, { name: 'Ada', hue: 1, place: 'earth' });
  return { clock, log, room, tab };
}

test('[C4] what reaches a station is answered once, also when the server starts again and again', async () => {
  const { clock, log, room, tab } = await start();
  await say(room, tab.actor, { id: 'question-1', text: 'Anybody there?' });
  clock.advance(3000);
  await settle();
  expect(await answers(log, room.record.id)).toHaveLength(1);
  tab.disconnect();
  room.close();
  for (let restart = 0; restart < 3; restart++) {
    const again = await load(log, clock, room.record.id);
    clock.advance(3000);
    await settle();
    again.close();
  }
  expect(await answers(log, room.record.id)).toHaveLength(1);
});

test('[C4] what reached it while the server was down is answered when it is back', async () => {
  const { clock, log, room, tab } = await start();
  await say(room, tab.actor, { id: 'question-2', text: 'And now?' });
  tab.disconnect();
  room.close();
  clock.advance(3_600_000);
  await load(log, clock, room.record.id);
  const [answer] = await answers(log, room.record.id);
  expect(answer?.body).toMatchObject({ text: expect.stringContaining('I was away for a while') });
});

test('[C4] an answer says when the words left, when they arrived, the light time and the age', () => {
  const sentAt = simMs(Date.UTC(2026, 10, 22, 13, 2, 11));
  const arrivesAt = simMs(sentAt + 2_576_000);
  const from = { id: 'earth', name: 'Earth' };
  const here = { id: 'io', name: 'Io' };
  const words = { text: 'Hi', sentAt, arrivesAt, from, here };
  expect(answerTo(words, simMs(arrivesAt + 500))).toBe(
    'Heard \u201cHi\u201d.\n' +
      'Left Earth 13:02:11 UTC, reached Io 13:45:07 UTC: 42 min 56 s of light time.\n' +
      'Your words are 42 min 57 s old as I answer.',
  );
});

test('[U1] places in an answer are said as people say them', () => {
  const at = simMs(Date.UTC(2026, 10, 22, 13));
  const earth = { id: 'earth', name: 'Earth' };
  const moon = { id: 'moon', name: 'Moon' };
  const camp = { id: 'at-camp', name: 'Camp 2' };
  const say = (from: typeof moon, here: typeof moon, light: number): string =>
    answerTo(
      { text: 'Hi', sentAt: at, arrivesAt: simMs(at + light), from, here },
      simMs(at + light),
    );
  expect(say(earth, moon, 1281)).toContain(
    'Left Earth 13:00:00 UTC, reached the Moon 13:00:01 UTC: 1.3 s of light time.',
  );
  expect(say(moon, earth, 1281)).toContain('Left the Moon 13:00:00 UTC, reached Earth');
  expect(say(moon, moon, 0)).toContain('Said here on the Moon at 13:00:00 UTC');
  expect(say(camp, camp, 0)).toContain('Said here at Camp 2 at 13:00:00 UTC');
});
