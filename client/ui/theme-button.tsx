// Switches between dark and light. Stands on each page.
import { setTheme, themeInForce } from '../state/theme.ts';
import { Icon } from './icons.tsx';

export function ThemeButton() {
  const now = themeInForce();
  const next = now === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      class="button is-plain is-icon"
      aria-label={`Switch to the ${next} theme`}
      onClick={() => setTheme(next)}
    >
      <Icon name={next === 'light' ? 'sun' : 'moon'} />
    </button>
  );
}
