// The same room twice: left a pane that blocks, right one that does not. Watched from outside, by a
// page that lives.
import '../ui/panel.css';
import './side-by-side.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { TEXT_MAX } from '../../shared/wire/limits.ts';
import { startInstruments } from '../instruments/start.ts';
import type { Side } from '../state/route.ts';
import { Icon } from '../ui/icons.tsx';
import { NumberBox } from '../ui/number-box.tsx';
import {
  type Isolation,
  isolations,
  paneAddress,
  sharesThread,
  type Watch,
  watchPane,
} from './panes.ts';
import { WatchStrip } from './watch-strip.tsx';

const DELAY_MS_MAX = 3_500;
const FIRST_DELAY_MS = 1_000;

/** What the test of the page itself found: still testing, two threads, or one. */
type Threads = 'testing' | 'two' | 'one';

export function SideBySide({ room }: { room: string }) {
  const [left, setLeft] = useState<Watch | undefined>(undefined);
  const [right, setRight] = useState<Watch | undefined>(undefined);
  const [attempt, setAttempt] = useState(0);
  const [threads, setThreads] = useState<Threads>('testing');
  const [delayMs, setDelayMs] = useState(FIRST_DELAY_MS);
  const ways = isolations();
  const isolation = ways[attempt];
  useEffect(() => startInstruments(), []);
  useEffect(() => {
    if (!left || threads !== 'testing') return;
    let isOver = false;
    void sharesThread(left).then((isShared) => {
      if (isOver) return;
      if (!isShared) setThreads('two');
      else if (attempt + 1 < ways.length) setAttempt(attempt + 1);
      else setThreads('one');
    });
    return () => {
      isOver = true;
    };
  }, [left, threads]);
  // Its view comes over its link: a slow one, set before, would keep it waiting for that.
  const isSettled =
    threads !== 'testing' &&
    [left, right].every((watch) => watch === undefined || watch.isReady.value);
  useEffect(() => {
    if (!isSettled) return;
    for (const watch of [left, right]) watch?.tell({ ask: 'delay', ms: delayMs });
  }, [isSettled, left, right, delayMs]);

  // Before the links are set a freeze would be too short to see.
  const canSend =
    isSettled &&
    [left, right].every((watch) => watch === undefined || watch.delayMs.value === delayMs);
  const sendBoth = (text: string) => {
    // The live one first: the other has no time for anybody afterwards.
    for (const watch of [right, left]) watch?.tell({ ask: 'say', text });
  };
  return (
    <main class="side-by-side" data-threads={threads} data-isolation={isolation}>
      <header>
        <h1>Blocking and not, side by side</h1>
        <a class="button" href={`/r/${room}`}>
          The room alone
        </a>
      </header>
      <SendBoth onSend={sendBoth} canSend={canSend} />
      <div class="both-delay">
        <span class="label">Link of both panes, one way</span>
        <NumberBox
          label="Link of both panes, delay one way, milliseconds"
          value={delayMs}
          min={0}
          max={DELAY_MS_MAX}
          onCommit={setDelayMs}
        />
        <span class="unit">ms</span>
      </div>
      <section class="half" aria-label="Blocking pane">
        <WatchStrip name="Blocking pane" watch={left} />
        {threads === 'one' ? (
          <OneThread room={room} />
        ) : (
          <Frame key={isolation} room={room} side="left" isolation={isolation} onWatch={setLeft} />
        )}
      </section>
      <section class="half" aria-label="Live pane">
        <WatchStrip name="Live pane" watch={right} />
        <Frame room={room} side="right" onWatch={setRight} />
      </section>
    </main>
  );
}

interface SendBothProps {
  readonly onSend: (text: string) => void;
  readonly canSend: boolean;
}

function SendBoth({ onSend, canSend }: SendBothProps) {
  const [text, setText] = useState('Which of us is alive?');
  const isAble = canSend && text.trim() !== '';
  return (
    <form
      class="send-both"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAble) onSend(text);
      }}
    >
      <input
        class="input"
        aria-label="Message from both"
        maxLength={TEXT_MAX}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" class="button is-main" disabled={!isAble}>
        Send from both
        <Icon name="send" />
      </button>
    </form>
  );
}

interface FrameProps {
  readonly room: string;
  readonly side: Side;
  /** How it gets a thread of its own; undefined: it shares the page's. */
  readonly isolation?: Isolation | undefined;
  readonly onWatch: (watch: Watch | undefined) => void;
}

function Frame({ room, side, isolation, onWatch }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (!frame.current) return;
    const watch = watchPane(frame.current);
    onWatch(watch);
    return () => {
      watch.close();
      onWatch(undefined);
    };
  }, []);
  return (
    <iframe
      ref={frame}
      title={side === 'left' ? 'Pane that blocks' : 'Pane that does not block'}
      src={paneAddress(room, side, isolation)}
      {...(isolation === 'sandbox' && { sandbox: 'allow-scripts allow-forms' })}
    />
  );
}

/** This browser gives both panes one thread: what freezes one freezes the other, and this page. */
function OneThread({ room }: { room: string }) {
  return (
    <div class="one-thread" role="alert">
      <h2>One thread for both</h2>
      <p>
        This browser runs the two panes on one thread: if one froze, so would the other, and this
        page with them. In a window of its own the blocking pane has a thread of its own.
      </p>
      <a class="button is-main" href={paneAddress(room, 'left')} target="_blank" rel="noopener">
        Open it in a second window
      </a>
    </div>
  );
}
