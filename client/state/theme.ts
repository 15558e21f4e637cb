// Dark, light, or as the system has it. CSS does the rest by `data-theme`.
import { effect, signal } from '@preact/signals';
import { browserShelf } from './storage.ts';

export type Theme = 'system' | 'dark' | 'light';

const stored = browserShelf.get('theme');
const chosen = signal<Theme>(stored === 'dark' || stored === 'light' ? stored : 'system');

/** Sets the theme of this browser. */
export function setTheme(next: Theme): void {
  chosen.value = next;
  browserShelf.set('theme', next);
}

const systemLight = matchMedia('(prefers-color-scheme: light)');
const isSystemLight = signal(systemLight.matches);
systemLight.addEventListener('change', ({ matches }) => {
  isSystemLight.value = matches;
});

/** What is in force now. */
export function themeInForce(): 'dark' | 'light' {
  if (chosen.value !== 'system') return chosen.value;
  return isSystemLight.value ? 'light' : 'dark';
}

effect(() => {
  document.documentElement.dataset.theme = chosen.value;
});
