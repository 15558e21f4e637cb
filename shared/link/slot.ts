// Batch release: a radio or a cable modem that sends in slots (slot of netem).
import type { Random } from '../random/random.ts';
import type { LinkDirection } from './parameters.ts';

/**
 * Gives the time at which a packet, due at `dueMs`, is let go: with the slot that the first waiting
 * packet began, or with the next one when that is full.
 */
export function createSlots(random: Random): (dueMs: number, direction: LinkDirection) => number {
  let openMs = -Infinity;
  let room = 0;
  return (dueMs, { slotMs, slotMsMax, slotPackets }) => {
    if (slotMs === 0 && slotMsMax === 0) return dueMs;
    const length = slotMs + random.next() * Math.max(0, slotMsMax - slotMs);
    const isBegun = dueMs <= openMs;
    if (!isBegun || room === 0) {
      openMs = (isBegun ? openMs : dueMs) + length;
      room = slotPackets === 0 ? Infinity : slotPackets;
    }
    room--;
    return openMs;
  };
}
