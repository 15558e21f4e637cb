// Between the messages and the composer: the button of the walkie-talkie, and what came of the last
// blocking call.
import './wait-bar.css';
import { sayDuration } from '../../shared/time/format.ts';
import { listen, receiveBy, unheardCount } from '../state/arrivals.ts';
import { receiveMode } from '../state/modes.ts';
import { dismissWait, lastWait, type Wait } from '../state/waits.ts';
import { Icon } from '../ui/icons.tsx';

export function WaitBar() {
  const isWalkieTalkie = receiveMode.value === 'blocking';
  const wait = lastWait.value;
  return (
    <>
      {isWalkieTalkie && <WalkieTalkie />}
      {wait && (
        <p class="wait-bar" role="status" data-released={wait.released}>
          <span>{sayWait(wait)}</span>
          <button
            type="button"
            class="button is-plain is-icon"
            aria-label="Close this note"
            onClick={dismissWait}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
    </>
  );
}

function WalkieTalkie() {
  const count = unheardCount.value;
  return (
    <div class="wait-bar is-walkie-talkie">
      <button type="button" class="button" onClick={listen}>
        <Icon name="down" />
        Listen
      </button>
      <span>
        {count === 0
          ? 'Receiving blocks: you hear nothing until you listen, and can do nothing while you do.'
          : `${count === 1 ? '1 message has' : `${count} messages have`} arrived unheard.`}
      </span>
      <button type="button" class="text-button" onClick={() => receiveBy('non-blocking')}>
        Do not block
      </button>
    </div>
  );
}

function sayWait({ what, released, ms, detail }: Wait): string {
  const frozen = `Frozen for ${sayDuration(ms)}`;
  switch (released) {
    case 'ack':
      return `${frozen} until the ack was back. It went out once.`;
    case 'receipt':
      return `${frozen} until a far place had confirmed it.`;
    case 'arrival':
      return `${frozen} until something arrived.`;
    case 'capped':
      return what === 'say'
        ? `${frozen}, then gave up waiting; your message is still flying.`
        : `${frozen}, then gave up listening: nothing arrived.`;
    case 'unanswered':
      return what === 'say'
        ? `${detail} What you wrote is kept and goes out without freezing, as soon as it can.`
        : detail;
    case 'refused':
      return detail;
    default:
      return released satisfies never;
  }
}
