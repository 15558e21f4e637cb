// One direction's decisions, in netem's order: loss, duplicate, rate queue, delay + jitter, reorder,
// slot, order clamp, limit. Pure: the time comes in, chance is seeded, a verdict comes out.
//
//   packet -> loss -> duplicate -> [rate queue] -> delay + jitter -> reorder -> [slot] -> due
//
// Every impairment is asked for every packet while its own knob is on, whatever the others said:
// so no knob ever shifts the chance of another.
import { createRandom } from '../random/random.ts';
import { createDelay } from './delay.ts';
import { createDuplicate } from './duplicate.ts';
import { createLoss } from './loss.ts';
import { outageEnd } from './outage.ts';
import { IDEAL_DIRECTION, type LinkDirection, type LinkMode } from './parameters.ts';
import { createRateQueue } from './rate.ts';
import { createReorder } from './reorder.ts';
import { RTO_MS_MIN, type Transmission, transmit } from './retransmission.ts';
import { createSlots } from './slot.ts';
import type { Verdict } from './verdict.ts';

/** A packet on its way into one direction. */
export interface PacketIn {
  /** When it was sent, real ms. Never decreases from packet to packet. */
  readonly nowMs: number;
  /** Its encoded size with all attachments. */
  readonly bytes: number;
  /** Due time of the last packet in flight in this direction; -Infinity when there is none. */
  readonly lastDueMs: number;
  /** How many are in flight in this direction. */
  readonly inFlight: number;
}

/** What is in force for one direction. */
export interface PipelineSettings {
  readonly direction: LinkDirection;
  readonly mode: LinkMode;
  /** First retransmission timeout, ms. */
  readonly rtoMs: number;
}

export interface Pipeline {
  /** For packets from now on. `nowMs`: an outage that is new here counts from it. */
  configure(settings: PipelineSettings, nowMs: number): void;
  /** Begins other chance, from its first number on; queue and outage go on. */
  reseed(...seed: readonly string[]): void;
  decide(packet: PacketIn): Verdict;
}

const NOT_SENT_AGAIN: Transmission = { waitMs: 0, again: 0 };
const NEVER_THROUGH: Transmission = { waitMs: Infinity, again: 0 };

/** The decisions of one direction. `seed`: names of its chance, e.g. the seed, the link, 'up'. */
export function createPipeline(...seed: readonly string[]): Pipeline {
  const line = createRateQueue();
  let names = seed;
  /** Made for the first packet: a link that does nothing, as most, never has one decided. */
  let chance: Chance | undefined;
  const drawn = (): Chance => {
    chance ??= createChance(names);
    return chance;
  };
  let { direction, mode, rtoMs }: PipelineSettings = {
    direction: IDEAL_DIRECTION,
    mode: 'stream',
    rtoMs: RTO_MS_MIN,
  };
  let outageSinceMs = 0;

  const isDown = (atMs: number): boolean => {
    const sinceMs = atMs - outageSinceMs;
    return outageEnd(direction.outage, sinceMs) > sinceMs;
  };

  let sentMs = 0;
  // A transmission into a link that is down is asked for its loss too: chance must not shift.
  const getsThrough = (sinceMs: number) => !drawn().isLost(direction) && !isDown(sentMs + sinceMs);

  /** In a stream until one gets through; a datagram has one chance. */
  const send = (nowMs: number): Transmission => {
    sentMs = nowMs;
    if (mode === 'stream') return transmit(rtoMs, getsThrough);
    return getsThrough(0) ? NOT_SENT_AGAIN : NEVER_THROUGH;
  };

  return {
    configure(settings, nowMs) {
      if (settings.direction.outage !== direction.outage) outageSinceMs = nowMs;
      ({ direction, mode, rtoMs } = settings);
    },

    reseed(...next) {
      names = next;
      chance = undefined;
    },

    decide({ nowMs, bytes, lastDueMs, inFlight }) {
      const { isDoubled, timeUnderWay, timeOfCopy, isOvertaking, slots } = drawn();
      const { waitMs, again } = send(nowMs);
      const doubled = isDoubled(direction);
      const underWayMs = timeUnderWay(direction);
      const overtakes = isOvertaking(direction);
      const draw = slots.draw(direction);
      if (waitMs === Infinity) {
        return { kind: 'drop', reason: isDown(nowMs) ? 'outage' : 'loss' };
      }
      if (inFlight >= direction.limit) return { kind: 'drop', reason: 'limit' };
      const { rateBps } = direction;
      const leftMs = line.depart({ nowMs, bytes, rateBps }) + waitMs;
      const readyMs = overtakes ? leftMs : leftMs + underWayMs;
      const freeMs = slots.letGo({ dueMs: readyMs, draw, direction });
      const overtook = freeMs < lastDueMs;
      if (mode === 'stream') {
        const dueMs = overtook ? lastDueMs : freeMs;
        return { kind: 'deliver', dueMs, copyDueMs: Number.NaN, again, doubled, overtook };
      }
      let copyDueMs = Number.NaN;
      if (doubled) {
        const copyLeftMs = line.depart({ nowMs, bytes, rateBps });
        const dueMs = copyLeftMs + timeOfCopy(direction);
        copyDueMs = slots.letGo({ dueMs, draw, direction });
      }
      return { kind: 'deliver', dueMs: freeMs, copyDueMs, again, doubled, overtook };
    },
  };
}

type Chance = ReturnType<typeof createChance>;

/** All that is drawn, a stream of chance for each feature. */
function createChance(seed: readonly string[]) {
  const stream = (feature: string) => createRandom(...seed, feature);
  return {
    isLost: createLoss(...seed),
    isDoubled: createDuplicate(stream('duplicate')),
    timeUnderWay: createDelay(stream('jitter')),
    timeOfCopy: createDelay(stream('jitter of copies')),
    isOvertaking: createReorder(stream('reorder')),
    slots: createSlots(stream('slot')),
  };
}
