// Ids made by the client. Plain-http pages are no secure context: no crypto.randomUUID there.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 96 random bits, base64url: unique for its author for the life of a room. */
export function createId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => ALPHABET[byte & 63]).join('');
}
