// What a tab does as one of a class: reports how it is while the host looks, waits as the host says, and
// lets itself be frozen if its person agrees. Loaded when the room stands.
import './taking-part.css';
import { effect, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { sayDuration } from '../../shared/time/format.ts';
import { WAIT_MS_MAX } from '../../shared/wire/lab.ts';
import type { NoticeOf } from '../../shared/wire/protocol.ts';
import { markBlocked } from '../instruments/blocked-marks.ts';
import { framesPerSecond, freezes, longestGapMs, nextFrame } from '../instruments/frames.ts';
import { startInstruments } from '../instruments/start.ts';
import { say } from '../state/announcer.ts';
import { receiveBy } from '../state/arrivals.ts';
import { goOn } from '../state/go-on.ts';
import { createId } from '../state/ids.ts';
import { receiveMode, sendMode, setSendMode } from '../state/modes.ts';
import { outbox } from '../state/outbox.ts';
import { session } from '../state/session.ts';
import { tabShelf } from '../state/storage.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ask, hear } from '../wire.ts';

const REPORT_EVERY_MS = 1_000;

const isWatched = signal(false);
const asked = signal<NoticeOf<'tab:asked'> | undefined>(undefined);
/** What this person has agreed to, ms: good for one freeze. */
let agreedMs = 0;
const about = signal<'frozen' | 'thawed' | undefined>(undefined);
const frozenMs = signal(0);

export function TakingPart() {
  useEffect(begin, []);
  useEffect(() => {
    if (!isWatched.value) return undefined;
    const stop = startInstruments();
    let since = performance.now();
    const timer = setInterval(() => {
      void ask('tab:report', readTab(since));
      since = performance.now();
    }, REPORT_EVERY_MS);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [isWatched.value]);
  return (
    <>
      {asked.value && <Question {...asked.value} />}
      {about.value && (
        <p class="freeze-note" role="status" data-state={about.value}>
          {about.value === 'frozen'
            ? `Frozen for ${sayDuration(frozenMs.value)}, for all to see.`
            : `This page stood still for ${sayDuration(frozenMs.value)}. Nothing you did meanwhile is lost.`}
          {about.value === 'thawed' && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                about.value = undefined;
              }}
            >
              Good
            </button>
          )}
        </p>
      )}
    </>
  );
}

function Question({ by, ms }: NoticeOf<'tab:asked'>) {
  const answer = (yes: boolean) => {
    asked.value = undefined;
    agreedMs = yes ? ms : 0;
    void ask('tab:consent', { yes });
  };
  return (
    <Dialog title="May your tab be frozen?" onClose={() => asked.peek() && answer(false)}>
      <p>
        {by} would like to freeze this page once, for {sayDuration(ms)} at most, so that everybody
        sees what a blocking wait does. You can do nothing here meanwhile; nothing is lost.
      </p>
      <div class="row">
        <button type="button" class="button is-main" onClick={() => answer(true)}>
          Yes, freeze me
        </button>
        <button type="button" class="button" onClick={() => answer(false)}>
          No
        </button>
      </div>
    </Dialog>
  );
}

function begin(): () => void {
  const disposers = [
    hear('tab:watched', ({ on }) => {
      isWatched.value = on;
    }),
    hear('tab:modes', takeModes),
    hear('tab:asked', (request) => {
      asked.value = request;
    }),
    hear('room:next', ({ room }) => goOn(room)),
    hear('tab:freeze', ({ ms }) => void freeze(ms)),
    // Each connection is another one to the server.
    effect(() => {
      if (session.value.phase === 'inside') void catchUp();
    }),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}

async function catchUp(): Promise<void> {
  agreedMs = 0;
  const answer = await ask('tab:begin', {});
  if (!answer.ok) return;
  const { watched, modes, freeze: request, next } = answer.value;
  if (next) goOn(next);
  isWatched.value = watched;
  if (modes) takeModes(modes);
  asked.value = request ?? undefined;
}

/** An order of the host that this tab has not had: what it had may have been turned back since. */
function takeModes({ send, receive, order }: NoticeOf<'tab:modes'>): void {
  if (order === tabShelf.get('modes-order')) return;
  tabShelf.set('modes-order', order);
  if (send !== undefined) setSendMode(send);
  if (receive !== undefined) receiveBy(receive);
  say('The host has set how this tab waits');
}

/** Stands still, once, for no longer than its person has agreed to. */
async function freeze(ms: number): Promise<void> {
  if (ms > agreedMs || ms > WAIT_MS_MAX) return;
  agreedMs = 0;
  frozenMs.value = ms;
  about.value = 'frozen';
  await nextFrame();
  const fromMs = performance.now();
  markBlocked('waiting', () => {
    const request = new XMLHttpRequest();
    request.open('GET', `/api/lab/wait?ms=${Math.round(ms)}&n=${createId()}`, false);
    try {
      request.send();
    } catch {
      // No server, or no synchronous requests here: then there is no freeze.
    }
  });
  frozenMs.value = performance.now() - fromMs;
  about.value = 'thawed';
}

function readTab(since: number) {
  return {
    fps: framesPerSecond(),
    longestMs: Math.round(longestGapMs(since)),
    freezes: freezes.peek().length,
    unsent: outbox.peek().length,
    send: sendMode.peek(),
    receive: receiveMode.peek(),
    hidden: document.hidden,
  };
}
