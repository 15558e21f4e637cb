// How distances are said. Pure.
import { sayNumber } from './number.ts';

const LIGHT_YEAR_KM = 9_460_730_472_580.8;

/** `0 km`, `384,400 km`, `772 million km`, `4.24 light-years`. */
export function sayDistance(km: number): string {
  if (km < 1_000_000) return `${sayNumber(km, 0)} km`;
  if (km < 1_000_000_000)
    return `${sayNumber(km / 1e6, km < 1e7 ? 2 : km < 1e8 ? 1 : 0)} million km`;
  if (km < LIGHT_YEAR_KM / 10) return `${sayNumber(km / 1e9, 2)} billion km`;
  return `${sayNumber(km / LIGHT_YEAR_KM, 2)} light-years`;
}

/** A warp: `paused`, `×1`, `×260`, `×1,000,000`. */
export function sayWarp(warp: number): string {
  return warp === 0 ? 'paused' : `×${sayNumber(warp, warp < 10 ? 2 : 0)}`;
}
