// Which of the three layouts is in force, by the width of the window.
import { signal } from '@preact/signals';

export type Layout = 'wide' | 'middle' | 'narrow';

const wide = matchMedia('(min-width: 1100px)');
const narrow = matchMedia('(max-width: 719px)');
const read = (): Layout => (wide.matches ? 'wide' : narrow.matches ? 'narrow' : 'middle');

const now = signal(read());
export const layout = now as { readonly value: Layout };

for (const query of [wide, narrow])
  query.addEventListener('change', () => {
    now.value = read();
  });
