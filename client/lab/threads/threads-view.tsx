// Concurrent and parallel: a table of six cells, each one filled by running it.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { sayMeasured } from '../../../shared/time/format.ts';
import { isFreeze } from '../../instruments/freeze.ts';
import { NumberField } from '../parts/number-field.tsx';
import { RunPanel } from '../parts/run-panel.tsx';
import type { RunRecord } from '../state/run-record.ts';
import { createSettings } from '../state/settings.ts';
import { createStage } from '../state/stage.ts';
import { threadsPlay } from './threads-play.ts';
import {
  MS_MAX,
  MS_MIN,
  readThreads,
  TASKS_MAX,
  TASKS_MIN,
  type ThreadsSettings,
  threadBets,
  WAYS,
  type Way,
  WORKS,
  type Work,
  writeThreads,
} from './threads-settings.ts';

const settings = createSettings({ read: readThreads, write: writeThreads });
const stage = createStage();
/** The measured cells, by work and way. */
const cells = signal<Readonly<Record<string, RunRecord>>>({});

const WAY_NAMES: { readonly [W in Way]: string } = {
  sequential: 'one after the other',
  concurrent: 'at once, one thread',
  parallel: 'at once, a thread each',
};

const WORK_NAMES: { readonly [W in Work]: string } = { waiting: 'waits', computing: 'computes' };

function choose(next: Partial<ThreadsSettings>): void {
  stage.reset();
  // Other tasks: what was measured is no longer comparable.
  if ('k' in next || 'ms' in next) cells.value = {};
  settings.set(next);
}

export function ThreadsView() {
  const now = settings.value.value;
  const state = stage.state.value;
  const key = `${now.work}/${now.way}`;
  const cores = navigator.hardwareConcurrency;
  useEffect(() => {
    if (state.phase === 'done') cells.value = { ...cells.peek(), [key]: state.record };
  }, [state]);
  return (
    <>
      <div class="knobs is-row">
        <NumberField
          label="Tasks"
          value={now.k}
          min={TASKS_MIN}
          max={TASKS_MAX}
          onCommit={(k) => choose({ k })}
        />
        <NumberField
          label="Each takes"
          unit="ms"
          value={now.ms}
          min={MS_MIN}
          max={MS_MAX}
          onCommit={(ms) => choose({ ms })}
        />
        <p class="hint">This machine says it has {cores === 1 ? '1 core' : `${cores} cores`}.</p>
      </div>
      <CellTable chosen={now} />
      <RunPanel
        title={`${now.k} tasks, each ${WORK_NAMES[now.work]} ${now.work === 'computing' ? 'about ' : ''}${now.ms} ms: ${WAY_NAMES[now.way]}`}
        stage={stage}
        play={threadsPlay(now, cells.value['computing/sequential']?.totalMs)}
        amountsMs={threadBets(now, cores)}
        expectedMs={now.k * now.ms * 1.08}
      />
    </>
  );
}

function CellTable({ chosen }: { chosen: ThreadsSettings }) {
  return (
    <table class="cells">
      <caption class="label">Choose a cell, bet, run. Each figure is measured here.</caption>
      <thead>
        <tr>
          <td />
          {WAYS.map((way) => (
            <th key={way} scope="col">
              {WAY_NAMES[way]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {WORKS.map((work) => (
          <tr key={work}>
            <th scope="row">each {WORK_NAMES[work]}</th>
            {WAYS.map((way) => (
              <td key={way}>
                <Cell {...{ work, way }} isChosen={chosen.work === work && chosen.way === way} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ work, way, isChosen }: { work: Work; way: Way; isChosen: boolean }) {
  const record = cells.value[`${work}/${way}`];
  return (
    <label class="cell" data-cell={`${work}/${way}`}>
      <input
        type="radio"
        name="cell"
        checked={isChosen}
        aria-label={`each ${WORK_NAMES[work]}, ${WAY_NAMES[way]}${record ? `: ${sayMeasured(record.totalMs)}` : ''}`}
        onChange={() => choose({ work, way })}
      />
      <span>
        {record ? (
          <>
            <strong>{sayMeasured(record.totalMs)}</strong>
            <small>{isFreeze(record.longestFrameMs) ? 'page frozen' : 'page alive'}</small>
          </>
        ) : (
          <small>not run yet</small>
        )}
      </span>
    </label>
  );
}
