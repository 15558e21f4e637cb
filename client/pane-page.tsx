// One half of "side by side": the same room, the same chat, as a member of its own, in a frame.
import './blocking/pane.css';
import { useEffect } from 'preact/hooks';
import { WaitBar } from './blocking/wait-bar.tsx';
import { ChatView } from './chat/chat-view.tsx';
import { Heartbeat } from './instruments/heartbeat.tsx';
import { startInstruments } from './instruments/start.ts';
import { linkInForceMs } from './state/link.ts';
import { servePane } from './state/pane.ts';
import type { Side } from './state/route.ts';
import { self } from './state/self.ts';
import { enterAsNewcomer, session } from './state/session.ts';

export function PanePage({ side }: { side: Side }) {
  useEffect(() => {
    servePane(side);
    return startInstruments();
  }, [side]);
  const now = session.value;
  useEffect(() => {
    if (now.phase === 'stranger') enterAsNewcomer();
  }, [now.phase]);
  if (now.phase === 'nowhere') return <p class="pane-words">There is no such room.</p>;
  if (now.phase === 'refused') return <p class="pane-words">{now.detail}</p>;
  return (
    <div class="pane" data-side={side} data-link={linkInForceMs()}>
      <header>
        <h1>{side === 'left' ? 'Blocking send' : 'Non-blocking send'}</h1>
        <span class="hint">{self.value?.name ?? 'Entering'}</span>
        <Heartbeat />
      </header>
      <ChatView beforeComposer={<WaitBar />} />
    </div>
  );
}
