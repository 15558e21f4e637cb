// The stage: for the projector. Nothing to press; to be read from ten metres: how to get in, what time it
// is there, where the light is, and what the host wants to be seen.
import './pictures.css';
import './stage/stage.css';
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Addresses } from '../shared/wire/http.ts';
import { QrCode } from './controls/qr-code.tsx';
import { SimClock } from './controls/sim-clock.tsx';
import { getAddresses } from './http.ts';
import { Message } from './message.tsx';
import { borrowLease } from './state/borrowed.ts';
import { segment } from './state/clock.ts';
import { goOn } from './state/go-on.ts';
import { setOmniscient } from './state/omniscient.ts';
import { roomUrls } from './state/room-urls.ts';
import { caption, room as entered } from './state/self.ts';
import { session, startSession } from './state/session.ts';
import { lazy } from './ui/lazy.tsx';
import { sayWarp } from './ui/words/distance.ts';
import { ask, hear } from './wire.ts';

const Diagram = lazy(() => import('./diagram/diagram.tsx').then(({ Diagram }) => Diagram));
const Orrery = lazy(() => import('./orrery/orrery.tsx').then(({ Orrery }) => Orrery));

const reach = signal<Addresses | undefined>(undefined);
const code = signal<string | null>(null);

export function StagePage({ room }: { room: string }) {
  useEffect(() => {
    hear('room:next', ({ room: next }) => goOn(next));
    void borrowLease(room).then((lease) => startSession(room, { lease }));
    void getAddresses().then((answer) => {
      if (answer.ok) reach.value = answer.value;
    });
  }, [room]);
  const now = session.value;
  const settings = entered.value?.settings;
  useEffect(() => {
    if (now.phase === 'inside') void learnCode();
  }, [now, settings?.listed]);
  useEffect(() => {
    if (now.phase === 'inside' && settings?.omniscient) void setOmniscient(true);
  }, [now, settings?.omniscient]);
  if (now.phase === 'entering') return null;
  if (now.phase !== 'inside') {
    return <Message title="There is nothing to show here">{whyNot(now)}</Message>;
  }
  return (
    <main class="on-stage">
      <header>
        <h1>{entered.value?.title}</h1>
        <SimClock />
        <p class="stage-warp">{warpWords(segment.value.warp)}</p>
      </header>
      <section class="stage-picture" aria-label="Where the light is">
        <div class="picture">
          <Diagram />
        </div>
      </section>
      <aside>
        <WayIn room={room} />
        <div class="stage-picture">
          <div class="picture">
            <Orrery />
          </div>
        </div>
      </aside>
      <p class="stage-caption" aria-live="polite">
        {caption.value}
      </p>
    </main>
  );
}

function WayIn({ room }: { room: string }) {
  const url = roomUrls(room, reach.value)[0] as string;
  const { host } = new URL(url);
  return (
    <section class="stage-way-in" aria-label="How to get in">
      <QrCode text={url} label={`QR code of ${url}`} />
      <div>
        <p class="stage-host">{host}</p>
        {code.value === null ? (
          <p class="stage-room">/r/{room}</p>
        ) : (
          <>
            <p class="stage-host">/j/</p>
            <p class="stage-code">{code.value}</p>
          </>
        )}
      </div>
    </section>
  );
}

async function learnCode(): Promise<void> {
  const answer = await ask('room:code', {});
  if (answer.ok) code.value = answer.value.code;
}

const warpWords = (warp: number): string =>
  warp === 0
    ? 'The clock is paused'
    : warp === 1
      ? 'Time runs as it does'
      : `Time runs ${sayWarp(warp)}`;

const whyNot = (now: typeof session.value): string =>
  now.phase === 'refused' || now.phase === 'stranger'
    ? now.detail
    : now.phase === 'recording'
      ? 'This room is a recording. Open it as a room to play it.'
      : 'There is no room at this address.';
