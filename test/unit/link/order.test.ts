import { expect, test } from 'vitest';
import { IDEAL_DIRECTION } from '../../../shared/link/parameters.ts';
import { createPipeline } from '../../../shared/link/pipeline.ts';
import { dues, fiveErrors, send, share, within } from './send.ts';

const N = 20_000;

test('[L40] a doubled datagram arrives twice, by just that chance', () => {
  const verdicts = send({ direction: { duplicate: 0.1, delayMs: 5 }, count: N });
  const twice = verdicts.map((verdict) => verdict.kind === 'deliver' && verdict.copyDueMs > 0);
  expect(within(share(twice), 0.1, fiveErrors(0.1, N))).toBe('within');
});

test('[L41] a stream counts what was doubled and shows it once', () => {
  const [verdict] = send({ direction: { duplicate: 1, delayMs: 5 }, mode: 'stream', count: 1 });
  expect(verdict).toEqual({
    kind: 'deliver',
    dueMs: 5,
    copyDueMs: Number.NaN,
    again: 0,
    doubled: true,
    overtook: false,
  });
});

test('[L42] a reordered datagram overtakes, by just that chance', () => {
  const got = dues({ direction: { reorder: 0.25, delayMs: 100 }, count: N });
  const early = got.map((due, index) => due === index);
  expect(within(share(early), 0.25, fiveErrors(0.25, N))).toBe('within');
});

test('[L43] with a gap only every Nth may overtake', () => {
  const got = dues({ direction: { reorder: 1, reorderGap: 3, delayMs: 100 }, count: 6 });
  expect(got).toEqual([100, 101, 2, 103, 104, 5]);
});

test('[L44] a stream lets nobody overtake and counts who would have', () => {
  const verdicts = send({
    direction: { reorder: 1, reorderGap: 3, delayMs: 100 },
    mode: 'stream',
    count: 3,
  });
  expect(verdicts.map((v) => v.kind === 'deliver' && [v.dueMs, v.overtook])).toEqual([
    [100, false],
    [101, false],
    [101, true],
  ]);
});

test('[L45] a rate sends one packet after the other', () => {
  // 100 bytes at 8,000 bit/s take 100 ms; one comes every 40 ms.
  const got = dues({ direction: { rateBps: 8000, delayMs: 5 }, count: 4, everyMs: 40 });
  expect(got).toEqual([105, 205, 305, 405]);
});

test('[L45] an idle line sends at once', () => {
  expect(dues({ direction: { rateBps: 8000 }, count: 3, everyMs: 150 })).toEqual([100, 250, 400]);
});

test('[L45] ten thousand packets take just what the rate says', () => {
  const got = dues({ direction: { rateBps: 1_000_000 }, count: 10_000, everyMs: 0, bytes: 125 });
  expect(got.at(-1)).toBe(10_000);
});

test('[L45] a changed rate is for later packets, behind those already queued', () => {
  const pipeline = createPipeline('seed');
  const set = (rateBps: number) =>
    pipeline.configure(
      { direction: { ...IDEAL_DIRECTION, rateBps }, mode: 'stream', rtoMs: 200 },
      0,
    );
  const decide = () => pipeline.decide({ nowMs: 0, bytes: 100, lastDueMs: -1, inFlight: 0 });
  set(8000);
  const first = decide();
  set(80_000);
  const second = decide();
  expect([first, second].map((v) => v.kind === 'deliver' && v.dueMs)).toEqual([100, 110]);
});

test('[L46] a full direction drops and counts, and never lets through', () => {
  const pipeline = createPipeline('seed');
  const direction = { ...IDEAL_DIRECTION, delayMs: 10, limit: 2 };
  pipeline.configure({ direction, mode: 'stream', rtoMs: 200 }, 0);
  const decide = (inFlight: number) =>
    pipeline.decide({ nowMs: 0, bytes: 1, lastDueMs: -1, inFlight }).kind;
  expect([decide(1), decide(2), decide(3)]).toEqual(['deliver', 'drop', 'drop']);
});

test('[L47] a slot lets go together what came while it lasted', () => {
  // The first is due at 10 and opens a slot of 25: all due until 35 leave at 35; the next at 65.
  const got = dues({ direction: { delayMs: 10, slotMs: 25 }, count: 5, everyMs: 10 });
  expect(got).toEqual([35, 35, 35, 65, 65]);
});

test('[L47] a slot holds so many packets, the rest take the next one', () => {
  const direction = { delayMs: 10, slotMs: 20, slotPackets: 2 };
  expect(dues({ direction, count: 5, everyMs: 0 })).toEqual([30, 30, 50, 50, 70]);
});

test('[L47] slots of random length lie evenly within their bounds', () => {
  const got = dues({ direction: { slotMs: 10, slotMsMax: 30 }, count: N, everyMs: 100 });
  const lengths = got.map((due, index) => due - index * 100);
  expect([Math.min(...lengths) >= 10, Math.max(...lengths) < 30]).toEqual([true, true]);
  const short = share(lengths.map((length) => length < 15));
  expect(within(short, 0.25, fiveErrors(0.25, N))).toBe('within');
});
