// What a link can be told, in the words of netem(8): one-way, real milliseconds, one set for each
// direction. All of it is data, so that HTTP, the panel and scenarios speak the same words.
import type { BurstLoss } from './loss-burst.ts';
import type { Outage } from './outage.ts';

/**
 * How jitter is spread about the delay: evenly within +-`jitterMs`; or with `jitterMs` as standard
 * deviation, bell-shaped, or with the heavy tail of a Pareto law; or a table of offsets in units of
 * `jitterMs`, drawn evenly (netem's distribution tables).
 */
export type Distribution = 'uniform' | 'normal' | 'pareto' | readonly number[];

/** The parameters of one direction. */
export interface LinkDirection {
  /** One way, ms, 0 to 60,000. */
  readonly delayMs: number;
  /** See `Distribution`. ms, 0 to 60,000. The delay never falls below 0. */
  readonly jitterMs: number;
  readonly distribution: Distribution;
  /** How much a packet's jitter follows that of the one before, 0 to 1. */
  readonly delayCorrelation: number;
  /** Chance of loss of each packet, 0 to 1. */
  readonly loss: number;
  readonly lossCorrelation: number;
  /** Loses every Nth packet; 0 = off. */
  readonly lossEvery: number;
  /** Bursts by Gilbert and Elliott; null = off. */
  readonly lossBurst: BurstLoss | null;
  /** Chance that a packet arrives twice, 0 to 1. */
  readonly duplicate: number;
  readonly duplicateCorrelation: number;
  /** Chance that a packet skips the delay and so overtakes those before it, 0 to 1. */
  readonly reorder: number;
  readonly reorderCorrelation: number;
  /** Only every Nth packet may overtake; 0 or 1 = any. */
  readonly reorderGap: number;
  /** Bits per second; packets queue behind each other. 0 = unlimited. */
  readonly rateBps: number;
  /** Packets in flight; what would exceed it is dropped and counted. 1 to 1,000,000. */
  readonly limit: number;
  /** Packets are held and let go together, this long after the first of them. 0 = off. */
  readonly slotMs: number;
  /** Slots are of random length from `slotMs` to this; values below `slotMs` count as `slotMs`. */
  readonly slotMsMax: number;
  /** A slot lets go of so many packets, the rest wait for the next one; 0 = all. */
  readonly slotPackets: number;
  /** When the link is down, counted from the instant at which this was set; null = never. */
  readonly outage: Outage | null;
}

/**
 * `stream` keeps order and shows loss as delay, as TCP does; `datagram` really drops, doubles and
 * overtakes, as UDP does.
 */
export type LinkMode = 'stream' | 'datagram';

/** A whole link: `up` is from the client to the server. */
export interface Link {
  readonly mode: LinkMode;
  readonly up: LinkDirection;
  readonly down: LinkDirection;
}

/** What to change; what is not named stays. */
export interface LinkChange {
  readonly mode?: LinkMode;
  readonly up?: Partial<LinkDirection>;
  readonly down?: Partial<LinkDirection>;
}

export const DELAY_MS_MAX = 60_000;
/** Also netem's default. */
export const LIMIT_DEFAULT = 1000;

/** A direction that does nothing. */
export const IDEAL_DIRECTION: LinkDirection = Object.freeze({
  delayMs: 0,
  jitterMs: 0,
  distribution: 'uniform',
  delayCorrelation: 0,
  loss: 0,
  lossCorrelation: 0,
  lossEvery: 0,
  lossBurst: null,
  duplicate: 0,
  duplicateCorrelation: 0,
  reorder: 0,
  reorderCorrelation: 0,
  reorderGap: 0,
  rateBps: 0,
  limit: LIMIT_DEFAULT,
  slotMs: 0,
  slotMsMax: 0,
  slotPackets: 0,
  outage: null,
});

/** A link that does nothing. */
export const IDEAL_LINK: Link = Object.freeze({
  mode: 'stream',
  up: IDEAL_DIRECTION,
  down: IDEAL_DIRECTION,
});

/** Whether packets pass such a direction as if it were not there. */
export function isTransparent(direction: LinkDirection): boolean {
  return (
    direction.delayMs === 0 &&
    direction.jitterMs === 0 &&
    direction.loss === 0 &&
    direction.lossEvery === 0 &&
    direction.lossBurst === null &&
    direction.duplicate === 0 &&
    direction.rateBps === 0 &&
    direction.slotMs === 0 &&
    direction.slotMsMax === 0 &&
    direction.outage === null
  );
}

/** `base` with `change` laid over it; neither is touched. */
export function changeLink(base: Link, change: LinkChange): Link {
  return {
    mode: change.mode ?? base.mode,
    up: { ...base.up, ...change.up },
    down: { ...base.down, ...change.down },
  };
}

/** Two changes as one, the later winning field by field. */
export function mergeChanges(first: LinkChange, later: LinkChange): LinkChange {
  return {
    ...first,
    ...later,
    ...(first.up || later.up ? { up: { ...first.up, ...later.up } } : {}),
    ...(first.down || later.down ? { down: { ...first.down, ...later.down } } : {}),
  };
}
