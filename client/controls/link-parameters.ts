// The parameters of one direction of a link, in groups, as they stand in the panel.
import { DELAY_MS_MAX, IDEAL_DIRECTION, type LinkDirection } from '../../shared/link/parameters.ts';
import { sayDuration } from '../../shared/time/format.ts';
import { chanceScale, rateScale } from '../ui/link-scales.ts';
import { delayScale, type SliderScale } from '../ui/slider-scale.ts';
import { sayChance, sayRate } from '../ui/words/link.ts';

/** Names of parameters that are plain numbers. */
export type NumberName = {
  [Name in keyof LinkDirection]: LinkDirection[Name] extends number ? Name : never;
}[keyof LinkDirection];

export interface NumberParameter {
  readonly name: NumberName;
  readonly label: string;
  /** For a screen reader, with the unit in full. */
  readonly unitName: string;
  readonly unit: string;
  /** The value in the number box is so many of the link's. */
  readonly perUnit: number;
  readonly min: number;
  /** In the link's own measure. */
  readonly max: number;
  /** With a slider; without one there is only the box. */
  readonly scale?: SliderScale;
  readonly say: (value: number) => string;
}

const ms = (name: NumberName, label: string): NumberParameter => ({
  name,
  label,
  unit: 'ms',
  unitName: 'milliseconds',
  perUnit: 1,
  min: 0,
  max: DELAY_MS_MAX,
  scale: delayScale,
  say: sayDuration,
});

const chance = (name: NumberName, label: string): NumberParameter => ({
  name,
  label,
  unit: '%',
  unitName: 'per cent',
  perUnit: 0.01,
  min: 0,
  max: 1,
  scale: chanceScale,
  say: sayChance,
});

const count = (name: NumberName, label: string, min = 0): NumberParameter => ({
  name,
  label,
  unit: '',
  unitName: 'packets',
  perUnit: 1,
  min,
  max: 1_000_000,
  say: (value) => `${value} packets`,
});

/** Always in sight. */
export const DELAY_PARAMETERS: readonly NumberParameter[] = [
  ms('delayMs', 'delay'),
  ms('jitterMs', 'jitter ±'),
];

export interface ParameterGroup {
  readonly id: 'delay' | 'loss' | 'rate' | 'order';
  readonly title: string;
  readonly hint: string;
  readonly parameters: readonly NumberParameter[];
  /** What of it is set, in a few words; undefined when nothing is. */
  readonly summary: (direction: LinkDirection) => string | undefined;
}

/** Folded at first. */
export const PARAMETER_GROUPS: readonly ParameterGroup[] = [
  {
    id: 'delay',
    title: 'Kind of jitter',
    hint: 'How the jitter is spread, and how much each packet takes after the one before.',
    parameters: [chance('delayCorrelation', 'alike')],
    summary: ({ distribution, delayCorrelation }) =>
      typeof distribution !== 'string'
        ? 'a table'
        : distribution !== 'uniform'
          ? distribution
          : delayCorrelation > 0
            ? `${sayChance(delayCorrelation)} alike`
            : 'even',
  },
  {
    id: 'loss',
    title: 'Loss',
    hint: 'By chance, every so many packets, or in bursts; each of them on its own.',
    parameters: [
      chance('loss', 'chance'),
      chance('lossCorrelation', 'alike'),
      count('lossEvery', 'every Nth'),
    ],
    summary: ({ loss, lossEvery, lossBurst }) =>
      [
        loss > 0 && sayChance(loss),
        lossEvery > 0 && `every ${lossEvery}.`,
        lossBurst && `${sayChance(meanLoss(lossBurst))} in bursts`,
      ]
        .filter(Boolean)
        .join(', ') || undefined,
  },
  {
    id: 'rate',
    title: 'Rate',
    hint: 'Packets queue behind each other; a full queue drops. Slots let packets go together.',
    parameters: [
      {
        name: 'rateBps',
        label: 'rate',
        unit: 'kbit/s',
        unitName: 'kilobits per second, 0 is unlimited',
        perUnit: 1000,
        min: 0,
        max: 1e12,
        scale: rateScale,
        say: sayRate,
      },
      count('limit', 'limit', 1),
      { ...ms('slotMs', 'slot'), label: 'slot' },
      ms('slotMsMax', 'slot up to'),
      count('slotPackets', 'per slot'),
    ],
    summary: ({ rateBps, slotMs, slotMsMax, limit }) =>
      [
        rateBps > 0 && sayRate(rateBps),
        (slotMs > 0 || slotMsMax > 0) && 'slots',
        limit !== IDEAL_DIRECTION.limit && `at most ${limit.toLocaleString('en')}`,
      ]
        .filter(Boolean)
        .join(', ') || undefined,
  },
  {
    id: 'order',
    title: 'Order',
    hint: 'A stream hides both from you, and only counts them.',
    parameters: [
      chance('duplicate', 'doubled'),
      chance('duplicateCorrelation', 'alike'),
      chance('reorder', 'overtakes'),
      chance('reorderCorrelation', 'alike'),
      count('reorderGap', 'every Nth'),
    ],
    summary: ({ duplicate, reorder }) =>
      [
        duplicate > 0 && `${sayChance(duplicate)} doubled`,
        reorder > 0 && `${sayChance(reorder)} overtakes`,
      ]
        .filter(Boolean)
        .join(', ') || undefined,
  },
];

/** Share of packets that a burst model loses in the long run. */
export function meanLoss({ p, r, lossBad, lossGood }: NonNullable<LinkDirection['lossBurst']>) {
  const bad = p + r === 0 ? 0 : p / (p + r);
  return bad * lossBad + (1 - bad) * lossGood;
}
