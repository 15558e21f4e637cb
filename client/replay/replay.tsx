// A recording, played: the view of one place as it was at any time, by a clock of one's own.
import { signal } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import './replay.css';
import type { Recording } from '../../shared/chat/recording.ts';
import { findBody } from '../../shared/space/bodies.ts';
import { createLightTimes } from '../../shared/space/light-time.ts';
import { sayOnPlace } from '../../shared/space/place-names.ts';
import { Refusal } from '../ui/marks.tsx';
import { saveFile } from '../ui/save-file.ts';
import {
  type Format,
  fetchRecording,
  loadRecording,
  type RecordingSource,
} from './load-recording.ts';
import { RecordedSettings } from './recorded-settings.tsx';
import { openPlayer, type Player } from './recorded-view.ts';
import { pause, type ReplayClock, setEnd, simAtReplay, startReplay } from './replay-clock.ts';
import { ReplayRows } from './replay-rows.tsx';
import { Transport } from './transport.tsx';

export interface ReplayProps {
  readonly source: RecordingSource;
  /** The place to look from first, if the recording has it. */
  readonly place: string;
}

export function Replay({ source, place }: ReplayProps) {
  const [recording, setRecording] = useState<Recording | undefined>(undefined);
  const [why, setWhy] = useState<string | undefined>(undefined);
  useEffect(() => {
    void loadRecording(source).then((answer) => {
      if (answer.ok) setRecording(answer.value);
      else setWhy(answer.detail);
    });
  }, []);
  const save = async (format: Format) => {
    const file = await fetchRecording(source, format);
    if (file.ok) saveFile(file.value, `lightlag-${source.room}.${format}`);
    else setWhy(file.detail);
  };
  return (
    <div class="replay">
      <Refusal why={why} />
      {recording && <Played recording={recording} place={place} onSave={(to) => void save(to)} />}
    </div>
  );
}

interface PlayedProps {
  readonly recording: Recording;
  readonly place: string;
  readonly onSave: (format: Format) => void;
}

function Played({ recording, place: wished, onSave }: PlayedProps) {
  const player = useMemo(() => openPlayer(recording, createLightTimes()), [recording]);
  const first = player.places.includes(wished) ? wished : (player.places[0] as string);
  const [place, setPlace] = useState(first);
  const view = useMemo(() => player.viewOf(place), [player, place]);
  const clock = useMemo(
    () => signal<ReplayClock>(startReplay(recording.header.sim, view.to, recording.header.until)),
    [player],
  );
  useEffect(() => {
    clock.value = setEnd(clock.peek(), performance.now(), view.to);
  }, [view]);
  const now = () => simAtReplay(clock.peek(), performance.now());
  return (
    <>
      <div class="replay-head">
        <Scope player={player} place={place} onPlace={setPlace} />
        <div class="row">
          <button type="button" class="button" onClick={() => onSave('jsonl')}>
            Save as JSON lines
          </button>
          <button type="button" class="button" onClick={() => onSave('csv')}>
            Save as CSV
          </button>
          <button type="button" class="button" onClick={() => onSave('md')}>
            Save the mission log
          </button>
        </div>
        <RecordedSettings recording={recording} />
      </div>
      <ReplayRows
        view={view}
        place={place}
        nameOf={(id) => nameOf(recording, id)}
        isWhole={recording.header.place === null}
        now={now}
        onEnd={() => {
          if (clock.peek().isPlaying) clock.value = pause(clock.peek(), performance.now());
        }}
      />
      <Transport clock={clock} arrivals={view.arrivals} />
    </>
  );
}

/** Whose view it is; of a whole log one may choose. */
function Scope({
  player,
  place,
  onPlace,
}: {
  player: Player;
  place: string;
  onPlace: (place: string) => void;
}) {
  const { recording } = player;
  if (recording.header.place !== null) {
    const words = sayOnPlace({ id: place, name: nameOf(recording, place) });
    return <p class="hint">What was known {words}, and nothing else. Nothing is sent from here.</p>;
  }
  return (
    <label class="replay-place">
      <span class="label">Seen from</span>
      <select class="input" value={place} onChange={(event) => onPlace(event.currentTarget.value)}>
        {player.places.map((id) => (
          <option key={id} value={id}>
            {nameOf(recording, id)}
          </option>
        ))}
      </select>
      <span class="hint">The whole log is here: omniscient. Nothing is sent from here.</span>
    </label>
  );
}

const nameOf = ({ world }: Recording, id: string): string =>
  findBody(id)?.name ?? world.places.get(id)?.place.name ?? id;
