// Says that the link is down on purpose: a part of the model, and no fault. It looks and sounds unlike
// a lost connection.
import { useEffect, useState } from 'preact/hooks';
import { sayCountdown } from '../../shared/time/format.ts';
import { say } from '../state/announcer.ts';
import { connection } from '../state/connection.ts';
import { downNow, hasOutage, myLink } from '../state/link.ts';
import { Icon } from '../ui/icons.tsx';
import { Live } from '../ui/live.tsx';
import { usePaint } from '../ui/painter.ts';

const SUBJECTS = {
  both: 'Your link is',
  up: 'Your link up is',
  down: 'Your link down is',
} as const;

export function OutageBanner() {
  const isSet = Object.keys(hasOutage.value).length > 0;
  const [way, setWay] = useState(downNow()?.way);
  usePaint(
    () => {
      const next = downNow()?.way;
      if (next !== way) setWay(next);
    },
    { pace: 'tenth', isOn: isSet },
  );
  useEffect(() => {
    if (way) say(`${SUBJECTS[way]} down, simulated`);
  }, [way]);
  // A connection that is really lost is the worse news.
  if (!way || connection.value.kind !== 'online') return null;
  return (
    <div class="banner is-simulated">
      <Icon name="outage" />
      <p>
        <b>
          {SUBJECTS[way]} down for <Live words={() => sayCountdown(downNow()?.forMs ?? 0)} /> more
          (simulated).
        </b>{' '}
        {myLink.wanted.value.mode === 'stream'
          ? 'What is sent meanwhile waits.'
          : 'What is sent meanwhile is lost.'}
      </p>
    </div>
  );
}
