// Icons as lines on a 16 px grid. They never stand alone: a word or a label is beside each.

const PATHS = {
  check: 'M3 8.5 6.5 12 13 4.5',
  clock: 'M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  close: 'M4 4l8 8M12 4l-8 8',
  cross: 'M8 5v3.5M8 11v.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  crossed: 'M2 5h9l-2.5-2.5M14 11H5l2.5 2.5',
  down: 'M8 3v10M4 9l4 4 4-4',
  edit: 'M3 13l.6-2.8L11 2.8l2.2 2.2-7.4 7.4L3 13Z',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
  flight: 'M2 8h8M7 4.5 10.5 8 7 11.5M14 3v10',
  gap: 'M2 8h3.5M10.5 8H14M6.5 5.5v5M9.5 5.5v5',
  invite:
    'M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c.3-2.5 2-4 4.5-4s4.2 1.5 4.5 4M12.5 5v4M10.5 7h4',
  link: 'M2 5h3l2 6h2l2-6h3',
  minus: 'M3 8h10',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5Z',
  outage: 'M2 5h3l1 3M10 8l1 3h3M7 6.5l2 3M9 6.5l-2 3',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  place:
    'M8 14s4.5-4 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 10 8 14 8 14ZM8 8a1.6 1.6 0 1 0 0-3.2A1.6 1.6 0 0 0 8 8Z',
  picture: 'M3 2v12M13 2v12M3 4l10 4M13 8 3 12',
  play: 'M5 3.5v9L12.5 8 5 3.5Z',
  plus: 'M3 8h10M8 3v10',
  reply: 'M6 4 2.5 7.5 6 11M3 7.5h6c2.5 0 4 1.5 4.5 4.5',
  send: 'M2.5 8h10M9 4l4 4-4 4',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7',
  talk: 'M2.5 3.5h11v8H8l-3 2.5v-2.5H2.5v-8Z',
  up: 'M8 13V3M4 7l4-4 4 4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark of the product: light on its way between two places. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="path" d="M6 22C11 11 18 8 25 10" />
      <circle class="here" cx="6" cy="22" r="4" />
      <circle class="there" cx="26" cy="10" r="3" />
    </svg>
  );
}
