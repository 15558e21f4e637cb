// Says that the server is not reached, what that means, and when it is tried again.
import { useEffect, useState } from 'preact/hooks';
import { sayCountdown } from '../../shared/time/format.ts';
import { say } from '../state/announcer.ts';
import { connection, tryNow } from '../state/connection.ts';
import { Icon } from '../ui/icons.tsx';
import { Live } from '../ui/live.tsx';

/** A connection that is back sooner than this was never missed. */
const SHOWN_AFTER_MS = 300;

export function ConnectionBanner() {
  const state = connection.value;
  const isAway = state.kind === 'waiting' || (state.kind === 'connecting' && state.tries > 0);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isAway) {
      if (isShown) say('Connected again');
      setShown(false);
      return;
    }
    const timer = setTimeout(() => {
      setShown(true);
      say('Connection lost. What you type is kept.');
    }, SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isAway]);
  if (!isAway || !isShown) return null;
  return (
    <div class="banner is-bad">
      <Icon name="cross" />
      <p>
        <b>Connection lost.</b> The server is not reached. What you type is kept and goes out in
        order.{' '}
        {state.kind === 'waiting' ? (
          <>
            Next try in <Live words={() => sayCountdown(state.tryAt - performance.now())} />.
          </>
        ) : (
          'Trying now.'
        )}
      </p>
      <button type="button" class="button" disabled={state.kind !== 'waiting'} onClick={tryNow}>
        Try now
      </button>
    </div>
  );
}
