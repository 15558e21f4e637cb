import { expect, it } from 'vitest';
import { createRecording } from '../../../client/ui/timeline/recording.ts';
import { spansAt } from '../../../client/ui/timeline/span.ts';
import { sayMoment } from '../../../client/ui/timeline/words.ts';
import { sayMeasured } from '../../../shared/time/format.ts';

const coffee = { lane: 'coffee', kind: 'waiting', label: 'brew' } as const;
const bagel = { lane: 'bagel', kind: 'waiting', label: 'toast' } as const;

/** A recording on a clock that a test sets. */
function record() {
  const clock = { now: 700 };
  const ended: unknown[] = [];
  const recording = createRecording({ now: () => clock.now, onSpan: (span) => ended.push(span) });
  return { clock, ended, recording };
}

it('[M6] a span has the times of its begin and its end, since the recording began', () => {
  const { clock, ended, recording } = record();
  clock.now = 710;
  const end = recording.begin(coffee);
  expect(recording.spans.value).toEqual([{ ...coffee, fromMs: 10, toMs: undefined }]);
  clock.now = 3710;
  end();
  end();
  expect(recording.spans.value).toEqual([{ ...coffee, fromMs: 10, toMs: 3010 }]);
  expect(ended).toEqual([{ ...coffee, fromMs: 710, toMs: 3710 }]);
});

it('[M6] finishing ends what is open, and time stands still', () => {
  const { clock, recording } = record();
  recording.begin(coffee);
  clock.now = 1700;
  recording.finish();
  clock.now = 9000;
  recording.finish();
  expect(recording.spans.value).toEqual([{ ...coffee, fromMs: 0, toMs: 1000 }]);
  expect([recording.endMs.value, recording.nowMs()]).toEqual([1000, 1000]);
});

it('[M6] a span measured elsewhere comes in with times of the clock', () => {
  const { recording } = record();
  recording.add({ ...coffee, fromMs: 800, toMs: 900 });
  expect(recording.spans.value).toEqual([{ ...coffee, fromMs: 100, toMs: 200 }]);
});

it('[M6] the oldest spans go when there are too many', () => {
  const recording = createRecording({ limit: 2, now: () => 0 });
  for (const label of ['a', 'b', 'c']) recording.begin({ ...coffee, label })();
  expect(recording.spans.value.map(({ label }) => label)).toEqual(['b', 'c']);
});

it('[M6] a moment is said in words: who runs, waits, is frozen', () => {
  const spans = [
    { ...coffee, fromMs: 0, toMs: 3000 },
    { ...bagel, fromMs: 0, toMs: 2000 },
  ];
  const lanes = [
    { id: 'coffee', name: 'coffee' },
    { id: 'bagel', name: 'bagel' },
  ];
  expect(spansAt(spans, 2000)).toEqual([spans[0]]);
  expect(sayMoment(lanes, spans, 1200)).toBe('At 1.20 s: coffee waiting, bagel waiting.');
  expect(sayMoment(lanes, spans, 4000)).toBe('At 4.00 s: nothing.');
});

it('[M6] times are said as engineers say them', () => {
  expect([0.04, 3.21, 312.4, 3021, 12_340].map(sayMeasured)).toEqual([
    '0.04 ms',
    '3.2 ms',
    '312 ms',
    '3.02 s',
    '12.3 s',
  ]);
});

it('[M6] a recording can be shown before it begins', () => {
  const clock = { now: 700 };
  const recording = createRecording({ now: () => clock.now, startsLater: true });
  clock.now = 800;
  expect(recording.nowMs()).toBe(0);
  recording.start();
  clock.now = 850;
  recording.start();
  expect([recording.startMs, recording.nowMs()]).toEqual([800, 50]);
});

it('[M6] what was noted live can be told again, measured better', () => {
  const { clock, recording } = record();
  recording.begin(coffee)();
  clock.now = 900;
  recording.retell([{ id: 'bagel', name: 'bagel' }], [{ ...bagel, fromMs: 710, toMs: 890 }]);
  expect(recording.lanes.value.map(({ id }) => id)).toEqual(['bagel']);
  expect(recording.spans.value).toEqual([{ ...bagel, fromMs: 10, toMs: 190 }]);
});
