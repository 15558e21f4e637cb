// Links, one's own and, for the host, others' (control plane: it must be possible to turn them back
// at once). Here only forms are checked; ranges are the link layer's to refuse, by its own sentence.
import * as v from 'valibot';
import { ask, notice } from './define.ts';
import { SEED_MAX } from './limits.ts';
import { memberId } from './scalars.ts';

/** Steps of a scenario that comes over the wire; a frame holds hardly more. */
const STEPS_MAX = 400;
/** Offsets of a table of jitter, likewise. */
const TABLE_MAX = 1000;

const number = v.number();
const mode = v.picklist(['stream', 'datagram']);
const distribution = v.union([
  v.picklist(['uniform', 'normal', 'pareto']),
  v.pipe(v.array(number), v.maxLength(TABLE_MAX), v.readonly()),
]);
const lossBurst = v.strictObject({ p: number, r: number, lossBad: number, lossGood: number });
const outage = v.strictObject({ fromMs: number, toMs: number, everyMs: number });

/** One direction of a link, in netem's words: one-way, real ms. */
const direction = v.strictObject({
  delayMs: number,
  jitterMs: number,
  distribution,
  delayCorrelation: number,
  loss: number,
  lossCorrelation: number,
  lossEvery: number,
  lossBurst: v.nullable(lossBurst),
  duplicate: number,
  duplicateCorrelation: number,
  reorder: number,
  reorderCorrelation: number,
  reorderGap: number,
  rateBps: number,
  limit: number,
  slotMs: number,
  slotMsMax: number,
  slotPackets: number,
  outage: v.nullable(outage),
});

const SEED = /^[\w./-]+$/;
const seed = v.pipe(
  v.string(),
  v.maxLength(SEED_MAX),
  v.regex(SEED, 'Expected a seed of letters, digits, `-`, `_`, `.`, `/`'),
);
const some = v.partial(direction);
/** What to change; what is not named stays. */
const change = {
  mode: v.optional(mode),
  up: v.optional(some),
  down: v.optional(some),
  seed: v.optional(seed),
};

/** A link as it is in force. */
const link = v.object({ mode, up: direction, down: direction, seed });

/** The link of one tab as a recording keeps it: what is not named was as it is without a link. */
export const recordedLink = v.object({
  member: memberId,
  seed,
  mode: v.optional(mode),
  up: v.optional(some),
  down: v.optional(some),
});
export type RecordedLink = v.InferOutput<typeof recordedLink>;

/** Whose: of one member, or of everybody (for the host); not given: one's own. */
const whose = v.optional(v.union([v.literal('all'), memberId]));

const step = v.strictObject({
  atMs: number,
  direction: v.optional(v.picklist(['up', 'down'])),
  preset: v.optional(v.string()),
  set: v.optional(some),
  outageMs: v.optional(number),
  ramp: v.optional(v.record(v.string(), v.pipe(v.array(number), v.length(2)))),
  overMs: v.optional(number),
});
export const steps = v.pipe(v.array(step), v.maxLength(STEPS_MAX));
/** As a scenario file of the link layer has it. */
const scenario = v.strictObject({
  steps,
  loop: v.optional(v.boolean()),
});

/** Of the scenario that plays, or last played, there. */
const playing = v.object({
  state: v.picklist(['playing', 'paused', 'ended']),
  positionMs: number,
  lengthMs: number,
});

const counts = v.object({
  sent: number,
  delivered: number,
  inFlight: number,
  /** By chance, by the limit, in an outage, with a connection that ended, by hand. */
  dropped: v.object({
    loss: number,
    limit: number,
    outage: number,
    closed: number,
    dropped: number,
  }),
  duplicates: number,
  overtakings: number,
  retransmissions: number,
});

const way = v.picklist(['up', 'down']);
const packet = v.object({
  direction: way,
  seq: number,
  /** Name of the message, or `(answer)`. */
  event: v.string(),
  bytes: number,
  /** Real ms until it lands. */
  dueInMs: number,
});
export type WirePacket = v.InferOutput<typeof packet>;

/** Which packets in flight: one, one direction's, or all. */
const choice = v.object({ direction: v.optional(way), seq: v.optional(number) });

export const linkAsks = {
  /** Sets what is named, for later packets. Answers with what is then in force (there). */
  'link:set': ask('control', {
    ask: v.strictObject({ whose, ...change }),
    answer: v.nullable(link),
  }),
  /** A link as it is now: what is in force, what became of its packets, what is in flight. */
  'link:flights': ask('control', {
    ask: v.object({ whose: v.optional(memberId) }),
    answer: v.object({
      link,
      up: counts,
      down: counts,
      /** Soonest first in each direction, at most FLIGHTS_MAX of each. */
      packets: v.array(packet),
      scenario: v.nullable(playing),
    }),
  }),
  /** Delivers now; in a stream what is before it too. Only one's own. */
  'link:deliver': ask('control', { ask: choice, answer: v.object({ packets: number }) }),
  /** Drops what is in flight. Only one's own. */
  'link:drop': ask('control', { ask: choice, answer: v.object({ packets: number }) }),
  /** A link that changes in time; with `stop` what was set before is set again. */
  'link:scenario': ask('control', {
    ask: v.variant('do', [
      v.object({ do: v.literal('play'), whose, scenario }),
      v.object({ do: v.picklist(['pause', 'resume', 'stop']), whose }),
    ]),
    answer: v.object({ scenario: v.nullable(playing) }),
  }),
};

export const linkNotices = {
  /** Somebody or something else has set this tab's link: the host, or a scenario. */
  'link:changed': notice(
    'control',
    v.object({
      by: v.picklist(['host', 'scenario']),
      change: v.object({ ...change }),
      /** Of an order of the host: the same again when the tab comes back. */
      order: v.optional(v.string()),
    }),
  ),
};
