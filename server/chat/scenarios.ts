// The scenarios of the start page: where the far end is, and how fast time runs.
import type { LightTimes } from '../../shared/space/light-time.ts';
import { noPlaces, withPlace } from '../../shared/space/place-table.ts';
import { arrivalAt } from '../../shared/space/places.ts';
import { noWays } from '../../shared/space/way-table.ts';
import { type RealMs, realMs, type SimMs, simMs } from '../../shared/time/frames.ts';
import type { CustomPlace } from '../../shared/wire/event.ts';
import type { ScenarioCard } from '../../shared/wire/http.ts';
import { hashToken, newEventId, newMemberId, newRoomId, newToken } from './credentials.ts';
import type { Draft, EventLog, RoomRecord } from './log/event-log.ts';

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly line: string;
  /** Simulated per real second; `aboutRealMs`: chosen so that the OWLT takes about that long. */
  readonly warp: number | { readonly aboutRealMs: number };
  /** Where the station is; a custom place is made with the room. */
  readonly farEnd: string | CustomPlace;
  readonly station: { readonly name: string; readonly hue: number };
}

const HOME = 'earth';

const fixed = (name: string, seconds: number): CustomPlace => ({
  id: 'at-far-end0',
  name,
  near: HOME,
  owltMs: seconds * 1000,
});

export const SCENARIOS: readonly Scenario[] = [
  {
    id: 'io',
    title: 'Io in about 10 seconds',
    line: 'The real distance to Io, with time running faster, so that light takes about 10 seconds.',
    warp: { aboutRealMs: 10_000 },
    farEnd: 'io',
    station: { name: 'Io Station', hue: 85 },
  },
  {
    id: 'moon',
    title: 'The Moon',
    line: 'Just long enough to talk over each other, as the Apollo crews did.',
    warp: 1,
    farEnd: 'moon',
    station: { name: 'Moon Base', hue: 255 },
  },
  {
    id: 'fifty',
    title: 'The nasty 50 seconds',
    line: 'Too long to wait, too short to do something else. Crews found it as hard as 5 minutes.',
    warp: 1,
    farEnd: fixed('Fifty seconds out', 50),
    station: { name: 'Deep Space Relay', hue: 150 },
  },
  {
    id: 'mars',
    title: 'Mars, now',
    line: 'Where Mars is today, at the pace of today.',
    warp: 1,
    farEnd: 'mars',
    station: { name: 'Mars Station', hue: 28 },
  },
  {
    id: 'ganymede',
    title: 'Ganymede, a minute a second',
    line: 'Io\u2019s neighbour, with every real second a simulated minute.',
    warp: 60,
    farEnd: 'ganymede',
    station: { name: 'Ganymede Station', hue: 320 },
  },
  {
    id: 'twenty-minutes',
    title: 'Twenty minutes, fixed',
    line: 'The delay that analog missions train with. Bring something to read.',
    warp: 1,
    farEnd: fixed('Habitat', 20 * 60),
    station: { name: 'Habitat', hue: 40 },
  },
  {
    id: 'same-room',
    title: 'The same room',
    line: 'No light to wait for: only what your own link adds.',
    warp: 1,
    farEnd: HOME,
    station: { name: 'The Desk', hue: 190 },
  },
];

/** What a scenario amounts to at a simulated time. */
export function describeScenario(
  scenario: Scenario,
  { lightTimes, at }: { lightTimes: LightTimes; at: SimMs },
): ScenarioCard {
  const { id, title, line, farEnd, station } = scenario;
  const place = placeOf(farEnd);
  const owltMs = owltTo(farEnd, lightTimes, at);
  const warp = warpOf(scenario, owltMs);
  const card = { id, title, line, owltMs, warp, farEnd: { place, name: station.name } };
  return { ...card, realOwltMs: warp === 0 ? null : owltMs / warp };
}

/**
 * Writes the room of a scenario. Its station has been there for two light times already, so that
 * Earth has known it for one: nobody has to wait to learn that there is somebody to talk to.
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
  const { owltMs, warp } = describeScenario(scenario, { lightTimes, at: simMs(now) });
  const leadMs = 2 * owltMs + 60_000;
  const openedAt = realMs(now - leadMs / warp);
  const hostToken = newToken();
  const record: RoomRecord = {
    id: newRoomId(),
    title: title ?? scenario.title,
    scenario: scenario.id,
    epoch: newEventId(),
    openedAt,
    sim: simMs(now - leadMs),
    warp,
    settings: { steering: 'host', omniscient: true },
    hostHash: hashToken(hostToken),
  };
  await log.createRoom(record, firstEvents(scenario, openedAt));
  return { room: record.id, hostToken };
}

function firstEvents(scenario: Scenario, at: RealMs): (Draft & { at: RealMs })[] {
  const { farEnd, station } = scenario;
  const author = newMemberId();
  const origin = placeOf(farEnd);
  const join = { kind: 'join', name: station.name, hue: station.hue, station: true } as const;
  const hello = `${station.name} here. Say something; I answer when it reaches me.`;
  const stationEvents: (Draft & { at: RealMs })[] = [
    { id: newEventId(), author, origin, at, body: join },
    { id: newEventId(), author, origin, at, body: { kind: 'say', text: hello } },
  ];
  if (typeof farEnd === 'string') return stationEvents;
  const body = { kind: 'place', place: farEnd } as const;
  return [{ id: newEventId(), author, origin: '', at, body }, ...stationEvents];
}

const placeOf = (farEnd: Scenario['farEnd']): string =>
  typeof farEnd === 'string' ? farEnd : farEnd.id;

function owltTo(farEnd: Scenario['farEnd'], lightTimes: LightTimes, at: SimMs): number {
  const places = typeof farEnd === 'string' ? noPlaces : withPlace(noPlaces, farEnd, at);
  const space = { places, ways: noWays };
  return arrivalAt(lightTimes, space, { from: HOME, to: placeOf(farEnd), sentAt: at }) - at;
}

/** Whole tens, so that the number is easy to say. */
function warpOf({ warp }: Scenario, owltMs: number): number {
  if (typeof warp === 'number') return warp;
  return Math.max(1, Math.round(owltMs / warp.aboutRealMs / 10) * 10);
}
