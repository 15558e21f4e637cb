// A process in which one way of waiting is measured: its timers and its memory are its own.
import { setTimeout as wait } from 'node:timers/promises';
import { givenArgs, obey } from '../support/child.ts';
import { quantile } from '../support/figures.ts';
import { type CarrierWay, openCarrier, PLACES } from './carriers.ts';

export interface Lateness {
  readonly min: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Of one core, 0 to 1. */
  readonly busy: number;
}

export type FlightOrders = {
  park: (order: { count: number }) => Promise<object>;
  /** So many arrivals a second. */
  late: (order: { perSecond: number; seconds: number }) => Promise<Lateness>;
};

const carrier = await openCarrier(givenArgs<{ way: CarrierWay }>().way);

obey({
  async park({ count }) {
    carrier.park(count);
    await wait(500);
    globalThis.gc?.();
    return {};
  },
  async late({ perSecond, seconds }) {
    carrier.take();
    const cpu = process.cpuUsage();
    const began = performance.now();
    let sent = 0;
    while (sent < (perSecond * seconds) / PLACES) {
      const due = Math.floor(((performance.now() - began) / 1000) * (perSecond / PLACES));
      for (; sent < due; sent++) carrier.send();
      await wait(1);
    }
    await wait(400);
    const { user, system } = process.cpuUsage(cpu);
    const late = carrier.take();
    const at = (share: number): number => quantile(late, share);
    const busy = (user + system) / 1000 / (performance.now() - began);
    return { min: at(0), p50: at(0.5), p99: at(0.99), max: at(1), busy };
  },
} satisfies FlightOrders);
