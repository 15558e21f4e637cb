// What became of the packets of one direction. Conservation holds at any time:
// sent + copies = delivered + all dropped + in flight.
import {
  addHistograms,
  DELAY_BOUNDS_MS,
  type HistogramSnapshot,
} from '../../shared/link/histogram.ts';
import { DROP_REASONS, type DropReason } from '../../shared/link/verdict.ts';

export interface LaneCounts {
  /** Packets that the link took in; exempt ones are not among them. */
  readonly sent: number;
  /** Second arrivals, only in datagram mode; not counted in `sent`. */
  readonly copies: number;
  /** Arrivals, those of copies too. */
  readonly delivered: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Packets that were doubled; in stream mode the application sees one. */
  readonly duplicates: number;
  /** Packets ready before an earlier one; in stream mode they waited for it. */
  readonly overtakings: number;
  /** Transmissions that a stream had to repeat. */
  readonly retransmissions: number;
  readonly inFlight: number;
  /** From sending to arrival, measured; packets that a clear link let pass are not in it. */
  readonly delays: HistogramSnapshot;
}

/** Nothing yet. */
export const NO_COUNTS: LaneCounts = {
  sent: 0,
  copies: 0,
  delivered: 0,
  dropped: { loss: 0, limit: 0, outage: 0, closed: 0, dropped: 0 },
  duplicates: 0,
  overtakings: 0,
  retransmissions: 0,
  inFlight: 0,
  delays: { counts: new Array(DELAY_BOUNDS_MS.length + 1).fill(0), count: 0, sumMs: 0 },
};

/** Two directions, or two links, as one. */
export function addCounts(a: LaneCounts, b: LaneCounts): LaneCounts {
  const dropped = { ...a.dropped };
  for (const reason of DROP_REASONS) dropped[reason] += b.dropped[reason];
  return {
    sent: a.sent + b.sent,
    copies: a.copies + b.copies,
    delivered: a.delivered + b.delivered,
    dropped,
    duplicates: a.duplicates + b.duplicates,
    overtakings: a.overtakings + b.overtakings,
    retransmissions: a.retransmissions + b.retransmissions,
    inFlight: a.inFlight + b.inFlight,
    delays: addHistograms(a.delays, b.delays),
  };
}
