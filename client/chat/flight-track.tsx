// The line between two places with the light on it: where a message is now, drawn from the clock.
import { useRef } from 'preact/hooks';
import type { SimMs } from '../../shared/time/frames.ts';
import { simNow } from '../state/clock.ts';
import type { Place } from '../state/places.ts';
import { usePaint } from '../ui/painter.ts';

export interface FlightTrackProps {
  readonly from: Place;
  readonly to: Place;
  readonly sentAt: SimMs;
  readonly arrivesAt: SimMs;
}

export function FlightTrack({ from, to, sentAt, arrivesAt }: FlightTrackProps) {
  const line = useRef<HTMLSpanElement>(null);
  usePaint(
    () => {
      const span = arrivesAt - sentAt;
      const part = span > 0 ? Math.min(1, Math.max(0, (simNow() - sentAt) / span)) : 1;
      line.current?.style.setProperty('--done', part.toFixed(4));
    },
    { pace: 'frame' },
  );
  return (
    <span class="track" aria-hidden="true">
      <span class="end hued" style={{ '--hue': from.hue }}>
        {from.name}
      </span>
      <span class="line" ref={line}>
        <span class="trail" />
        <span class="runner">
          <span class="photon" />
        </span>
      </span>
      <span class="end is-far hued" style={{ '--hue': to.hue }}>
        {to.name}
      </span>
    </span>
  );
}
