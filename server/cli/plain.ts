// Other people's text for a terminal, which obeys control characters: those are shown, not sent.

/**
 * What a terminal could take for an order, or for another direction of writing: control characters
 * (C0 but for line ends, DEL, C1), marks and overrides of direction, line and paragraph separators.
 */
const ORDERS = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/gu;

/** One line: line ends become ` / `, tabs become spaces, orders become a visible mark. */
export const plain = (text: string): string =>
  text
    .replace(/\r\n|\r|\n/g, ' / ')
    .replaceAll('\t', ' ')
    .replace(ORDERS, '\ufffd');

/** Several lines, each after the first one behind `indent`. */
export const plainLines = (text: string, indent: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map(plain)
    .join(`\n${indent}`);
