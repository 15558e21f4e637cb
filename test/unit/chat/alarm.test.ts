import { expect, test } from 'vitest';
import { createAlarm } from '../../../server/chat/alarm.ts';
import { realMs } from '../../../shared/time/frames.ts';
import { createManualClock } from '../../support/manual-clock.ts';

test('[T8] a bell rings once, at its time, in the order of times', () => {
  const clock = createManualClock(0);
  const alarm = createAlarm(clock);
  const rung: string[] = [];
  const ring = (name: string) => alarm.add(() => rung.push(`${name} at ${clock.now()}`));
  ring('late').set(realMs(20));
  ring('early').set(realMs(10));
  clock.advance(100);
  expect(rung).toEqual(['early at 10', 'late at 20']);
});

test('[T8] a bell set anew rings at the new time only, sooner or later', () => {
  const clock = createManualClock(0);
  const alarm = createAlarm(clock);
  const rung: number[] = [];
  const bell = alarm.add(() => rung.push(clock.now()));
  bell.set(realMs(10));
  bell.set(realMs(50));
  bell.set(realMs(30));
  clock.advance(100);
  expect(rung).toEqual([30]);
  bell.set(realMs(150));
  bell.remove();
  clock.advance(100);
  expect(rung).toEqual([30]);
});

test('[T8] however many bells, there is one timer', () => {
  const clock = createManualClock(0);
  const alarm = createAlarm(clock);
  for (let count = 0; count < 1000; count++) alarm.add(() => undefined).set(realMs(1000 - count));
  expect(clock.pending).toBe(1);
  alarm.close();
  expect(clock.pending).toBe(0);
});
