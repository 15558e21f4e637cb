// A scenario as a file: where people and stations are, how far and how fast, how bad the links are, and
// what happens when. Times are simulated seconds from its start; those of links are real.
import * as v from 'valibot';
import { captionText, stationDoes } from './event.ts';
import { CUSTOM_OWLT_MS_MAX, CUSTOM_PLACES_MAX } from './limits.ts';
import { steps } from './link.ts';
import { hue, name, placeId, range, text } from './scalars.ts';

/** Stations, ways and links of a scenario, each. */
const PARTS_MAX = 32;
/** Steps of its script, and how late the last one may be: 400 years. */
const SCRIPT_MAX = 200;
const AT_SECONDS_MAX = 400 * 365.25 * 86_400;

const list = <Schema extends v.GenericSchema>(item: Schema, max: number) =>
  v.optional(v.pipe(v.array(item), v.maxLength(max, `Expected at most ${max} of them.`)));
const at = range('seconds', 0, AT_SECONDS_MAX);
const owltSeconds = range('seconds', 0, CUSTOM_OWLT_MS_MAX / 1000);
/** Whether the calendar has that instant: 31 February is read as 3 March. */
function doesExist(instant: string): boolean {
  // biome-ignore lint/style/noRestrictedGlobals: to read a time that is written reads no clock
  const read = new Date(instant);
  return !Number.isNaN(read.getTime()) && read.toISOString() === instant.replace('Z', '.000Z');
}
const instant = v.pipe(
  v.string(),
  v.regex(
    /^(?:1[6-9]|2[0-3])\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    'Expected a UTC time like 1969-07-20T20:17:40Z',
  ),
  v.check((value) => doesExist(value), 'Expected a day and a time that exist'),
);

const place = v.strictObject({ id: placeId, name, near: placeId, seconds: owltSeconds });
const way = v.strictObject({
  from: placeId,
  to: placeId,
  seconds: v.optional(owltSeconds),
  block: v.optional(
    v.strictObject({ fromSeconds: at, toSeconds: at, fate: v.picklist(['stored', 'lost']) }),
  ),
});
const station = v.strictObject({
  place: placeId,
  name,
  hue,
  /** What it has said before anybody came. */
  says: v.optional(text),
  /** Whether it answers people. Default: true. */
  answers: v.optional(v.boolean()),
  /** How it answers, or that it speaks by itself. Default: answer. */
  does: v.optional(stationDoes),
  /** Of a beacon: real seconds between two. Default: 60. */
  everySeconds: v.optional(range('everySeconds', 5, 86_400)),
});
const link = v.strictObject({
  /** `others`: everybody but the first person who came. */
  for: v.picklist(['all', 'others']),
  preset: v.optional(v.string()),
  steps: v.optional(steps),
  loop: v.optional(v.boolean()),
});
/** One thing that happens. */
const step = v.strictObject({
  at,
  caption: v.optional(captionText),
  warp: v.optional(range('warp', 0, 1_000_000)),
  say: v.optional(v.strictObject({ station: name, text })),
});

export const scenarioFile = v.strictObject({
  lightlag: v.literal('scenario', 'Expected a Lightlag scenario'),
  version: v.literal(1, 'Expected a scenario of version 1'),
  title: name,
  /** One sentence: what one will feel. */
  line: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
  /** What the simulated clock shows at the start. Default: the time of today. */
  starts: v.optional(instant),
  /** Simulated per real second; `aboutSeconds`: chosen so that light takes about so long in real time. */
  warp: v.union([
    range('warp', 0.01, 1_000_000),
    v.strictObject({ aboutSeconds: range('aboutSeconds', 0.1, 3600) }),
  ]),
  /** The place that the light time is told to, on the card. */
  far: placeId,
  places: list(place, CUSTOM_PLACES_MAX),
  ways: list(way, PARTS_MAX),
  stations: list(station, PARTS_MAX),
  locked: v.optional(v.boolean()),
  links: list(link, PARTS_MAX),
  /** In order of time. */
  script: list(step, SCRIPT_MAX),
});
export type ScenarioFile = v.InferOutput<typeof scenarioFile>;
export type ScriptStep = v.InferOutput<typeof step>;
export type ScenarioLink = v.InferOutput<typeof link>;
