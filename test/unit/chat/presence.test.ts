import { expect, test } from 'vitest';
import type { DataEvent } from '../../../shared/chat/event.ts';
import { createPresence } from '../../../shared/chat/presence.ts';
import { realMs, type SimMs, simMs } from '../../../shared/time/frames.ts';
import type { DataBody } from '../../../shared/wire/event.ts';

const OWLT = 1000;
const arrive = (from: string, to: string, sentAt: SimMs): SimMs =>
  simMs(from === to ? sentAt : sentAt + OWLT);

let position = 0;
const event = (sentAt: number, origin: string, body: DataBody): DataEvent => ({
  position: ++position,
  id: `event-${position}`,
  author: 'ada',
  origin,
  at: realMs(sentAt),
  sentAt: simMs(sentAt),
  body,
});

const join = (name: string): DataBody => ({ kind: 'join', name, hue: 7 });

test('[V7] a place learns of a join when its light arrives, not before', () => {
  const presence = createPresence();
  presence.add(event(0, 'earth', join('Ada')));
  expect(presence.knownAt('earth', simMs(0), arrive)).toHaveLength(1);
  expect(presence.knownAt('io', simMs(999), arrive)).toEqual([]);
  expect(presence.knownAt('io', simMs(1000), arrive)).toEqual([
    { id: 'ada', name: 'Ada', hue: 7, station: false, place: 'earth', here: true, asOf: 0 },
  ]);
});

test('[V7] after a move the old place knows at once, the new one too, a third one later', () => {
  const presence = createPresence();
  presence.add(event(0, 'earth', join('Ada')));
  presence.add(event(5000, 'earth', { kind: 'leave', why: 'moved', to: 'io' }));
  presence.add(event(5000, 'io', { kind: 'join', name: 'Ada', hue: 7, from: 'earth' }));
  const at = (place: string, now: number) => presence.knownAt(place, simMs(now), arrive)[0];
  expect(at('earth', 5000)).toMatchObject({ place: 'earth', here: false, to: 'io' });
  expect(at('io', 5000)).toMatchObject({ place: 'io', here: true });
  expect(at('mars', 5999)).toMatchObject({ place: 'earth', here: true });
  expect(at('mars', 6000)).toMatchObject({ place: 'io', here: true });
});

test('[V7] newer news that comes first is not undone by older news that comes later', () => {
  const presence = createPresence();
  const slow = (from: string, _to: string, sentAt: SimMs): SimMs =>
    simMs(sentAt + (from === 'earth' ? 9000 : 10));
  presence.add(event(0, 'earth', join('Ada')));
  presence.add(event(100, 'earth', { kind: 'leave', why: 'moved', to: 'io' }));
  presence.add(event(100, 'io', { kind: 'join', name: 'Ada', hue: 7, from: 'earth' }));
  const at = (now: number) => presence.knownAt('mars', simMs(now), slow)[0];
  expect(at(110)).toMatchObject({ place: 'io', here: true });
  expect(at(9100)).toMatchObject({ place: 'io', here: true });
});

test('[V7] a rename keeps the place', () => {
  const presence = createPresence();
  presence.add(event(0, 'earth', join('Ada')));
  presence.add(event(10, 'earth', { kind: 'rename', name: 'Ada L.', hue: 200 }));
  expect(presence.whereabouts('ada')).toEqual({
    name: 'Ada L.',
    hue: 200,
    station: false,
    visiting: false,
    place: 'earth',
    here: true,
  });
});
