// How others get into this room: a link, a QR code made here, and the addresses of this network.
// Loaded lazily.
import './dialogs.css';
import { useEffect, useState } from 'preact/hooks';
import type { Addresses } from '../../shared/wire/http.ts';
import { getAddresses } from '../http.ts';
import { hostLinkOf, hostTokenOf } from '../state/host-token.ts';
import { roomUrls } from '../state/room-urls.ts';
import { room } from '../state/self.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Refusal } from '../ui/marks.tsx';
import { QrCode } from './qr-code.tsx';

export function Invite({ onClose }: { onClose: () => void }) {
  const [reach, setReach] = useState<Addresses | undefined>(undefined);
  const [why, setWhy] = useState<string | undefined>(undefined);
  useEffect(() => {
    void getAddresses().then((answer) => {
      if (answer.ok) setReach(answer.value);
      else setWhy(answer.detail);
    });
  }, []);
  const id = room.value?.id;
  if (id === undefined) return null;
  const urls = roomUrls(id, reach);
  const best = urls[0] as string;
  const hostToken = hostTokenOf(id);
  return (
    <Dialog title="Invite" onClose={onClose}>
      <div class="invite">
        <QrCode text={best} label={`QR code of ${best}`} />
        <div class="invite-link">
          <p class="label">Whoever opens this is in, at Earth:</p>
          <p class="url">{best}</p>
          <CopyButton text={best} label="Copy the link" />
        </div>
      </div>
      <Refusal why={why} />
      {reach?.onlyThisMachine && (
        <p class="warning">
          <Icon name="cross" />
          <span>
            This server listens on this machine only: other devices cannot reach it. Start it with{' '}
            <code>--host 0.0.0.0</code> to let them in.
          </span>
        </p>
      )}
      {urls.length > 1 && (
        <details>
          <summary>Other addresses of this server</summary>
          <ul class="urls">
            {urls.slice(1).map((url) => (
              <li key={url} class="url">
                {url}
              </li>
            ))}
          </ul>
        </details>
      )}
      {hostToken !== undefined && (
        <div class="host-link">
          <p class="label">
            The host link lets whoever has it steer this room. It is not for the projector.
          </p>
          <CopyButton text={hostLinkOf(best, hostToken)} label="Copy the host link" />
        </div>
      )}
    </Dialog>
  );
}
