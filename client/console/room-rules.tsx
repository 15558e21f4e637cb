// What holds for the whole room: the lock, the door, the caption on the stage, the host link.
import { useState } from 'preact/hooks';
import { CAPTION_MAX } from '../../shared/wire/limits.ts';
import { renewHostLink, setCaption } from '../state/console.ts';
import { hostLinkOf, keepHostToken } from '../state/host-token.ts';
import { room } from '../state/self.ts';
import { changeSettings, settingsRefusal } from '../state/steering.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Refusal } from '../ui/marks.tsx';
import { Switch } from '../ui/switch.tsx';
import { Keeping } from './keeping.tsx';
import { Keys } from './keys.tsx';
import { Runs } from './runs.tsx';
import { Stations } from './stations.tsx';

export function RoomRules() {
  const settings = room.value?.settings;
  if (!settings) return null;
  return (
    <aside class="console-rules" id="rules" aria-label="Rules of the room">
      <section class="panel" aria-labelledby="rules-title">
        <h2 id="rules-title">Rules</h2>
        <Switch
          label="Locked"
          isOn={settings.locked === true}
          onChange={(locked) => void changeSettings({ locked })}
        >
          Only hosts move time, places, people and links. Nothing is undone.
        </Switch>
        <Switch
          label="Door closed"
          isOn={settings.closed === true}
          onChange={(closed) => void changeSettings({ closed })}
        >
          Nobody new comes in. Who was here can come back, and who has a key comes.
        </Switch>
        <Switch
          label="Short code"
          isOn={settings.listed === true}
          onChange={(listed) => void changeSettings({ listed })}
        >
          Whoever types the six characters on the stage is in.
        </Switch>
        <Refusal why={settingsRefusal.value} />
      </section>
      <Keys />
      <Keeping />
      <Runs />
      <Stations />
      <Caption />
      <HostLink />
    </aside>
  );
}

function Caption() {
  const [text, setText] = useState('');
  return (
    <section class="panel" aria-labelledby="caption-title">
      <h2 id="caption-title">Caption on the stage</h2>
      <form
        class="caption-form"
        onSubmit={(event) => {
          event.preventDefault();
          void setCaption(text.trim());
        }}
      >
        <textarea
          class="input"
          aria-label="Caption"
          rows={2}
          maxLength={CAPTION_MAX}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <div class="row">
          <button type="submit" class="button">
            Show
          </button>
          <button
            type="button"
            class="button is-plain"
            onClick={() => {
              setText('');
              void setCaption('');
            }}
          >
            Take away
          </button>
        </div>
      </form>
    </section>
  );
}

function HostLink() {
  const [link, setLink] = useState<string | undefined>(undefined);
  const renew = async () => {
    const id = room.peek()?.id;
    const token = id && (await renewHostLink());
    if (!id || !token) return;
    keepHostToken(id, token);
    setLink(hostLinkOf(`${location.origin}/r/${id}`, token));
  };
  return (
    <section class="panel" aria-labelledby="host-link-title">
      <h2 id="host-link-title">Host link</h2>
      <p class="hint">
        Was it to be seen on the projector? A new one makes the old one worthless, and you the only
        host.
      </p>
      <div class="row">
        <button type="button" class="button" onClick={() => void renew()}>
          Make a new host link
        </button>
        {link !== undefined && <CopyButton text={link} label="Copy it" />}
      </div>
    </section>
  );
}
