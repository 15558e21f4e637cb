// What tabs have been doing, in simulated time: world lines are coloured by it. Running is what is not
// noted. This tab tells the others; theirs are told to the omniscient view only, for no light brings it.
import { effect, signal } from '@preact/signals';
import type { Dispose } from '../../shared/time/clock.ts';
import { type SimMs, simMs } from '../../shared/time/frames.ts';
import type { Doing } from '../../shared/wire/room.ts';
import { freezes } from '../instruments/frames.ts';
import { startInstruments } from '../instruments/start.ts';
import { ask, hear } from '../wire.ts';
import { segment, simNow } from './clock.ts';
import { isOmniscient } from './omniscient.ts';
import { outbox } from './outbox.ts';
import { myPlace } from './self.ts';

export interface ActivitySpan {
  /** Whose world line. */
  readonly place: string;
  /** `waiting`: for the answer to something said, while everything else goes on. */
  readonly kind: Doing['kind'];
  readonly from: SimMs;
  /** Undefined while it goes on. */
  readonly to: SimMs | undefined;
  /** Of this tab. */
  readonly isOwn: boolean;
}

/** Spans kept; the oldest go first. */
const SPANS_KEPT = 500;
/** Shorter waits are not worth telling, real ms. */
const TOLD_MS_MIN = 100;

const noted = signal<readonly ActivitySpan[]>([]);

/** Oldest first. */
export const activity = noted as {
  readonly value: readonly ActivitySpan[];
  peek(): readonly ActivitySpan[];
};

/** Notes what this tab does, and hears of others, until disposed. */
export function watchWorldLines(): Dispose {
  const disposers = [
    startInstruments(),
    watchFreezes(),
    watchWaits(),
    effect(() => {
      if (!isOmniscient.value) noted.value = noted.peek().filter(({ isOwn }) => isOwn);
    }),
    hear('room:did', ({ place, did }) => {
      if (isOmniscient.peek()) add({ ...did, place, isOwn: false });
    }),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}

/** The freezes that the instruments measure, from now on. */
function watchFreezes(): Dispose {
  let last = freezes.peek().at(-1);
  return effect(() => {
    const newest = freezes.value.at(-1);
    if (newest === undefined || newest === last) return;
    last = newest;
    const { warp } = segment.peek();
    const at = (ms: number): SimMs => simMs(simNow() - (performance.now() - ms) * warp);
    const did = { kind: 'frozen', from: at(newest.fromMs), to: at(newest.toMs) } as const;
    add({ ...did, place: myPlace.peek(), isOwn: true });
    tell(did, newest.toMs - newest.fromMs);
  });
}

/** When the tab waits for an answer, and how long. */
function watchWaits(): Dispose {
  let open: { span: ActivitySpan; sinceMs: number } | undefined;
  return effect(() => {
    const isWaiting = outbox.value.length > 0;
    if (isWaiting === (open !== undefined)) return;
    if (isWaiting) {
      const place = myPlace.peek();
      const span = { kind: 'waiting', place, from: simNow(), to: undefined, isOwn: true } as const;
      open = { span, sinceMs: performance.now() };
      add(span);
    } else if (open) {
      const { span, sinceMs } = open;
      const closed = { ...span, to: simNow() };
      open = undefined;
      noted.value = noted.peek().map((one) => (one === span ? closed : one));
      tell({ kind: 'waiting', from: closed.from, to: closed.to }, performance.now() - sinceMs);
    }
  });
}

function tell(did: Doing, realMs: number): void {
  if (realMs >= TOLD_MS_MIN) void ask('room:doing', did);
}

function add(span: ActivitySpan): void {
  noted.value = [...noted.peek(), span].slice(-SPANS_KEPT);
}
