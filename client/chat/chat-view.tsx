// The middle of the page: what is said here.
import type { ComponentChildren } from 'preact';
import { dismissLoss, hasLost } from '../state/view.ts';
import { Icon } from '../ui/icons.tsx';
import { later } from '../ui/lazy.tsx';
import { Composer } from './composer.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { MessageList } from './message-list.tsx';

const OutageBanner = later(() =>
  import('./outage-banner.tsx').then(({ OutageBanner }) => OutageBanner),
);

/** `beforeComposer`: what stands between the messages and where one types. */
export function ChatView({ beforeComposer }: { beforeComposer?: ComponentChildren }) {
  return (
    <main class="chat">
      <ConnectionBanner />
      <OutageBanner />
      {hasLost.value && <LossBanner />}
      <MessageList />
      {beforeComposer}
      <Composer />
    </main>
  );
}

function LossBanner() {
  return (
    <div class="banner is-bad" role="alert">
      <Icon name="cross" />
      <p>
        The server's log was restored from a backup. Something that you have seen may be missing in
        it; what you have not sent yet is kept.
      </p>
      <button type="button" class="button" onClick={dismissLoss}>
        Understood
      </button>
    </div>
  );
}
