// Where a scenario plays on the links of one or more tabs. Each tab is told what changes.
import { type LinkChange, type LinkDirection, mergeChanges } from '../../shared/link/parameters.ts';
import { lengthMs, type Scenario } from '../../shared/link/scenario.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { AnswerOf } from '../../shared/wire/protocol.ts';
import { playScenario, type ScenarioPlayer } from '../link/scenario-player.ts';
import type { TabLink } from './tab-link.ts';

type Playing = AnswerOf<'link:scenario'>['scenario'];

export interface Stage {
  /** What the scenario has set by now; empty when none plays. */
  readonly overlay: LinkChange;
  /** How the scenario stands; null when there is none. */
  readonly playing: Playing;
  /** Begins at once; one that plays is stopped first. */
  play(scenario: Scenario): void;
  pause(): void;
  resume(): void;
  /** Ends it; what people have set holds again. Idempotent. */
  stop(): void;
}

export interface StageOptions {
  /** Present tabs. */
  readonly tabs: () => readonly TabLink[];
  readonly clock: Clock;
}

export function createStage({ tabs, clock }: StageOptions): Stage {
  let overlay: LinkChange = {};
  let player: ScenarioPlayer | undefined;
  let length = 0;

  const target = {
    own: () => overlay,
    set(change: LinkChange) {
      // Only what is new, so that a person's own change of something else stays.
      const news = difference(overlay, change);
      overlay = mergeChanges(overlay, change);
      if (isEmpty(news)) return;
      for (const tab of tabs()) {
        tab.link.set(news);
        tab.tell({ by: 'scenario', change: news });
      }
    },
    replace() {
      overlay = {};
      for (const tab of tabs()) {
        tab.link.replace(tab.own);
        tab.tell({ by: 'scenario', change: tab.link.get() });
      }
    },
  };

  function stop(): void {
    player?.stop();
    player = undefined;
  }

  return {
    get overlay() {
      return overlay;
    },
    get playing() {
      const { state, positionMs } = player ?? {};
      if (state === undefined || positionMs === undefined) return null;
      return { state, positionMs, lengthMs: length };
    },
    play(scenario) {
      stop();
      length = lengthMs(scenario);
      player = playScenario({ scenario, target, clock });
    },
    pause: () => player?.pause(),
    resume: () => player?.resume(),
    stop,
  };
}

export const isEmpty = ({ mode, up, down }: LinkChange): boolean =>
  mode === undefined && up === undefined && down === undefined;

/** What `change` sets and `before` has not set so. */
function difference(before: LinkChange, change: LinkChange): LinkChange {
  const up = fieldsNew(before.up, change.up);
  const down = fieldsNew(before.down, change.down);
  const isNewMode = change.mode !== undefined && change.mode !== before.mode;
  return {
    ...(isNewMode && { mode: change.mode }),
    ...(up && { up }),
    ...(down && { down }),
  };
}

function fieldsNew(
  before: Partial<LinkDirection> = {},
  after: Partial<LinkDirection> = {},
): Partial<LinkDirection> | undefined {
  const names = Object.keys(after) as (keyof LinkDirection)[];
  const fresh = names.filter((name) => after[name] !== before[name]);
  if (fresh.length === 0) return undefined;
  return Object.fromEntries(fresh.map((name) => [name, after[name]]));
}
