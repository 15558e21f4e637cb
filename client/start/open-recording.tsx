// A recording from a file: becomes a room that everybody with its link may look at. Loaded lazily.
import { useState } from 'preact/hooks';
import { RECORDING_BYTES_MAX } from '../../shared/wire/limits.ts';
import { importRecording } from '../http.ts';
import { Refusal } from '../ui/marks.tsx';

export function OpenRecording() {
  const [why, setWhy] = useState<string | undefined>(undefined);
  const open = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > RECORDING_BYTES_MAX) {
      return setWhy(`A recording holds up to ${RECORDING_BYTES_MAX / 2 ** 20} MB.`);
    }
    const answer = await importRecording(file);
    if (answer.ok) location.assign(`/r/${answer.value.room}`);
    else setWhy(answer.detail);
  };
  return (
    <div class="open-recording">
      <label class="field">
        <span>Open a recording (.jsonl)</span>
        <input
          class="input"
          type="file"
          accept=".jsonl,application/x-ndjson"
          onChange={(event) => void open(event.currentTarget.files?.[0])}
        />
      </label>
      <Refusal why={why} />
    </div>
  );
}
