// A freeze that no await would cure: computing. Here, or on another thread.
import { signal } from '@preact/signals';
import { sayDuration } from '../../shared/time/format.ts';
import { NumberBox } from '../ui/number-box.tsx';
import { computeHere, computeInWorker, isComputing, lastComputed } from './computing.ts';

const MS_MAX = 8_000;
const lengthMs = signal(2_000);

export function Compute() {
  const ms = lengthMs.value;
  const last = lastComputed.value;
  return (
    <div class="compute">
      <h3>Computing instead of waiting</h3>
      <p class="hint">Counts primes for so long. Awaiting does not help here; a worker does.</p>
      <div class="compute-row">
        <NumberBox
          label="Length of the computation, milliseconds"
          value={ms}
          min={100}
          max={MS_MAX}
          onCommit={(next) => {
            lengthMs.value = next;
          }}
        />
        <span class="unit">ms</span>
        <button
          type="button"
          class="button"
          disabled={isComputing.value}
          onClick={() => void computeHere(ms)}
        >
          Here
        </button>
        <button
          type="button"
          class="button"
          disabled={isComputing.value}
          onClick={() => void computeInWorker(ms)}
        >
          In a worker
        </button>
      </div>
      <p class="hint" role="status" data-computed={last?.where}>
        {last &&
          `${last.primes.toLocaleString('en')} primes in ${sayDuration(last.ms)} ${last.where}. Longest frame of this page meanwhile: ${sayDuration(last.longestFrameMs)}.`}
      </p>
    </div>
  );
}
