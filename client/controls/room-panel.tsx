// What this tab sees of the room, and what its host allows.
import '../ui/panel.css';
import { isOmniscient, omniscientRefusal, setOmniscient } from '../state/omniscient.ts';
import { isHost, room } from '../state/self.ts';
import { changeSettings, settingsRefusal } from '../state/steering.ts';
import { Icon } from '../ui/icons.tsx';
import { Refusal } from '../ui/marks.tsx';
import { Switch } from '../ui/switch.tsx';
import { showDialog, showLinkOf } from './open-dialog.ts';

export function RoomPanel() {
  const settings = room.value?.settings;
  if (!settings) return null;
  return (
    <>
      <section class="panel" aria-labelledby="view-title">
        <h2 id="view-title">View</h2>
        <Switch
          label="Omniscient"
          isOn={isOmniscient.value}
          isDisabled={!settings.omniscient}
          onChange={(on) => void setOmniscient(on)}
        >
          {settings.omniscient
            ? 'Shows what is on its way to you. Nobody in the room could know it.'
            : 'The host has switched this off for the room.'}
        </Switch>
        <Refusal why={omniscientRefusal.value} />
        <button type="button" class="button" onClick={() => showDialog('search')}>
          Search
        </button>
        <button type="button" class="button" onClick={() => showDialog('replay')}>
          Look back, export
        </button>
      </section>
      {isHost.value && (
        <section class="panel" aria-labelledby="host-title">
          <h2 id="host-title">Host</h2>
          <Switch
            label="Everybody may steer"
            isOn={settings.steering === 'all'}
            onChange={(on) => void changeSettings({ steering: on ? 'all' : 'host' })}
          >
            The warp, and adding places.
          </Switch>
          <Switch
            label="Allow the omniscient view"
            isOn={settings.omniscient}
            onChange={(omniscient) => void changeSettings({ omniscient })}
          />
          <button type="button" class="button" onClick={() => showLinkOf('all')}>
            <Icon name="link" />
            Set everybody’s link
          </button>
          <a class="button" href={`/r/${room.value?.id}/console`} target="_blank" rel="noopener">
            Console
          </a>
          <a
            class="button"
            href={`/r/${room.value?.id}/stage`}
            target="_blank"
            rel="noopener"
            onClick={() => void changeSettings({ listed: true })}
          >
            Stage
          </a>
          <Refusal why={settingsRefusal.value} />
        </section>
      )}
    </>
  );
}
