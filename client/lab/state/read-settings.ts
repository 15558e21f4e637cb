// Reading settings from an address: whatever it says, they come out in range. Pure.

/** Colons and commas may stand in a query as they are. */
export const readable = (search: URLSearchParams): string =>
  search.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');

/** A whole number of the address within its range; `fallback` if there is none. */
export function readWhole(
  text: string | null,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): number {
  if (text === null || !/^\d{1,9}$/.test(text)) return fallback;
  return Math.min(max, Math.max(min, Number(text)));
}

/** One of a list, or its first. */
export function readChoice<Choice extends string>(
  text: string | null,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  return choices.find((choice) => choice === text) ?? choices[0];
}
