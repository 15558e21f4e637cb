// What the kinds of lines mean. A sample of each beside its word.
import type { ComponentChild } from 'preact';

const ENTRIES = [
  ['is-flown', 'in flight'],
  ['is-due', 'should have arrived'],
  ['is-known', 'arrived, known here'],
  ['is-cone', 'can be known here'],
  ['is-waiting', 'tab waits'],
  ['is-frozen', 'tab frozen'],
] as const;

const SHAPES: Partial<Record<(typeof ENTRIES)[number][0], ComponentChild>> = {
  'is-cone': <rect width="28" height="12" />,
  'is-waiting': <path d="M14 0V2M12 2h4v8h-4ZM14 10v2" />,
  'is-frozen': <path d="M14 0V2M10 2h8v8h-8ZM14 10v2" />,
};

export function Legend() {
  return (
    <ul class="legend" aria-label="Kinds of lines">
      {ENTRIES.map(([look, words]) => (
        <li key={look}>
          <svg viewBox="0 0 28 12" aria-hidden="true" class={look}>
            {SHAPES[look] ?? <path d="M1 2 27 10" />}
            {look === 'is-flown' && <circle cx="20" cy="7.8" r="3" />}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
