// Puts a frame of the diagram together from what the tab knows at this moment. Read with peek: it
// runs sixty times a second and renders nothing.
import { sayTime } from '../../shared/time/format.ts';
import type { SimMs } from '../../shared/time/frames.ts';
import { segment, simNow } from '../state/clock.ts';
import { detour, light } from '../state/light.ts';
import { isOmniscient } from '../state/omniscient.ts';
import { receipts } from '../state/own.ts';
import { type Group, groups, legs, picturedPlaces, selected } from '../state/pictured.ts';
import { familyOf } from '../state/place-order.ts';
import { placeOf, places, rangesFromHere } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { chainOf, type Sighting } from '../state/sightings.ts';
import { activity } from '../state/world-line.ts';
import { palette } from '../ui/picture/palette.ts';
import type { Brush } from '../ui/picture/surface.tsx';
import { type Columns, layColumns } from './columns.ts';
import type { Frame } from './frame.ts';
import { coneEdge, type TimeWindow, yAt } from './geometry.ts';
import { held, spanFor, windowFor } from './sight.ts';

const HEADER = 32;
/** Below this width the words of messages stand in the detail only. */
const WORDS_WIDTH_MIN = 480;

let lastLayout: { key: string; columns: Columns } | undefined;

/** The frame as the tab stands now. `hovered`: a message under the pointer. */
export function composeFrame(
  { width, height }: Pick<Brush, 'width' | 'height'>,
  hovered: string | undefined,
): Frame {
  const now = simNow();
  const at = held.peek() ?? now;
  const here = myPlace.peek();
  const shown = picturedPlaces.peek();
  const farthest = farthestMs(shown, here);
  const longest = farthest + detour.peek();
  const window = windowFor({
    at,
    autoSpanMs: spanFor(farthest, segment.peek().warp),
    offset: HEADER,
    height: height - HEADER,
  });
  const gutter = width < WORDS_WIDTH_MIN ? 64 : 84;
  const columns = columnsFor(shown, gutter, width);
  const lit = litKeys(hovered);
  return {
    scene: {
      window,
      columns,
      here,
      at,
      isOmniscient: isOmniscient.peek(),
      sightings: sightingsIn(groups.peek(), window, longest),
      legsOf: legs.peek(),
      receipts: receipts.peek(),
      lit,
    },
    palette: palette(),
    width,
    height,
    header: HEADER,
    gutter,
    cone: coneEdge(window, {
      places: columns.places,
      x: (place) => columns.x(place) ?? 0,
      here,
      at,
      backMs: (place) => backMs(place, here, at),
    }),
    now,
    activity: activity.peek(),
    place: placeOf,
    atWords: sayTime(at),
    hasWords: width >= WORDS_WIDTH_MIN,
  };
}

/**
 * Whether two frames look alike: the clock has moved by less than a fifth of a pixel and nothing else
 * has changed. A picture that stands costs nothing.
 */
export function isSameLook(a: Frame, b: Frame): boolean {
  const moved = Math.abs(yAt(a.scene.window, b.scene.at) - yAt(a.scene.window, a.scene.at));
  const slid = Math.abs(yAt(a.scene.window, b.scene.window.top) - a.header);
  return (
    moved < STILL_PX &&
    slid < STILL_PX &&
    a.scene.window.spanMs === b.scene.window.spanMs &&
    a.width === b.width &&
    a.height === b.height &&
    a.palette === b.palette &&
    a.scene.columns === b.scene.columns &&
    a.scene.legsOf === b.scene.legsOf &&
    a.scene.receipts === b.scene.receipts &&
    a.scene.isOmniscient === b.scene.isOmniscient &&
    a.activity === b.activity &&
    a.scene.sightings.length === b.scene.sightings.length &&
    a.scene.sightings.at(-1) === b.scene.sightings.at(-1) &&
    [...a.scene.lit].join() === [...b.scene.lit].join()
  );
}
const STILL_PX = 0.25;

/** What of the groups can be in sight: a flight takes at most twice the longest one from here. */
export function sightingsIn(
  all: readonly Group[],
  { top, spanMs }: TimeWindow,
  longest: number,
): readonly Sighting[] {
  const end = top + spanMs;
  const found: Sighting[] = [];
  for (const { sightings, from, to } of all) {
    if (from > end || to + 2 * longest < top) continue;
    for (const sighting of sightings) {
      if (sighting.event.sentAt > end || sighting.knownAt + 2 * longest < top) continue;
      found.push(sighting);
    }
  }
  return found;
}

function columnsFor(shown: readonly string[], gutter: number, width: number): Columns {
  const key = `${shown.join()} ${gutter} ${width}`;
  if (lastLayout?.key === key) return lastLayout.columns;
  const known = places.peek();
  const columns = layColumns(shown, {
    left: gutter,
    right: width - 8,
    familyOf: (place) => familyOf(place, known),
  });
  lastLayout = { key, columns };
  return columns;
}

/** How long ago the last light of `place` that is here by `at` left. */
function backMs(place: string, here: string, at: SimMs): number {
  const left = light.peek()?.lastDeparture(place, here, at);
  return left === undefined ? (rangesFromHere.peek().get(place)?.backMs ?? 0) : at - left;
}

function farthestMs(shown: readonly string[], here: string): number {
  const ranges = rangesFromHere.peek();
  let farthest = 0;
  for (const place of shown) {
    const range = place === here ? undefined : ranges.get(place);
    if (range) farthest = Math.max(farthest, range.outMs, range.backMs);
  }
  return farthest;
}

let chainKey: string | undefined;
let chainFor: unknown;
let chain: ReadonlySet<string> = new Set();

/** The selected message and its replies, or else what the pointer is at. */
function litKeys(hovered: string | undefined): ReadonlySet<string> {
  const key = selected.peek() ?? hovered;
  const all = groups.peek();
  if (key !== chainKey || chainFor !== all) {
    chainKey = key;
    chainFor = all;
    const list = all.flatMap(({ sightings }) => sightings);
    chain = key === undefined ? new Set() : chainOf(key, list);
  }
  return chain;
}
