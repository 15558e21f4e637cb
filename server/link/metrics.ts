// What all links counted, for Prometheus. Published as `lightlag/link/metrics`; prom-client is the
// owner's, handed in, so that nobody needs it who does not want it.
import type { Metric, Registry } from 'prom-client';
import { DELAY_BOUNDS_MS } from '../../shared/link/histogram.ts';
import { DROP_REASONS } from '../../shared/link/verdict.ts';
import type { LaneCounts } from './lane-counts.ts';
import type { LinkLayer } from './layer.ts';
import type { Direction } from './socket-handle.ts';

interface Value {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly metricName?: string;
}

interface Shape {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly values: (counts: LaneCounts, direction: Direction) => Value[];
}

const DELAY = 'lightlag_link_delay_seconds';

const SHAPES: readonly Shape[] = [
  {
    name: 'lightlag_link_packets_total',
    help: 'Packets that a link took in (sent) and what became of them, since the layer was attached.',
    type: 'counter',
    values: ({ sent, copies, delivered, dropped }, direction) => [
      { value: sent, labels: { direction, fate: 'sent' } },
      { value: copies, labels: { direction, fate: 'copied' } },
      { value: delivered, labels: { direction, fate: 'delivered' } },
      ...DROP_REASONS.map((reason) => ({
        value: dropped[reason],
        labels: { direction, fate: `dropped_${reason}` },
      })),
    ],
  },
  {
    name: 'lightlag_link_retransmissions_total',
    help: 'Transmissions that a stream repeated.',
    type: 'counter',
    values: ({ retransmissions }, direction) => [{ value: retransmissions, labels: { direction } }],
  },
  {
    name: 'lightlag_link_in_flight',
    help: 'Packets in flight.',
    type: 'gauge',
    values: ({ inFlight }, direction) => [{ value: inFlight, labels: { direction } }],
  },
  {
    name: DELAY,
    help: 'From sending to arrival, one way, measured.',
    type: 'histogram',
    values: ({ delays }, direction) => {
      let sum = 0;
      const buckets = delays.counts.map((count, bin) => {
        sum += count;
        const bound = DELAY_BOUNDS_MS[bin];
        const le = bound === undefined ? '+Inf' : bound / 1000;
        return { metricName: `${DELAY}_bucket`, value: sum, labels: { direction, le } };
      });
      return [
        ...buckets,
        { metricName: `${DELAY}_sum`, value: delays.sumMs / 1000, labels: { direction } },
        { metricName: `${DELAY}_count`, value: delays.count, labels: { direction } },
      ];
    },
  },
];

/**
 * Adds the metrics of a layer to a registry. They are counted where they arise, and read only when
 * the registry is: there is nothing to pay between.
 *
 * @example
 * collectLinkMetrics(attachLink(io), promClient.register);
 */
export function collectLinkMetrics(layer: LinkLayer, register: Registry): void {
  for (const { name, help, type, values } of SHAPES) {
    // A registry asks a metric for `get` and nothing else; the classes of prom-client keep counts
    // of their own, and these are kept already.
    const metric = {
      name,
      help,
      type,
      aggregator: 'sum',
      get: async () => {
        const { up, down } = layer.totals();
        return {
          name,
          help,
          type,
          aggregator: 'sum',
          values: [...values(up, 'up'), ...values(down, 'down')],
        };
      },
    };
    register.registerMetric(metric as unknown as Metric);
  }
}
