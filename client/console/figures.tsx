// What a row says of a member, in words and figures: the same in the table and on the cards.
import { sayDuration } from '../../shared/time/format.ts';
import type { Row } from '../../shared/wire/console.ts';
import { realNow } from '../state/clock.ts';
import { placeOf } from '../state/places.ts';
import { self } from '../state/self.ts';
import { Live } from '../ui/live.tsx';
import { PlaceMark } from '../ui/marks.tsx';
import { findPreset } from './presets.ts';

/** Silence from here on is said. */
const SILENT_MS = 2_500;

export function Who({ row }: { row: Row }) {
  return (
    <span class="who hued" style={{ '--hue': row.hue }}>
      {row.name}
    </span>
  );
}

/** What is special about somebody, each in a word. */
export function Badges({ row }: { row: Row }) {
  const words = [
    row.member === self.value?.id && 'you',
    row.station && 'station',
    row.standing !== 'member' && row.standing,
    row.volunteer === 'asked' && 'asked to be frozen',
    row.volunteer === 'willing' && 'agrees to be frozen',
    row.volunteer === 'frozen' && 'frozen now',
  ].filter((word) => word !== false);
  return words.length === 0 ? null : <span class="hint">{words.join(', ')}</span>;
}

export function Where({ row }: { row: Row }) {
  const place = placeOf(row.place);
  return <PlaceMark name={place.name} hue={place.hue} />;
}

/** `3G`, or `300 ms one way`. */
export function sayLink({ link }: Row): string {
  if (!link) return '\u2013';
  const preset = findPreset(link.preset);
  if (preset) return preset.id === 'ideal' ? 'clear' : preset.name;
  const { up, down } = link;
  const lost = Math.max(up.loss, down.loss);
  const loss = lost > 0 ? `, ${Math.round(lost * 1000) / 10} % lost` : '';
  const delay =
    up.delayMs === down.delayMs
      ? up.delayMs === 0
        ? 'clear'
        : `${sayDuration(up.delayMs)} one way`
      : `${sayDuration(up.delayMs)} up, ${sayDuration(down.delayMs)} down`;
  return delay + loss;
}

/** How the tab waits; `both` when it does the same both ways. */
export function sayModes({ reading }: Row): string {
  if (!reading) return '\u2013';
  const { send, receive } = reading;
  if (send === receive) return send;
  return send === 'blocking' ? 'sends blocking' : 'receives blocking';
}

export const isBlocking = ({ reading }: Row): boolean =>
  reading?.send === 'blocking' || reading?.receive === 'blocking';

export const sayFrames = ({ reading }: Row): string =>
  reading ? (reading.hidden ? 'out of sight' : `${reading.fps}`) : '\u2013';

export const sayLongest = ({ reading }: Row): string =>
  reading ? sayDuration(reading.longestMs) : '\u2013';

/** Packets on its link and messages whose light is under way. */
export const sayFlying = ({ link, flying }: Row): string => `${link?.inFlight ?? 0} + ${flying}`;

/** Since when nothing has been heard, live. */
export function LastSeen({ row }: { row: Row }) {
  const { seenAt, station, tabs } = row;
  if (station) return <span class="hint">always</span>;
  if (seenAt === null) return <span class="hint">{tabs === 0 ? 'no tab' : 'not yet'}</span>;
  return (
    <Live
      words={() => {
        const ms = realNow() - seenAt;
        return ms < SILENT_MS ? 'now' : `${sayDuration(Math.floor(ms / 1000) * 1000)} ago`;
      }}
    />
  );
}
