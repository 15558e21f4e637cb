// What nodes say over NOTIFY: short enough for a payload, whole when it is heard, and nobody else's.
import { expect, test } from 'vitest';
import {
  createNoticeReader,
  type Notice,
  payloadsOf,
} from '../../../server/chat/log/postgres-notice.ts';

/** PostgreSQL refuses 8000 bytes and more. */
const PAYLOAD_BYTES_MAX = 7999;

const noticeOf = (by: string, name: string): Notice => ({
  by,
  room: 'room-1',
  word: { kind: 'ask-freeze', member: 'ada', by: name, ms: 500 },
});

test('[X14] a notice of any length goes in payloads that PostgreSQL takes, and comes out whole', () => {
  for (const length of [1, 7700, 7900, 8000, 20_000, 400_000]) {
    const notice = noticeOf('a', '\u2603"\n'.repeat(length / 3));
    const payloads = payloadsOf(notice);
    for (const payload of payloads) {
      expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(PAYLOAD_BYTES_MAX);
    }
    const read = createNoticeReader();
    const heard = payloads.map(read);
    expect(heard.pop()).toEqual(notice);
    expect(heard.every((one) => one === undefined)).toBe(true);
  }
});

test('[X14] parts of two notices that come mixed, and in any order, are two notices', () => {
  const [one, two] = [noticeOf('a', 'x'.repeat(30_000)), noticeOf('b', 'y'.repeat(30_000))];
  const read = createNoticeReader();
  const [first, second] = [payloadsOf(one), payloadsOf(two).reverse()];
  const mixed = first.flatMap((payload, index) => [payload, second[index] ?? '']);
  expect(mixed.map(read).filter((heard) => heard !== undefined)).toEqual([one, two]);
});

test('[X14] what is not ours, half, or endless is passed over', () => {
  const read = createNoticeReader();
  const odd = ['', 'hello', '[]', 'null', '7', '{}', '{"of":"x","n":0,"count":1e9,"data":""}'];
  expect(odd.map(read).every((heard) => heard === undefined)).toBe(true);
  expect(payloadsOf(noticeOf('a', 'x'.repeat(2_000_000)))).toEqual([]);
  for (let index = 0; index < 1000; index++) {
    read(payloadsOf(noticeOf('a', 'x'.repeat(9000)))[0] as string);
  }
  const notice = noticeOf('b', 'z'.repeat(9000));
  expect(payloadsOf(notice).map(read).at(-1)).toEqual(notice);
});
