// The atoms of every message: ids, times, names. All of them refuse what is out of range.
import * as v from 'valibot';
import type { RealMs, SimMs } from '../time/frames.ts';
import { CUSTOM_OWLT_MS_MAX, NAME_MAX, SEARCH_MAX, TEXT_MAX } from './limits.ts';

const finite = (what: string, low: number, high: number) =>
  v.pipe(
    v.number((issue) => `Expected ${what} as a number, got ${issue.received}`),
    v.check(
      (value) => value >= low && value <= high,
      (issue) => `Expected ${what} from ${low} to ${high}, got ${issue.received}`,
    ),
  );

/** A number from `low` to `high`, both included; NaN and infinities are refused. */
export const range = finite;

/** Made by the client, unique for its author for the life of the room. */
export const eventId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/, 'Expected an event id'));
/** 12 characters of Crockford's base 32: 60 random bits. */
export const roomId = v.pipe(v.string(), v.regex(/^[0-9a-hjkmnp-tv-z]{12}$/, 'Expected a room id'));
/** 96 random bits, base64url. Made by the server; not a secret. */
export const memberId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/, 'Expected a member id'));
/** 256 random bits, base64url. Who holds it is the member (or a host). */
export const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'Expected a token'));
/** The id that Socket.IO gave to one connection. */
export const socketId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20}$/, 'Expected a socket id'));
/** A body (`earth`, `io` ...) or a custom place (`at-` and 8 characters). */
export const placeId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{2,16}$/, 'Expected a place id'));

/** Simulated ms since 1970-01-01 UTC, with fractions. */
export const simTime = v.pipe(
  v.number(),
  v.finite(),
  v.transform((value) => value as SimMs),
);
/** Real ms since 1970-01-01 UTC by the clock of the log, with fractions. */
export const realTime = v.pipe(
  v.number(),
  v.finite(),
  v.transform((value) => value as RealMs),
);

/** Text of a message: as it came, 1 to TEXT_MAX characters, not only white space. */
export const text = v.pipe(
  v.string(),
  v.check(
    (value) => value.length <= TEXT_MAX,
    (issue) => `A message holds up to ${TEXT_MAX} characters; this one has ${issue.input.length}.`,
  ),
  v.check((value) => value.trim() !== '', 'A message needs some text.'),
);

/** Words that are looked for: 1 to SEARCH_MAX characters, not only white space. */
export const searchWords = v.pipe(
  v.string(),
  v.trim(),
  v.check(
    (value) => value.length >= 1 && value.length <= SEARCH_MAX,
    (issue) => `A search has 1 to ${SEARCH_MAX} characters; this one has ${issue.input.length}.`,
  ),
);

/** A shown name: one line, 1 to NAME_MAX characters, control characters refused. */
export const name = v.pipe(
  v.string(),
  v.trim(),
  v.check((value) => value !== '', 'A name needs at least one character.'),
  v.check(
    (value) => value.length <= NAME_MAX,
    (issue) => `A name holds up to ${NAME_MAX} characters; this one has ${issue.input.length}.`,
  ),
  v.check((value) => !/\p{Cc}/u.test(value), 'A name is one line of visible characters.'),
);

/** Hue of a member's colour, degrees; lightness and chroma are the theme's. */
export const hue = v.pipe(finite('hue', 0, 359), v.integer('Expected hue as a whole number'));

/** One-way light time of a custom place to the body that it is near, simulated ms. */
export const owltMs = finite('the light time', 0, CUSTOM_OWLT_MS_MAX);

/** What is typed to get into a listed room: six characters that nobody mistakes for one another. */
export const joinCode = v.pipe(v.string(), v.regex(/^[2-9A-HJKMNP-TV-Z]{6}$/, 'Expected a code'));
