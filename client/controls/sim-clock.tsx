// The simulated clock of the room.

import { sayTime } from '../../shared/time/format.ts';
import { isCalendarOver, simNow } from '../state/clock.ts';
import { room } from '../state/self.ts';
import { Live } from '../ui/live.tsx';
import { sayDate } from '../ui/words/instant.ts';

export function SimClock() {
  return (
    // Its place is kept while the time is not known.
    <p
      class="sim-clock"
      title="The simulated time of this room, UTC"
      style={{ visibility: room.value ? 'visible' : 'hidden' }}
    >
      <span class="unseen">Simulated time </span>
      <span class="date">
        <Live words={() => sayDate(simNow())} />
      </span>
      <span class="time">
        <Live words={() => sayTime(simNow())} />
      </span>
      <span class="zone">
        <Live words={() => (isCalendarOver() ? 'UTC, the calendar ends here' : 'UTC')} />
      </span>
    </p>
  );
}
