// The pictures' light in rooms whose host has moved places, fixed ways and blocked them: it is the light
// that the server delivers by, of the time at which it left.
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  centreAt,
  KM_PER_MS,
  length,
  minus,
  placeAt,
  radiusKm,
  type Space as SkySpace,
  spheresOf,
  toEcliptic,
} from '../../../client/orrery/space.ts';
import { createLight } from '../../../client/state/light-loaded.ts';
import { spaceOf } from '../../../client/state/space-told.ts';
import { historyOf } from '../../../server/sockets/space-history.ts';
import type { World } from '../../../shared/chat/world.ts';
import type { BodyId } from '../../../shared/space/bodies.ts';
import { createLightTimes } from '../../../shared/space/light-time.ts';
import { arrivalAt, expectedAt, latestDeparture } from '../../../shared/space/places.ts';
import { type SimMs, simMs } from '../../../shared/time/frames.ts';
import { createDice, type Dice } from '../../support/dice.ts';
import { BODIES, liveRoom } from '../../support/lived-room.ts';

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);
const QUESTIONS = 60;

const lightTimes = createLightTimes();

interface Told {
  readonly world: World;
  /** What a tab makes of what it was told. */
  readonly light: ReturnType<typeof createLight>;
  readonly ask: () => { from: string; to: string; sentAt: SimMs };
}

async function tell(seed: number): Promise<Told> {
  const lived = await liveRoom(seed);
  onTestFinished(lived.close);
  const { world } = lived.room;
  const light = createLight(spaceOf(JSON.parse(JSON.stringify(historyOf(world)))));
  const dice = createDice(seed);
  const places = [...BODIES, ...world.places.keys()];
  const moments = momentsOf(world, lived.room.simNow());
  return {
    world,
    light,
    ask: () => ({
      from: dice.pick(places) as string,
      to: dice.pick(places) as string,
      sentAt: near(dice, dice.pick(moments) as SimMs),
    }),
  };
}

/** The times at which something was said or begins or ends, and now. */
function momentsOf({ places, ways }: World, now: SimMs): SimMs[] {
  return [
    now,
    ...[...places.values()].flatMap(({ versions }) => versions.map(({ from }) => from)),
    ...[...ways.values()]
      .flat()
      .flatMap(({ from, way: { block } }) => [from, ...(block ? [block.since, block.until] : [])]),
  ];
}

const near = (dice: Dice, at: SimMs): SimMs =>
  dice.upTo(1) < 0.3 ? at : simMs(Math.round(at + dice.upTo(2e6) - 1e6));

describe('what a tab reckons from the history it is told', () => {
  test.each(SEEDS)(
    '[P2][P3] seed %i: arrivals and departures are the server\u2019s',
    async (seed) => {
      const { world, light, ask } = await tell(seed);
      for (let turn = 0; turn < QUESTIONS; turn++) {
        const { from, to, sentAt } = ask();
        const course = light.course(from, to, sentAt);
        expect(course?.arrivesAt).toBe(expectedAt(lightTimes, world, { from, to, sentAt }));
        const isLost = arrivalAt(lightTimes, world, { from, to, sentAt }) === Infinity;
        expect(course?.isLost ?? false).toBe(isLost);
        expect(light.lastDeparture(from, to, sentAt)).toBe(
          latestDeparture(lightTimes, world, { from, to, arrivedBy: sentAt }),
        );
      }
    },
  );

  test.each(SEEDS)(
    '[P9] seed %i: a sphere touches a place exactly when it arrives',
    async (seed) => {
      const { light, ask } = await tell(seed);
      const space: SkySpace = {
        position: (body, at) => toEcliptic(light.positionKm(body as BodyId, at)),
        spot: (place, at) => ({
          bearing: 1,
          ...(light.spot(place, at) ?? { body: '', owltMs: 0 }),
        }),
      };
      for (let turn = 0; turn < QUESTIONS; turn++) {
        const { from: origin, to, sentAt } = ask();
        const course = light.course(origin, to, sentAt);
        if (!course || origin === to || course.arrivesAt === sentAt) continue;
        const { arrivesAt } = course;
        const legs = [{ place: to, ...course }];
        const last = spheresOf(space, { origin, sentAt, legs }).find(
          // Arrivals are rounded up to a tick of 4 us.
          ({ endsAt }) => Math.abs(endsAt - arrivesAt) < 0.01,
        );
        if (!last) throw new Error(`No sphere ends at the arrival from ${origin} at ${to}`);
        const gap = length(minus(placeAt(space, to, arrivesAt), centreAt(space, last, arrivesAt)));
        expect(Math.abs(gap - radiusKm(last, arrivesAt)) / KM_PER_MS).toBeLessThan(0.03);
        expect(radiusKm(last, simMs(course.leavesAt ?? sentAt))).toBe(0);
      }
    },
  );
});
