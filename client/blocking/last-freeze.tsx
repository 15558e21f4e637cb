// The last freeze: how long, why, and what a person did meanwhile, drawn at its true time with a line
// to the moment at which it was handled.

import { sayDuration } from '../../shared/time/format.ts';
import { lengthMs } from '../instruments/freeze.ts';
import { lateInputs } from '../instruments/input-delay.ts';
import { type JudgedFreeze, judgedFreezes } from '../instruments/verdicts.ts';
import { type Ghost, ghostsOf, sayGhosts } from './ghosts.ts';

/** Freezes shown: the last one, and folded away the ones before it. */
const EARLIER_SHOWN = 4;

export function LastFreeze() {
  const all = judgedFreezes.value;
  const last = all.at(-1);
  if (!last) return <p class="hint freeze-words">No freeze so far.</p>;
  const earlier = all.slice(-1 - EARLIER_SHOWN, -1).reverse();
  return (
    <>
      <OneFreeze freeze={last} name="Last freeze" />
      {earlier.length > 0 && (
        <details class="earlier">
          <summary>Earlier freezes</summary>
          {earlier.map((freeze) => (
            <OneFreeze key={freeze.fromMs} freeze={freeze} name="Freeze" />
          ))}
        </details>
      )}
    </>
  );
}

function OneFreeze({ freeze, name }: { freeze: JudgedFreeze; name: string }) {
  const ghosts = ghostsOf(lateInputs.value, freeze);
  const said = sayGhosts(ghosts);
  return (
    <div class="last-freeze" data-kind={freeze.verdict.kind}>
      <p class="freeze-words">
        <strong>
          {name}: {sayDuration(lengthMs(freeze))}.
        </strong>{' '}
        {freeze.verdict.sentence}
      </p>
      {said !== undefined && (
        <>
          <GhostPicture ghosts={ghosts} frozenMs={lengthMs(freeze)} />
          <p class="hint">{said} waited in the queue: late, not lost.</p>
          <GhostTable ghosts={ghosts} />
        </>
      )}
    </div>
  );
}

const WIDTH = 264;
const TOP = 14;
const BOTTOM = 50;
const HEIGHT = 64;

function GhostPicture({ ghosts, frozenMs }: { ghosts: readonly Ghost[]; frozenMs: number }) {
  const end = Math.max(frozenMs, ...ghosts.map(({ handledMs }) => handledMs)) * 1.04;
  const x = (ms: number) => 4 + (WIDTH - 8) * (ms / end);
  return (
    <svg
      class="late-inputs"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={labelOf(ghosts)}
    >
      <rect class="ice" x={x(0)} y={TOP} width={x(frozenMs) - x(0)} height={BOTTOM - TOP} />
      {ghosts.map(({ kind, atMs, handledMs }) => (
        <g key={`${kind} ${atMs}`} class={`late-input is-${kind}`}>
          <path d={`M${x(atMs)} ${TOP}L${x(handledMs)} ${BOTTOM}`} />
          {kind === 'click' ? (
            <circle cx={x(atMs)} cy={TOP} r={3.5} />
          ) : (
            <rect x={x(atMs) - 3} y={TOP - 3} width={6} height={6} />
          )}
          <path class="handled" d={`M${x(handledMs)} ${BOTTOM - 4}v8`} />
        </g>
      ))}
      <text x={4} y={8}>
        done
      </text>
      <text x={4} y={HEIGHT - 2}>
        handled
      </text>
      <text x={x(frozenMs)} y={HEIGHT - 2} text-anchor="end">
        {sayDuration(frozenMs)}
      </text>
    </svg>
  );
}

const labelOf = (ghosts: readonly Ghost[]): string =>
  `${sayGhosts(ghosts)} during the freeze, and when each was handled. The same as a table below.`;

function GhostTable({ ghosts }: { ghosts: readonly Ghost[] }) {
  return (
    <details class="late-twin">
      <summary>The same as a table</summary>
      <table class="late-table">
        <thead>
          <tr>
            <th scope="col">Input</th>
            <th scope="col">Done at</th>
            <th scope="col">Handled at</th>
          </tr>
        </thead>
        <tbody>
          {ghosts.map(({ kind, atMs, handledMs }) => (
            <tr key={`${kind} ${atMs}`}>
              <th scope="row">{kind}</th>
              <td>{Math.round(atMs)} ms</td>
              <td>{Math.round(handledMs)} ms</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
