// The settings of an exhibit stand in the address: a link leads to exactly this exhibit.
import { type ReadonlySignal, signal } from '@preact/signals';
import { readable } from './read-settings.ts';

export interface SettingsForm<Settings> {
  /** Reads what an address says; whatever it says, the settings are in range. */
  read(search: URLSearchParams): Settings;
  write(settings: Settings): Readonly<Record<string, string>>;
}

export interface SettingsSignal<Settings> {
  readonly value: ReadonlySignal<Settings>;
  set(change: Partial<Settings>): void;
}

const here = signal(location.href);

/** The page's address, with the settings as they are. */
export const address: ReadonlySignal<string> = here;

/** Reads the page's address now, and writes each change to it. */
export function createSettings<Settings extends object>({
  read,
  write,
}: SettingsForm<Settings>): SettingsSignal<Settings> {
  const value = signal(read(new URLSearchParams(location.search)));
  return {
    value,
    set(change) {
      value.value = read(new URLSearchParams(write({ ...value.peek(), ...change })));
      const search = new URLSearchParams(write(value.peek()));
      history.replaceState(null, '', `${location.pathname}?${readable(search)}`);
      here.value = location.href;
    },
  };
}
