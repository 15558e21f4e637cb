// Batch release: a radio or a cable modem that sends in slots (slot of netem).
import type { Random } from '../random/random.ts';
import type { LinkDirection } from './parameters.ts';

/** The slots of one direction. */
export interface Slots {
  /** The chance of the next packet, asked for every packet, also for those that are dropped. */
  draw(direction: LinkDirection): number;
  /**
   * The time at which a packet, due at `dueMs`, is let go: with the slot that the first waiting
   * packet began, or with the next one when that is full.
   */
  letGo(packet: { dueMs: number; draw: number; direction: LinkDirection }): number;
}

export function createSlots(random: Random): Slots {
  let openMs = -Infinity;
  let room = 0;
  return {
    draw: (direction) => (isOn(direction) ? random.next() : 0),
    letGo({ dueMs, draw, direction }) {
      if (!isOn(direction)) return dueMs;
      const { slotMs, slotMsMax, slotPackets } = direction;
      const isBegun = dueMs <= openMs;
      if (!isBegun || room === 0) {
        openMs = (isBegun ? openMs : dueMs) + slotMs + draw * Math.max(0, slotMsMax - slotMs);
        room = slotPackets === 0 ? Infinity : slotPackets;
      }
      room--;
      return openMs;
    },
  };
}

function isOn({ slotMs, slotMsMax }: LinkDirection): boolean {
  return slotMs > 0 || slotMsMax > 0;
}
