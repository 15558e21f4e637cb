// A room from a scenario: its clock, places, ways, stations, and what is to happen in it by itself.
import type { LightTimes } from '../../shared/space/light-time.ts';
import { noPlaces, type PlaceTable, withPlace } from '../../shared/space/place-table.ts';
import { arrivalAt } from '../../shared/space/places.ts';
import { noWays, type Space, withWay } from '../../shared/space/way-table.ts';
import { type RealMs, realMs, type SimMs, simMs } from '../../shared/time/frames.ts';
import type { ControlBody, CustomPlace, Way } from '../../shared/wire/event.ts';
import type { ScenarioCard } from '../../shared/wire/http.ts';
import type { ScenarioFile } from '../../shared/wire/scenario.ts';
import { isFirst } from './built-in.ts';
import { hashToken, newEventId, newMemberId, newRoomId, newToken } from './credentials.ts';
import type { Draft, EventLog, Play, RoomRecord } from './log/event-log.ts';

/** A scenario and, for one of ours, its id; others are `own`. */
export interface Scenario {
  readonly id: string;
  readonly file: ScenarioFile;
}

const HOME = 'earth';
/** Simulated ms for which stations have been there longer than their light needs to Earth. */
const LEAD_MS = 60_000;

/** What a scenario amounts to, if it starts at a simulated time (unless it says when). */
export function describeScenario(
  { id, file }: Scenario,
  { lightTimes, at }: { lightTimes: LightTimes; at: SimMs },
): ScenarioCard {
  const { title, line = '', far, stations = [] } = file;
  const owltMs = owltTo(file, lightTimes, startOf(file, at));
  const warp = warpOf(file, owltMs);
  const name = stations.find(({ place }) => place === far)?.name ?? title;
  return {
    id,
    title,
    line,
    owltMs,
    warp,
    realOwltMs: owltMs / warp,
    farEnd: { place: far, name },
    starts: file.starts ?? null,
    isMore: !isFirst(id),
  };
}

/**
 * Writes the room of a scenario. Its stations have been there for two light times already, so that
 * Earth has known them for one: nobody has to wait to learn that there is somebody to talk to.
 */
export async function createScenarioRoom(
  log: EventLog,
  {
    scenario,
    title,
    lightTimes,
  }: { scenario: Scenario; title: string | undefined; lightTimes: LightTimes },
): Promise<{ room: string; hostToken: string }> {
  const now = log.now();
  const { file } = scenario;
  const start = startOf(file, simMs(now));
  const { owltMs, warp } = describeScenario(scenario, { lightTimes, at: simMs(now) });
  const leadMs = 2 * owltMs + LEAD_MS;
  const openedAt = realMs(now - leadMs / warp);
  const hostToken = newToken();
  const play = playOf(file, start);
  const record: RoomRecord = {
    id: newRoomId(),
    title: title ?? file.title,
    scenario: scenario.id,
    epoch: newEventId(),
    openedAt,
    sim: simMs(start - leadMs),
    warp,
    settings: {
      steering: 'host',
      omniscient: true,
      ...(file.locked !== undefined && { locked: file.locked }),
    },
    hostHash: hashToken(hostToken),
    play,
  };
  await log.createRoom(record, firstEvents(file, play, openedAt));
  return { room: record.id, hostToken };
}

function playOf({ stations = [], script = [], links = [] }: ScenarioFile, start: SimMs): Play {
  return {
    start,
    script,
    links,
    director: newMemberId(),
    stations: stations.map(({ name, answers = true }) => ({
      name,
      member: newMemberId(),
      answers,
    })),
  };
}

function firstEvents(file: ScenarioFile, play: Play, at: RealMs): (Draft & { at: RealMs })[] {
  const { director } = play;
  const control = (body: ControlBody) => ({
    id: newEventId(),
    author: director,
    origin: '',
    at,
    body,
  });
  const placed = placesOf(file).map((place) => control({ kind: 'place', place }));
  const wayed = waysOf(file, play.start).map((way) => control({ kind: 'way', way }));
  const seated = (file.stations ?? []).flatMap((one, index) => {
    const { place: origin, name, hue, says, does, everySeconds = 60 } = one;
    const author = play.stations[index]?.member ?? director;
    const join = { kind: 'join', name, hue, station: true } as const;
    const coming = { id: newEventId(), author, origin, at, body: join };
    const everyMs = does === 'beacon' ? 1000 * everySeconds : undefined;
    const order = { kind: 'station', member: author, ...(everyMs && { everyMs }) } as const;
    const come = does ? [control({ ...order, does }), coming] : [coming];
    if (says === undefined) return come;
    const body = { kind: 'say', text: says } as const;
    return [...come, { id: newEventId(), author, origin, at, body }];
  });
  return [...placed, ...wayed, ...seated];
}

const startOf = ({ starts }: ScenarioFile, now: SimMs): SimMs =>
  starts === undefined ? now : simMs(Date.parse(starts));

const placesOf = ({ places = [] }: ScenarioFile): CustomPlace[] =>
  places.map(({ id, name, near, seconds }) => ({ id, name, near, owltMs: seconds * 1000 }));

const waysOf = ({ ways = [] }: ScenarioFile, start: SimMs): Way[] =>
  ways.map(({ from, to, seconds, block }) => ({
    from,
    to,
    owltMs: seconds === undefined ? null : seconds * 1000,
    block: block
      ? {
          since: simMs(start + block.fromSeconds * 1000),
          until: simMs(start + block.toSeconds * 1000),
          fate: block.fate,
        }
      : null,
  }));

/** Without what blocks it: how far the far end is. */
function owltTo(file: ScenarioFile, lightTimes: LightTimes, at: SimMs): number {
  const places = placesOf(file).reduce<PlaceTable>(
    (table, place) => withPlace(table, place, at),
    noPlaces,
  );
  const ways = waysOf(file, at).reduce(
    (table, way) => withWay(table, { ...way, block: null }, at),
    noWays,
  );
  const space: Space = { places, ways };
  return arrivalAt(lightTimes, space, { from: HOME, to: file.far, sentAt: simMs(at + 1) }) - at - 1;
}

/** Whole tens, so that the number is easy to say. */
function warpOf({ warp }: ScenarioFile, owltMs: number): number {
  if (typeof warp === 'number') return warp;
  return Math.max(1, Math.round(owltMs / (warp.aboutSeconds * 1000) / 10) * 10);
}
