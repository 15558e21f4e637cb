import { expect, test } from 'vitest';
import { foldPresence, groupByPlace, type People } from '../../../shared/chat/people.ts';
import type { ArrivedEvent } from '../../../shared/wire/event.ts';
import { arrived } from './support.ts';

const joinAt = (origin: string, sentAt: number, name = 'Ann') =>
  arrived({ origin, sentAt, body: { kind: 'join', name, hue: 30 } });
const leaveAt = (origin: string, sentAt: number, to?: string) =>
  arrived({
    origin,
    sentAt,
    body: to === undefined ? { kind: 'leave', why: 'left' } : { kind: 'leave', why: 'moved', to },
  });
const after = (...events: ArrivedEvent[]): People => events.reduce(foldPresence, new Map());

test('[U7] news from two places out of order: the newest to have left counts', () => {
  const people = after(joinAt('io', 200), joinAt('earth', 100));
  expect(people.get('ann')?.place).toBe('io');
});

test('[U7] a leave and a join of one moment are a move: the join counts, in either order', () => {
  const move = [leaveAt('earth', 200, 'io'), joinAt('io', 200)] as const;
  for (const events of [move, [move[1], move[0]]]) {
    const person = after(joinAt('earth', 100), ...events).get('ann');
    expect([person?.place, person?.here]).toEqual(['io', true]);
  }
});

test('[U7] who has set off is shown where they go, who has left is not shown', () => {
  const away = groupByPlace(after(joinAt('earth', 100), leaveAt('earth', 200, 'io')));
  expect([...away.keys()]).toEqual(['io']);
  expect(groupByPlace(after(joinAt('earth', 100), leaveAt('earth', 200))).size).toBe(0);
});

test('[U7] a rename is news of name, colour and place', () => {
  const rename = arrived({ sentAt: 300, body: { kind: 'rename', name: 'Bea', hue: 90 } });
  const person = after(joinAt('earth', 100), rename).get('ann');
  expect([person?.name, person?.hue, person?.place]).toEqual(['Bea', 90, 'io']);
});

test('[U7] an event that tells nothing newer leaves the very same map', () => {
  const people = after(joinAt('io', 200));
  expect(foldPresence(people, joinAt('earth', 100))).toBe(people);
  expect(foldPresence(people, arrived({ sentAt: 300 }))).toBe(people);
});
