// A room that has lived, from one seed: people come and go, speak, steer; for tests that take a log
// as it comes.
import type { EventLog, LoggedEvent, RoomRecord } from '../../server/chat/log/event-log.ts';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import { admit } from '../../server/chat/members.ts';
import type { Room } from '../../server/chat/room.ts';
import { createRooms } from '../../server/chat/rooms.ts';
import {
  type Actor,
  acknowledge,
  leave,
  move,
  rename,
  say,
  setPlace,
  setWarp,
  setWay,
} from '../../server/chat/verbs.ts';
import { type Arrival, type Arrive, isData } from '../../shared/chat/event.ts';
import { viewAt } from '../../shared/chat/view.ts';
import { foldWorld, startWorld, type World } from '../../shared/chat/world.ts';
import { arrivalAt } from '../../shared/space/places.ts';
import { realMs, type SimMs, simMs } from '../../shared/time/frames.ts';
import { simAt } from '../../shared/time/warp.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { createDice, type Dice } from './dice.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { toyLight } from './toy-light.ts';

const START = Date.UTC(2026, 10, 22, 12, 0, 0, 123);
export const BODIES = ['earth', 'io', 'mars', 'moon'];
const WARPS = [0, 1, 60, 260.5, 5000];
const STEPS = 60;

export interface LivedRoom {
  readonly log: EventLog;
  readonly clock: ManualClock;
  readonly room: Room;
  readonly members: readonly (Actor & { readonly token: string })[];
  close(): void;
}

type Scene = LivedRoom & {
  readonly dice: Dice;
  readonly members: (Actor & { token: string })[];
};

export async function liveRoom(seed: number, steps = STEPS): Promise<LivedRoom> {
  const clock = createManualClock(START);
  const log = createMemoryLog({ clock });
  const id = `room${seed}`.padEnd(12, '0');
  const settings = { steering: 'all', omniscient: true } as const;
  const opening = { openedAt: realMs(START), sim: simMs(START), warp: 60 };
  const record = { id, title: 'Lived', scenario: 'sim', epoch: 'one', settings, hostHash: 'none' };
  await log.createRoom({ ...record, ...opening }, []);
  const onError = (error: unknown): never => {
    throw error;
  };
  const rooms = createRooms({ log, clock, lightTimes: toyLight, onError, onLoad: () => undefined });
  const room = (await rooms.open(id)) as Room;
  const close = (): void => rooms.close();
  const scene: Scene = { log, clock, room, dice: createDice(seed), members: [], close };
  await join(scene);
  for (let step = 0; step < steps; step++) {
    clock.advance(10 ** scene.dice.upTo(4.5));
    await (scene.dice.pick(DEEDS) as (scene: Scene) => unknown)(scene);
  }
  return scene;
}

let ids = 0;
const newId = (): string => `lived-${ids++}`.padEnd(10, '-');
const placesOf = ({ room }: Scene): string[] => [...BODIES, ...room.world.places.keys()];
const someone = ({ dice, members }: Scene): Actor => dice.pick(members) as Actor;
const somewhere = (scene: Scene): string => scene.dice.pick(placesOf(scene)) as string;

async function join(scene: Scene): Promise<void> {
  const { log, room, members } = scene;
  if (members.length >= 5) return;
  const newcomer = { name: `Member ${members.length}`, hue: 1, place: somewhere(scene) };
  const ask = { protocol: PROTOCOL_VERSION, room: room.record.id, newcomer };
  const admitted = await admit(room, { log, rooms: { open: async () => undefined } }, ask);
  if (!admitted.ok) throw new Error(admitted.detail);
  const { actor, token } = admitted.value;
  members.push({ ...actor, token });
  // Somebody has to be there: a room without a tab is soon forgotten.
  room.attach(actor.member);
}

const talk = (scene: Scene) =>
  say(scene.room, someone(scene), { id: newId(), text: `words-${ids} "=,\u2028` });

const DEEDS: readonly ((scene: Scene) => unknown)[] = [
  join,
  talk,
  talk,
  talk,
  (scene) => move(scene.room, someone(scene), { id: newId(), place: somewhere(scene) }),
  (scene) => rename(scene.room, someone(scene), { id: newId(), name: `Name ${ids}`, hue: 2 }),
  (scene) => acknowledge(scene.room, someone(scene), { upTo: scene.room.simNow() }),
  (scene) => leave(scene.room, someone(scene)),
  (scene) => setWarp(scene.room, someone(scene), { warp: scene.dice.pick(WARPS) as number }),
  (scene) => {
    const { dice, room } = scene;
    const id = dice.upTo(1) < 0.5 ? dice.pick([...room.world.places.keys()]) : undefined;
    const owltMs = dice.upTo(900_000);
    return setPlace(room, someone(scene), { id, name: 'Relay', near: 'mars', owltMs });
  },
  (scene) => {
    const { dice, room } = scene;
    const since = simMs(room.simNow() + dice.upTo(1e6) - 5e5);
    const until = simMs(since + 1 + dice.upTo(1e6));
    const fate = dice.pick(['stored', 'lost'] as const) ?? 'lost';
    return setWay(room, someone(scene), {
      from: somewhere(scene),
      to: somewhere(scene),
      owltMs: dice.upTo(1) < 0.5 ? dice.upTo(900_000) : null,
      block: dice.upTo(1) < 0.7 ? { since, until, fate } : null,
    });
  },
];

/** A log as the definition of a view needs it: `view` is what a place sees at a time. */
export async function readAll(log: EventLog, id: string) {
  const record = (await log.findRoom(id)) as RoomRecord;
  const logged = await log.read(id, { limit: Number.MAX_SAFE_INTEGER });
  const world = logged.reduce<World>(
    (soFar, { at, body }) => foldWorld(soFar, at, body),
    startWorld(record),
  );
  const events = logged.map((event) => ({ ...event, sentAt: simAt(world.warps, event.at) }));
  const arrive: Arrive = (from, to, sentAt) => arrivalAt(toyLight, world, { from, to, sentAt });
  return {
    record,
    logged: logged as readonly LoggedEvent[],
    places: [...BODIES, ...world.places.keys()],
    isArrived: (event: LoggedEvent, place: string, now: SimMs): boolean =>
      !isData({ ...event, sentAt: simMs(0) }) ||
      arrive(event.origin, place, simAt(world.warps, event.at)) <= now,
    view: (place: string, now: SimMs): Arrival[] => viewAt(events, { place, now, arrive }),
  };
}
