// A blocking server: the same wait in a handler that blocks and in one that awaits.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { SERVER_CLIENTS_MAX, SERVER_MS_MAX, SERVER_MS_MIN } from '../../../shared/wire/lab.ts';
import { Listing } from '../parts/listing.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { RunPanel } from '../parts/run-panel.tsx';
import { createSettings } from '../state/settings.ts';
import { createStage } from '../state/stage.ts';
import { serverPlay } from './server-play.ts';
import {
  HANDLER_NAMES,
  type Handler,
  readServer,
  type ServerSettings,
  serverBets,
  writeServer,
} from './server-settings.ts';

const settings = createSettings({ read: readServer, write: writeServer });
const stages = { blocks: createStage(), awaits: createStage() };
/** The handlers' sources, as the server reads them from the files that it runs. */
const sources = signal<Readonly<Record<string, string>>>({});

function change(next: Partial<ServerSettings>): void {
  for (const stage of Object.values(stages)) stage.reset();
  settings.set(next);
}

export function ServerView() {
  const { clients, ms } = settings.value.value;
  useEffect(() => {
    fetch('/api/lab/handlers')
      .then((response) => response.json())
      .then((answer) => {
        sources.value = answer as Record<string, string>;
      })
      .catch(() => undefined); // Without the listing the exhibit still runs, or says why it cannot.
  }, []);
  return (
    <>
      <div class="knobs is-row">
        <NumberField
          label="Clients at once"
          value={clients}
          min={1}
          max={SERVER_CLIENTS_MAX}
          onCommit={(next) => change({ clients: next })}
        />
        <NumberField
          label="Each answer waits"
          unit="ms"
          value={ms}
          min={SERVER_MS_MIN}
          max={SERVER_MS_MAX}
          onCommit={(next) => change({ ms: next })}
        />
      </div>
      <Server handler="blocks" />
      <Server handler="awaits" />
    </>
  );
}

function Server({ handler }: { handler: Handler }) {
  const now = settings.value.value;
  const source = sources.value[handler];
  return (
    <RunPanel
      title={`A handler that ${HANDLER_NAMES[handler]}`}
      note="a little server in a thread of its own, on the machine that serves this page"
      stage={stages[handler]}
      play={serverPlay(handler, now)}
      amountsMs={serverBets(now)}
      expectedMs={now.clients * now.ms * 1.08}
      listing={() =>
        source && (
          <Listing
            title={`${handler === 'blocks' ? 'blocking' : 'awaiting'}-handler.js`}
            lines={source.trimEnd().split('\n')}
          />
        )
      }
    />
  );
}
