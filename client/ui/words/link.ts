// How the figures of a link are said. Pure.
import type { Link } from '../../../shared/link/parameters.ts';
import { sayDuration } from '../../../shared/time/format.ts';

/** `0.2 %`, `50 %`. */
export const sayChance = (chance: number): string =>
  `${(100 * chance).toLocaleString('en', { maximumSignificantDigits: 3 })} %`;

/** `49 kbit/s`, `1.6 Mbit/s`, `unlimited`. */
export function sayRate(bps: number): string {
  if (bps === 0) return 'unlimited';
  const [value, unit] =
    bps < 1e6 ? [bps / 1e3, 'kbit/s'] : bps < 1e9 ? [bps / 1e6, 'Mbit/s'] : [bps / 1e9, 'Gbit/s'];
  return `${value.toLocaleString('en', { maximumSignificantDigits: 3 })} ${unit}`;
}

/** `150 ms ± 30 ms one way`, with up and down where they differ. */
export function sayOneWay({ up, down }: Pick<Link, 'up' | 'down'>): string {
  const say = ({ delayMs, jitterMs }: Link['up']): string =>
    jitterMs > 0 ? `${sayDuration(delayMs)} ± ${sayDuration(jitterMs)}` : sayDuration(delayMs);
  const [there, back] = [say(up), say(down)];
  return there === back ? `${there} one way` : `${there} up, ${back} down, one way`;
}

/** `300 ms round trip`. */
export const sayRoundTrip = ({ up, down }: Pick<Link, 'up' | 'down'>): string =>
  `${sayDuration(up.delayMs + down.delayMs)} round trip`;
