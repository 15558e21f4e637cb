// The settings of an exhibit stand in the address: a link leads to exactly this exhibit.
import { type ReadonlySignal, signal } from '@preact/signals';

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

/** Colons and commas may stand in a query as they are. Pure. */
export const readable = (search: URLSearchParams): string =>
  search.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');

/** A whole number of the address within its range; `fallback` if there is none. Pure. */
export function readWhole(
  text: string | null,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): number {
  if (text === null || !/^\d{1,9}$/.test(text)) return fallback;
  return Math.min(max, Math.max(min, Number(text)));
}

/** One of a list, or its first. Pure. */
export function readChoice<Choice extends string>(
  text: string | null,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  return choices.find((choice) => choice === text) ?? choices[0];
}
