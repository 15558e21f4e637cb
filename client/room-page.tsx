// The page of a room: puts the views side by side, or one at a time on a small screen. Only here do
// views of different folders meet.
import { computed, signal } from '@preact/signals';
import { ChatView } from './chat/chat-view.tsx';
import { PlacesPanel } from './controls/places-panel.tsx';
import { TopBar } from './controls/top-bar.tsx';
import { Message } from './message.tsx';
import { announcement } from './state/announcer.ts';
import { unreadCount } from './state/attention.ts';
import { receiveMode, sendMode } from './state/modes.ts';
import { enterAsNewcomer, session } from './state/session.ts';
import { shownThread } from './state/shown-thread.ts';
import { lastWait } from './state/waits.ts';
import { Icon, type IconName } from './ui/icons.tsx';
import { layout } from './ui/layout.ts';
import { later, lazy } from './ui/lazy.tsx';

const Tools = later(() => import('./tools.tsx').then(({ Tools }) => Tools));
const Dialogs = later(() => import('./dialogs.tsx').then(({ Dialogs }) => Dialogs));
const WaitBar = lazy(() => import('./blocking/wait-bar.tsx').then(({ WaitBar }) => WaitBar));
const Thread = lazy(() => import('./chat/thread.tsx').then(({ Thread }) => Thread));
const TakingPart = later(() =>
  import('./class/taking-part.tsx').then(({ TakingPart }) => TakingPart),
);
const Urgent = later(() => import('./chat/urgent.tsx').then(({ Urgent }) => Urgent));
const RecordingPage = lazy(() =>
  import('./replay/recording-page.tsx').then(({ RecordingPage }) => RecordingPage),
);
const PicturesDrawer = later(() =>
  import('./pictures.tsx').then(({ PicturesDrawer }) => PicturesDrawer),
);
const PicturesPage = lazy(() => import('./pictures.tsx').then(({ PicturesPage }) => PicturesPage));
const SmallSky = later(() => import('./orrery/small-sky.tsx').then(({ SmallSky }) => SmallSky));

type Tab = 'chat' | 'places' | 'link' | 'pictures';
const tab = signal<Tab>('chat');
/** Whether there is, or will be, anything to say about blocking calls above the composer. */
const isWaitShown = computed(
  () =>
    receiveMode.value === 'blocking' ||
    // Loaded before it is needed: what it says may be that the server is gone.
    sendMode.value === 'blocking' ||
    lastWait.value !== undefined,
);

export function RoomPage() {
  const now = session.value;
  switch (now.phase) {
    case 'nowhere':
      return (
        <Message title="No room at this address">
          Links of rooms are 12 characters long and easy to mistype. The room may also never have
          been on this server.
        </Message>
      );
    case 'refused':
      return <Message title="The server did not let you in">{now.detail}</Message>;
    case 'stranger':
      return (
        <Message
          title="You are not in this room any more"
          action="Come in as a newcomer"
          onAction={enterAsNewcomer}
        >
          {now.detail} The room is there; you can come in as somebody new.
        </Message>
      );
    case 'recording':
      return <RecordingPage room={now.room} />;
    case 'entering':
    case 'inside':
      return <Room />;
    default:
      return now satisfies never;
  }
}

function Room() {
  const isNarrow = layout.value === 'narrow';
  const isChatShown = !isNarrow || tab.value === 'chat';
  return (
    <div class="room" data-layout={layout.value}>
      <TopBar />
      {!isNarrow && (
        <div class="places-slot">
          <PlacesPanel />
          {layout.value === 'wide' && <SmallSky />}
        </div>
      )}
      {/* Hidden, not gone: the list keeps its place and the composer its text. */}
      <div class="chat-slot" hidden={!isChatShown}>
        <ChatView beforeComposer={isWaitShown.value && <WaitBar />} />
      </div>
      {!isNarrow && (
        <div class="pictures-slot">
          <PicturesDrawer />
        </div>
      )}
      {!isChatShown && (
        <main class="tab-slot">
          <TabPage name={tab.value} />
        </main>
      )}
      {layout.value === 'wide' && (
        <aside class="tools" aria-label="Link and view">
          <Tools />
        </aside>
      )}
      {isNarrow && <BottomBar />}
      <Dialogs />
      {shownThread.value && <Thread />}
      <TakingPart />
      <Urgent />
      <p class="unseen" aria-live="polite">
        {announcement.value}
      </p>
    </div>
  );
}

function TabPage({ name }: { name: Tab }) {
  if (name === 'pictures') return <PicturesPage />;
  return name === 'places' ? <PlacesPanel /> : <Tools />;
}

function BottomBar() {
  return (
    <nav class="bottom-bar" aria-label="Parts of the room">
      <TabButton name="chat" label="Chat" icon="talk" count={unreadCount.value} />
      <TabButton name="places" label="Places" icon="place" />
      <TabButton name="link" label="Link" icon="link" />
      <TabButton name="pictures" label="Pictures" icon="picture" />
    </nav>
  );
}

interface TabButtonProps {
  readonly name: Tab;
  readonly label: string;
  readonly icon: IconName;
  readonly count?: number;
}

function TabButton({ name, label, icon, count = 0 }: TabButtonProps) {
  return (
    <button
      type="button"
      aria-current={tab.value === name ? 'page' : undefined}
      onClick={() => {
        tab.value = name;
      }}
    >
      <Icon name={icon} />
      {label}
      {count > 0 && <span class="count">{count} new</span>}
    </button>
  );
}
