// What a row says of a member, in words and figures: the same in the table and on the cards.
import type { ComponentChildren } from 'preact';
import { presetOf } from '../../shared/link/presets.ts';
import { sayDuration } from '../../shared/time/format.ts';
import type { Row } from '../../shared/wire/console.ts';
import { realNow } from '../state/clock.ts';
import { placeOf } from '../state/places.ts';
import { self } from '../state/self.ts';
import { Live } from '../ui/live.tsx';
import { PlaceMark } from '../ui/marks.tsx';

/** Where there is nothing to tell. */
const NONE = '\u2013';
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
function sayLink({ link, station }: Row): string {
  if (!link || station) return NONE;
  const preset = presetOf(link.preset ?? '');
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
function sayModes({ reading }: Row): string {
  if (!reading) return NONE;
  const { send, receive } = reading;
  if (send === receive) return send;
  return send === 'blocking' ? 'sends blocking' : 'receives blocking';
}

const isBlocking = ({ reading }: Row): boolean =>
  reading?.send === 'blocking' || reading?.receive === 'blocking';

/** Since when nothing has been heard, live. */
function LastSeen({ row }: { row: Row }) {
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

/** What is told of each member besides name and place, in the order of the table. */
export const FIGURES: readonly {
  readonly name: string;
  readonly say: (row: Row) => ComponentChildren;
  readonly about?: string;
  readonly isNumber?: true;
  /** Whether it stands out. */
  readonly isIce?: (row: Row) => boolean;
}[] = [
  { name: 'Link', say: sayLink },
  { name: 'Waits', say: sayModes, isIce: isBlocking },
  {
    name: 'Frames/s',
    say: ({ reading }) => (reading?.hidden ? 'out of sight' : (reading?.fps ?? NONE)),
    isNumber: true,
  },
  {
    name: 'Longest gap',
    say: ({ reading }) => (reading ? sayDuration(reading.longestMs) : NONE),
    isNumber: true,
  },
  { name: 'Freezes', say: ({ reading }) => reading?.freezes ?? NONE, isNumber: true },
  { name: 'Unsent', say: ({ reading }) => reading?.unsent ?? NONE, isNumber: true },
  {
    name: 'In flight',
    about: 'Packets on the link, and messages as light',
    say: ({ link, station, flying }) => (station ? flying : `${link?.inFlight ?? 0} + ${flying}`),
    isNumber: true,
  },
  { name: 'Last heard', say: (row) => <LastSeen row={row} />, isNumber: true },
];
