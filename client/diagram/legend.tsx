// What the kinds of lines mean. A sample of each beside its word.

const ENTRIES = [
  ['is-flown', 'in flight'],
  ['is-due', 'should have arrived'],
  ['is-known', 'arrived, known here'],
  ['is-cone', 'can be known here'],
] as const;

export function Legend() {
  return (
    <ul class="legend" aria-label="Kinds of lines">
      {ENTRIES.map(([look, words]) => (
        <li key={look}>
          <svg viewBox="0 0 28 12" aria-hidden="true" class={look}>
            {look === 'is-cone' ? <rect width="28" height="12" /> : <path d="M1 2 27 10" />}
            {look === 'is-flown' && <circle cx="20" cy="7.8" r="3" />}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
