// The name and colour that a newcomer is offered, so that nobody has to think of one first.
import { NAME_MAX } from '../../shared/wire/limits.ts';

const MANNERS = [
  'Quiet',
  'Bright',
  'Patient',
  'Distant',
  'Curious',
  'Gentle',
  'Early',
  'Late',
  'Steady',
  'Slow',
  'Swift',
  'Amber',
  'Silver',
  'Northern',
  'Lucky',
  'Wandering',
  'Humble',
  'Merry',
  'Calm',
  'Tidy',
];
const THINGS = [
  'Comet',
  'Moon',
  'Orbit',
  'Meteor',
  'Aurora',
  'Eclipse',
  'Nebula',
  'Photon',
  'Pulsar',
  'Quasar',
  'Beacon',
  'Rover',
  'Lander',
  'Probe',
  'Dish',
  'Echo',
  'Signal',
  'Crater',
  'Ring',
  'Zenith',
];

/** A name from two numbers in [0, 1), and the hue from a third. */
export function friendlyName(a: number, b: number): string {
  return `${MANNERS[Math.floor(a * MANNERS.length)]} ${THINGS[Math.floor(b * THINGS.length)]}`;
}

/** A fresh name and a whole hue of 0 to 359 degrees. */
export function offerNewcomer(): { readonly name: string; readonly hue: number } {
  return {
    name: friendlyName(Math.random(), Math.random()),
    hue: Math.floor(Math.random() * 24) * 15,
  };
}

/** One line, no control characters, at most NAME_MAX; '' when nothing is left. */
export function tidyName(value: string): string {
  return value
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, NAME_MAX)
    .trim();
}
