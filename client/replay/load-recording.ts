// Fetches a recording: of the room one is in, with one's token; of a recorded room, by its link.
import { createRecordingReader, type Recording } from '../../shared/chat/recording.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';

export interface RecordingSource {
  readonly room: string;
  /** Undefined for a room that is a recording. */
  readonly token: string | undefined;
}

/** Far more than an import takes: a page can hold what its own room has lived through. */
const EVENTS_MAX = 500_000;

export type Format = 'jsonl' | 'csv' | 'md';

/** The file as the server sends it. */
export async function fetchRecording(
  source: RecordingSource,
  format: Format,
): Promise<Outcome<Blob>> {
  const { room, token } = source;
  try {
    const headers: HeadersInit = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`/api/rooms/${room}/export?format=${format}`, { headers });
    if (response.ok) return done(await response.blob());
    return (await response.json()) as Outcome<never>;
  } catch {
    return refuse('unavailable', 'The recording could not be fetched. Try again.');
  }
}

export async function loadRecording(source: RecordingSource): Promise<Outcome<Recording>> {
  const file = await fetchRecording(source, 'jsonl');
  if (!file.ok) return file;
  const reader = createRecordingReader({ eventsMax: EVENTS_MAX });
  for (const line of (await file.value.text()).split('\n')) {
    const wrong = reader.take(line);
    if (wrong !== undefined) return refuse('invalid', wrong);
  }
  const recording = reader.end();
  return typeof recording === 'string' ? refuse('invalid', recording) : done(recording);
}
