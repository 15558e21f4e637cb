import { expect, test } from 'vitest';
import { playScenario } from '../../../server/link/scenario-player.ts';
import { Scope } from '../../../server/link/scope.ts';
import { assertScenario, lengthMs, linkAt, type Scenario } from '../../../shared/link/scenario.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const STORY: Scenario = {
  steps: [
    { atMs: 0, preset: '3g' },
    { atMs: 20_000, outageMs: 5000 },
    { atMs: 30_000, ramp: { delayMs: [100, 2000] }, overMs: 30_000 },
    { atMs: 70_000, direction: 'up', set: { loss: 0.5 } },
  ],
};

test('[L90] a scenario sets what holds at each time', () => {
  const at = (ms: number) => {
    const { up, down } = linkAt(STORY, ms);
    return [up?.delayMs, up?.outage?.toMs ?? null, up?.loss, down?.loss];
  };
  expect([0, 20_000, 24_999, 25_000, 30_000, 45_000, 60_000, 70_000].map(at)).toEqual([
    [150, null, 0, 0],
    [150, 5000, 0, 0],
    [150, 5000, 0, 0],
    [150, null, 0, 0],
    [100, null, 0, 0],
    [1050, null, 0, 0],
    [2000, null, 0, 0],
    [2000, null, 0.5, 0],
  ]);
  expect(lengthMs(STORY)).toBe(70_000);
});

function play(scenario: Scenario) {
  const clock = createManualClock(0);
  const target = new Scope();
  target.set({ up: { jitterMs: 7 } });
  return { clock, target, player: playScenario({ scenario, target, clock }) };
}

test('[L91] played, it changes the link at those times, and ends', () => {
  const { clock, target, player } = play(STORY);
  clock.advance(45_000);
  expect([target.get().up.delayMs, player.state]).toEqual([1050, 'playing']);
  clock.advance(60_000);
  expect([target.get().up.delayMs, player.state, clock.pending]).toEqual([2000, 'ended', 0]);
});

test('[L91] a pause holds it where it is', () => {
  const { clock, target, player } = play(STORY);
  clock.advance(21_000);
  player.pause();
  clock.advance(100_000);
  expect([player.positionMs, target.get().up.outage === null, clock.pending]).toEqual([
    21_000,
    false,
    0,
  ]);
  player.resume();
  clock.advance(4000);
  expect([player.positionMs, target.get().up.outage]).toEqual([25_000, null]);
});

test('[L91] stopped, it puts back what was set before', () => {
  const { clock, target, player } = play(STORY);
  clock.advance(30_000);
  player.stop();
  player.stop();
  expect([target.own(), player.state, clock.pending]).toEqual([
    { up: { jitterMs: 7 } },
    'ended',
    0,
  ]);
});

test('[L91] with a loop it begins anew', () => {
  const { clock, target, player } = play({
    loop: true,
    steps: [
      { atMs: 0, set: { delayMs: 10 } },
      { atMs: 1000, set: { delayMs: 20 } },
      { atMs: 3000, set: { delayMs: 30 } },
    ],
  });
  clock.advance(7500);
  expect([target.get().up.delayMs, player.positionMs]).toEqual([20, 1500]);
  player.stop();
  expect(clock.pending).toBe(0);
});

test.each([
  [{ steps: [] }, 'Expected `steps` as a list of 1 to 1000 steps'],
  [{ steps: [{ atMs: 0 }] }, 'Expected one of preset, set, outageMs, ramp in step 1'],
  [{ steps: [{ atMs: 0, preset: 'x' }] }, 'Expected `step 1: preset` one that exists, got x'],
  [
    {
      steps: [
        { atMs: 5, preset: '3g' },
        { atMs: 4, preset: '3g' },
      ],
    },
    'Expected `step 2: atMs` from 5 to 86400000, got 4',
  ],
  [{ steps: [{ atMs: 0, set: { loss: 2 } }] }, 'Expected `loss` from 0 to 1, got 2'],
  [
    { steps: [{ atMs: 0, ramp: { loss: [0, 2] }, overMs: 5 }] },
    'Expected `loss` from 0 to 1, got 2',
  ],
  [
    { loop: true, steps: [{ atMs: 0, preset: '3g' }] },
    'Expected a scenario that loops to last, got one of 0 ms',
  ],
  [{ steps: [{ atMs: 0, preset: '3g', speed: 2 }] }, 'Expected no `speed` in step 1'],
])('[L92] %j is refused', (scenario, message) => {
  expect(() => assertScenario(scenario)).toThrow(message);
});
