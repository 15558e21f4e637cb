// Between the last row of one day and the first of another, by simulated time. Loaded with the first.
import type { SimMs } from '../../shared/time/frames.ts';
import './day-line.css';

const FORMAT = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

export function DayLine({ at }: { at: SimMs }) {
  return (
    <p class="day-line">
      <time dateTime={new Date(at).toISOString().slice(0, 10)}>{FORMAT.format(at)}</time>
    </p>
  );
}
