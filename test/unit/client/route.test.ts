import { expect, test } from 'vitest';
import { readInvitation, readRoute } from '../../../client/state/route.ts';

const ROOM = '0123456789ab';
const HOST = `#host=${'x'.repeat(43)}`;

test('[U13] the paths of rooms are rooms, all others are the start page or nothing', () => {
  expect(['/', `/r/${ROOM}`, `/r/${ROOM}/`, '/r/short', '/else'].map(readRoute)).toEqual([
    { page: 'start' },
    { page: 'room', room: ROOM },
    { page: 'room', room: ROOM },
    { page: 'missing' },
    { page: 'missing' },
  ]);
});

test('[U13] an invitation is read from a link, a host link or a code', () => {
  const pasted = [
    `http://192.168.1.7:5180/r/${ROOM}`,
    `http://192.168.1.7:5180/r/${ROOM}${HOST}`,
    ` ${ROOM.toUpperCase()} `,
    '0123 4567 89ab',
    'hello',
    'https://example.org/',
  ];
  expect(pasted.map(readInvitation)).toEqual([
    `/r/${ROOM}`,
    `/r/${ROOM}${HOST}`,
    `/r/${ROOM}`,
    `/r/${ROOM}`,
    undefined,
    undefined,
  ]);
});
