// Tokens: who holds one is that member, or a host. The log keeps their hashes only.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const ROOM_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 256 random bits, base64url, 43 characters. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256, base64url. Look-ups go by the hash, so comparing takes no time that depends on it. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');

/** Whether `token` is the one of `hash`, in a time that does not depend on it. */
export function isTokenOf(hash: string, token: string): boolean {
  const [known, shown] = [Buffer.from(hash), Buffer.from(hashToken(token))];
  return known.length === shown.length && timingSafeEqual(known, shown);
}

/** 96 random bits, base64url, 16 characters: not a count, which would tell of others. */
export const newMemberId = (): string => randomBytes(12).toString('base64url');

/** An event id for what the server itself writes in a member's name. */
export const newEventId = (): string => randomBytes(12).toString('base64url');

/** 12 characters of Crockford's base 32, 60 random bits: not to be guessed, yet to be typed. */
export const newRoomId = (): string =>
  [...randomBytes(12)].map((byte) => ROOM_ALPHABET[byte & 31]).join('');
