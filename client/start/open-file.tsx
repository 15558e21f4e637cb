// A room from a file: of a recording one that everybody with its link may look at, of a scenario one to be in.
import '../ui/file.css';
import { useState } from 'preact/hooks';
import { RECORDING_BYTES_MAX, SCENARIO_BYTES_MAX } from '../../shared/wire/limits.ts';
import { importRecording } from '../http.ts';
import { Refusal } from '../ui/marks.tsx';
import { openRoom } from './open-room.ts';

export function OpenFile() {
  const [why, setWhy] = useState<string | undefined>(undefined);
  const open = async (file: File | undefined) => {
    if (!file) return;
    setWhy(await (file.name.endsWith('.json') ? openScenario(file) : openRecording(file)));
  };
  return (
    <div class="open-file">
      <label class="field">
        <span>Open a recording (.jsonl) or a scenario (.json)</span>
        <input
          class="input"
          type="file"
          accept=".jsonl,.json,application/x-ndjson,application/json"
          onChange={(event) => void open(event.currentTarget.files?.[0])}
        />
      </label>
      <Refusal why={why} />
    </div>
  );
}

async function openScenario(file: File): Promise<string | undefined> {
  if (file.size > SCENARIO_BYTES_MAX)
    return `A scenario holds up to ${SCENARIO_BYTES_MAX / 1024} kB.`;
  return openRoom({ file: await file.text() });
}

async function openRecording(file: File): Promise<string | undefined> {
  if (file.size > RECORDING_BYTES_MAX) {
    return `A recording holds up to ${RECORDING_BYTES_MAX / 2 ** 20} MB.`;
  }
  const answer = await importRecording(file);
  if (!answer.ok) return answer.detail;
  location.assign(`/r/${answer.value.room}`);
  return undefined;
}
