// Whom a request is counted for.
import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { createAddresses } from '../../../server/guard/address.ts';

const from = (remoteAddress: string, forwarded?: string | string[]): IncomingMessage =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage;

test('[E4] an address counts for itself, a /64 of IPv6 as one', () => {
  const { addressOf } = createAddresses([]);
  expect(addressOf(from('192.0.2.7'))).toBe('192.0.2.7');
  expect(addressOf(from('::ffff:192.0.2.7'))).toBe('192.0.2.7');
  const one = addressOf(from('2001:db8:1:2:3:4:5:6'));
  expect(addressOf(from('2001:db8:1:2::9'))).toBe(one);
  expect(addressOf(from('2001:0DB8:0001:0002:ffff::'))).toBe(one);
  expect(addressOf(from('2001:db8:1:3::9'))).not.toBe(one);
  expect(addressOf(from('fe80::1%eth0'))).toBe(addressOf(from('fe80::2')));
  expect(addressOf(from('::1'))).toBe('0:0:0:0::/64');
});

test('[E4] X-Forwarded-For of anybody is a claim; of a named proxy it is believed, the nearest first', () => {
  const claim = '203.0.113.9, 198.51.100.4';
  expect(createAddresses([]).addressOf(from('192.0.2.7', claim))).toBe('192.0.2.7');
  const { addressOf, isProxy } = createAddresses(['10.0.0.0/8', '198.51.100.4', '::1']);
  expect(addressOf(from('192.0.2.7', claim))).toBe('192.0.2.7');
  expect(addressOf(from('10.1.2.3', claim))).toBe('203.0.113.9');
  expect(addressOf(from('10.1.2.3', '203.0.113.9, 192.0.2.8'))).toBe('192.0.2.8');
  expect(addressOf(from('::1', ['203.0.113.9', '10.9.9.9']))).toBe('203.0.113.9');
  expect(addressOf(from('10.1.2.3', 'nonsense'))).toBe('10.1.2.3');
  expect(addressOf(from('10.1.2.3'))).toBe('10.1.2.3');
  expect([isProxy('10.1.2.3'), isProxy('::ffff:10.1.2.3'), isProxy('192.0.2.7')]).toEqual([
    true,
    true,
    false,
  ]);
});

test.each(['10.0.0.0/33', 'chat.example', '10.0.0.0/8/8', '10.0.0.0/x', ''])(
  '[E4] a proxy that is no address is refused: %j',
  (proxy) => {
    expect(() => createAddresses([proxy])).toThrow(/Expected a proxy as an address or range/);
  },
);
