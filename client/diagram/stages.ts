// The stages of a message's legs, followed by the clock: renders when one of them changes.
import { useState } from 'preact/hooks';
import { simNow } from '../state/clock.ts';
import type { Receipts } from '../state/own-messages.ts';
import { type Leg, type Sighting, type Stage, stageOf } from '../state/sightings.ts';
import { usePaint } from '../ui/painter.ts';

export interface LegNow {
  readonly leg: Leg;
  readonly stage: Stage;
}

interface Known {
  readonly legs: readonly Leg[];
  readonly here: string;
  readonly receipts: Receipts;
  readonly isOmniscient: boolean;
}

export function useStages(sighting: Sighting, { legs, ...known }: Known): readonly LegNow[] {
  const [, setTurn] = useState(0);
  const read = (): readonly LegNow[] =>
    legs.map((leg) => ({ leg, stage: stageOf(sighting, { leg, at: simNow(), ...known }) }));
  const now = read();
  const key = keyOfStages(now);
  usePaint(
    () => {
      if (keyOfStages(read()) !== key) setTurn((turn) => turn + 1);
    },
    { pace: 'tenth' },
  );
  return now;
}

const keyOfStages = (legs: readonly LegNow[]): string => legs.map(({ stage }) => stage).join();
