// The present room as a scenario file: places, ways, stations, the warp, and the script it was made with.

import { customPlaces } from '../../shared/space/place-table.ts';
import { definedWays, type Way } from '../../shared/space/way-table.ts';
import { simMs } from '../../shared/time/frames.ts';
import { lastSegment } from '../../shared/time/warp.ts';
import type { ScenarioFile } from '../../shared/wire/scenario.ts';
import { isSeated, type Room } from './room.ts';

const WARP_MIN = 0.01;
const EVERY_S_MIN = 5;
/** A simulated clock that is nearer to the real one than this shows the time of today. */
const TODAY_MS = 86_400_000;

/** As it is now; with a script from the start of the script. Its light times follow from the date. */
export function saveScenario(room: Room): ScenarioFile {
  const { world, record } = room;
  const { script = [], links = [], start } = record.play ?? {};
  const at = script.length > 0 && start !== undefined ? start : room.simNow();
  const stations = stationsOf(room);
  const places = customPlaces(world.places).map(({ id, name, near, owltMs }) => ({
    id,
    name,
    near,
    seconds: owltMs / 1000,
  }));
  const ways = definedWays(world.ways).map((way) => wayOf(way, at));
  const isDated = script.length > 0 || Math.abs(at - room.now()) > TODAY_MS;
  return {
    lightlag: 'scenario',
    version: 1,
    title: record.title,
    ...(isDated && { starts: `${new Date(at).toISOString().slice(0, 19)}Z` }),
    warp: Math.max(WARP_MIN, script.length > 0 ? record.warp : lastSegment(world.warps).warp),
    far: stations.find(({ place }) => place !== 'earth')?.place ?? 'earth',
    places,
    ways,
    stations,
    ...(world.settings.locked && { locked: true }),
    links: [...links],
    script: [...script],
  };
}

function stationsOf(room: Room): NonNullable<ScenarioFile['stations']> {
  const silent = room.record.play?.stations.filter(({ answers }) => !answers) ?? [];
  return [...room.members()].flatMap((member) => {
    const who = room.whereabouts(member);
    if (!who?.here || !isSeated(who)) return [];
    const { place, name, hue } = who;
    const isSilent = silent.some((one) => one.member === member);
    const { does, everyMs } = room.world.stations.get(member) ?? {};
    return [
      {
        place,
        name,
        hue,
        ...(isSilent && { answers: false }),
        ...(does && { does }),
        ...(everyMs !== undefined && { everySeconds: Math.max(EVERY_S_MIN, everyMs / 1000) }),
      },
    ];
  });
}

function wayOf({ from, to, owltMs, block }: Way, at: number) {
  const isAhead = block !== null && block.until > at;
  return {
    from,
    to,
    ...(owltMs !== null && { seconds: owltMs / 1000 }),
    ...(isAhead && {
      block: {
        fromSeconds: Math.max(0, simMs(block.since - at) / 1000),
        toSeconds: simMs(block.until - at) / 1000,
        fate: block.fate,
      },
    }),
  };
}
