// A lane with a manual clock: what a socket's direction does, without sockets.

import { Dispatcher } from '../../server/link/dispatcher.ts';
import { Lane } from '../../server/link/lane.ts';
import {
  changeLink,
  IDEAL_LINK,
  type LinkDirection,
  type LinkMode,
} from '../../shared/link/parameters.ts';
import { createPipeline } from '../../shared/link/pipeline.ts';
import { RTO_MS_MIN } from '../../shared/link/retransmission.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** An arrival: which packet, and when (ms since the test began). */
export type Arrival = readonly [packet: number, atMs: number];

export interface LaneRig {
  readonly clock: ManualClock;
  readonly lane: Lane<number>;
  readonly dispatcher: Dispatcher;
  readonly arrivals: Arrival[];
  set(direction: Partial<LinkDirection>, mode?: LinkMode): void;
}

export function createLaneRig(seed = 'seed'): LaneRig {
  const clock = createManualClock(0);
  const dispatcher = new Dispatcher(clock);
  const arrivals: Arrival[] = [];
  let link = IDEAL_LINK;
  const lane = new Lane<number>({
    dispatcher,
    pipeline: () => createPipeline(seed),
    deliver: (item) => {
      arrivals.push([item, clock.now()]);
      return true;
    },
    copy: (item) => item,
  });
  return {
    clock,
    lane,
    dispatcher,
    arrivals,
    set(direction, mode) {
      link = changeLink(link, { up: direction, ...(mode ? { mode } : {}) });
      lane.configure({ direction: link.up, mode: link.mode, rtoMs: RTO_MS_MIN });
    },
  };
}
