// Plays a scenario on a server's, a namespace's or a socket's link.
import { lengthMs, linkAt, nextChange, type Scenario } from '../../shared/link/scenario.ts';
import type { Clock, Dispose } from '../../shared/time/clock.ts';
import { realMs } from '../../shared/time/frames.ts';
import type { LinkSettings } from './scope.ts';

export interface ScenarioPlayer {
  readonly state: 'playing' | 'paused' | 'ended';
  /** How far it has come, ms; with a loop, in this round. */
  readonly positionMs: number;
  pause(): void;
  resume(): void;
  /** Ends it and puts back what was set before it began. Idempotent. */
  stop(): void;
}

export interface PlayOptions {
  readonly scenario: Scenario;
  readonly target: Pick<LinkSettings, 'own' | 'set' | 'replace'>;
  readonly clock: Clock;
}

/**
 * Begins at once. It lays its settings over those that the target has, and leaves the last of them
 * when it has ended by itself.
 */
export function playScenario({ scenario, target, clock }: PlayOptions): ScenarioPlayer {
  const before = target.own();
  const length = lengthMs(scenario);
  let state: ScenarioPlayer['state'] = 'playing';
  /** Start of this round on the clock; while paused, the position instead. */
  let startedAt: number = clock.now();
  let pausedAt = 0;
  let cancel: Dispose = () => {};

  const position = (): number => (state === 'playing' ? clock.now() - startedAt : pausedAt);

  const step = (): void => {
    // The last change of a round is its end, and that is the beginning of the next one.
    if (scenario.loop && length > 0) {
      startedAt += Math.floor((clock.now() - startedAt) / length) * length;
    }
    const sinceMs = position();
    target.set(linkAt(scenario, sinceMs));
    const nextMs = nextChange(scenario, sinceMs);
    if (nextMs < Infinity) cancel = clock.wakeAt(realMs(startedAt + nextMs), step);
    else end(sinceMs);
  };

  const end = (atMs: number): void => {
    pausedAt = atMs;
    state = 'ended';
    cancel();
  };

  step();
  return {
    get state() {
      return state;
    },
    get positionMs() {
      return position();
    },
    pause() {
      if (state !== 'playing') return;
      pausedAt = position();
      state = 'paused';
      cancel();
    },
    resume() {
      if (state !== 'paused') return;
      startedAt = clock.now() - pausedAt;
      state = 'playing';
      step();
    },
    stop() {
      if (state !== 'ended') end(position());
      target.replace(before);
    },
  };
}
