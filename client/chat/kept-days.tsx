// Where the history begins in a room that lets go of what was said. Loaded lazily.
import { room } from '../state/self.ts';

export function KeptDays() {
  const days = room.value?.settings.keepDays;
  if (days === undefined) return null;
  return (
    <p class="history">
      The history begins here: this room keeps messages for {days === 1 ? 'a day' : `${days} days`}.
    </p>
  );
}
