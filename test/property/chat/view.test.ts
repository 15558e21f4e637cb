// The laws of a view, for any log and any warps, from its definition.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Arrive, isData, type SentEvent } from '../../../shared/chat/event.ts';
import { viewAt } from '../../../shared/chat/view.ts';
import { foldWorld, startWorld, type World } from '../../../shared/chat/world.ts';
import { arrivalAt } from '../../../shared/space/places.ts';
import { realMs, simMs } from '../../../shared/time/frames.ts';
import { realAt, simAt } from '../../../shared/time/warp.ts';
import type { EventBody, Way } from '../../../shared/wire/event.ts';
import { toyLight } from '../../support/toy-light.ts';

const START = Date.UTC(2026, 10, 22, 12);
const places = ['earth', 'io', 'mars', 'at-base0000'] as const;

/** A way, its block relative to the time at which it is said. */
const wish = fc.record({
  ends: fc.shuffledSubarray([...places], { minLength: 2, maxLength: 2 }),
  fixedMs: fc.option(fc.integer({ min: 0, max: 900_000 })),
  block: fc.option(
    fc.record({
      sinceMs: fc.integer({ min: -1_000_000, max: 3_000_000 }),
      forMs: fc.integer({ min: 1, max: 3_000_000 }),
      fate: fc.constantFrom('stored' as const, 'lost' as const),
    }),
  ),
});

/** What happens, and how many real ms after what happened before it. */
const happening = fc.record({
  after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000 })),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...places).map((from) => ({ from })) },
    { weight: 2, arbitrary: fc.constantFrom(0, 1, 60, 260, 1_000_000).map((warp) => ({ warp })) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 900_000 }).map((owltMs) => ({ owltMs })) },
    { weight: 2, arbitrary: wish },
  ),
});

interface Story {
  readonly world: World;
  readonly events: readonly SentEvent[];
  readonly arrive: Arrive;
  readonly endsAt: number;
}

const story = fc.array(happening, { minLength: 1, maxLength: 40 }).map((happenings): Story => {
  const settings = { steering: 'all', omniscient: true } as const;
  let world = startWorld({ openedAt: realMs(START), sim: simMs(START), warp: 60, settings });
  const events: SentEvent[] = [];
  let at = START;
  const log = (origin: string, body: EventBody): void => {
    const position = events.length + 1;
    const sentAt = simAt(world.warps, realMs(at));
    const event = {
      position,
      id: `${position}`,
      author: 'a',
      origin,
      at: realMs(at),
      sentAt,
      body,
    };
    events.push(event);
    world = foldWorld(world, realMs(at), body);
  };
  const place = (owltMs: number): EventBody => ({
    kind: 'place',
    place: { id: 'at-base0000', name: 'Base', near: 'mars', owltMs },
  });
  log('', place(5000));
  for (const { after, what } of happenings) {
    at += after;
    if ('from' in what) log(what.from, { kind: 'say', text: 'x' });
    else if ('warp' in what) log('', { kind: 'warp', warp: what.warp });
    else if ('owltMs' in what) log('', place(what.owltMs));
    else log('', { kind: 'way', way: wayOf(what, simAt(world.warps, realMs(at))) });
  }
  const arrive: Arrive = (from, to, sentAt) => arrivalAt(toyLight, world, { from, to, sentAt });
  return { world, events, arrive, endsAt: at };
});

type Wish = typeof wish extends fc.Arbitrary<infer Value> ? Value : never;

function wayOf({ ends, fixedMs, block }: Wish, now: number): Way {
  const [from, to] = ends as [string, string];
  const since = simMs(now + (block?.sinceMs ?? 0));
  const until = simMs(since + (block?.forMs ?? 0));
  return { from, to, owltMs: fixedMs, block: block && { since, until, fate: block.fate } };
}

const look = fc.record({
  place: fc.constantFrom(...places),
  after: fc.integer({ min: 0, max: 3_000_000 }),
});

describe('any log, any warps', () => {
  test('[V1][D1] nothing is in a view before its light has crossed', () => {
    fc.assert(
      fc.property(story, look, ({ world, events, arrive, endsAt }, { place, after }) => {
        const now = simAt(world.warps, realMs(endsAt + after));
        for (const { event, arrivesAt } of viewAt(events, { place, now, arrive })) {
          expect(arrivesAt).toBeLessThanOrEqual(now);
          expect(arrivesAt).toBeGreaterThanOrEqual(event.sentAt);
          expect(realAt(world.warps, arrivesAt)).toBeLessThanOrEqual(endsAt + after + 0.01);
        }
      }),
    );
  });

  test('[V3] what a place sees at one time is a prefix of what it sees at any later time', () => {
    fc.assert(
      fc.property(story, look, look, ({ world, events, arrive, endsAt }, one, two) => {
        const { place } = one;
        const [early, late] = [one.after, two.after].sort((a, b) => a - b) as [number, number];
        const at = (after: number) =>
          viewAt(events, { place, now: simAt(world.warps, realMs(endsAt + after)), arrive });
        const before = at(early);
        expect(at(late).slice(0, before.length)).toEqual(before);
      }),
    );
  });

  test('[V4] per ordered pair of places arrivals come in the order of sending', () => {
    fc.assert(
      fc.property(story, fc.constantFrom(...places), ({ events, arrive }, place) => {
        const view = viewAt(events, { place, now: simMs(Infinity), arrive });
        for (const origin of places) {
          const positions = view
            .filter(({ event }) => event.origin === origin)
            .map(({ event }) => event.position);
          expect(positions).toEqual([...positions].sort((a, b) => a - b));
        }
      }),
    );
  });

  test('[V5] a log folded again, or in two pieces, gives the same world and the same views', () => {
    fc.assert(
      fc.property(story, look, fc.nat(), ({ world, events, endsAt }, { place, after }, cut) => {
        const half = cut % (events.length + 1);
        const settings = { steering: 'all', omniscient: true } as const;
        const begin = startWorld({
          openedAt: realMs(START),
          sim: simMs(START),
          warp: 60,
          settings,
        });
        const fold = (from: World, some: readonly SentEvent[]) =>
          some.reduce((soFar, { at, body }) => foldWorld(soFar, at, body), from);
        const again = fold(fold(begin, events.slice(0, half)), events.slice(half));
        expect(again).toEqual(world);
        const view = (of: World) =>
          viewAt(events, {
            place,
            now: simAt(of.warps, realMs(endsAt + after)),
            arrive: (from, to, sentAt) => arrivalAt(toyLight, of, { from, to, sentAt }),
          });
        expect(view(again)).toEqual(view(world));
      }),
    );
  });

  test('[V8] control events are in no view', () => {
    fc.assert(
      fc.property(story, fc.constantFrom(...places), ({ events, arrive }, place) => {
        const view = viewAt(events, { place, now: simMs(Infinity), arrive });
        const arriving = events.filter(
          (event) => isData(event) && arrive(event.origin, place, event.sentAt) < Infinity,
        );
        expect(view).toHaveLength(arriving.length);
      }),
    );
  });

  test('[V4][V5] an arrival never changes, whatever is logged after its event', () => {
    fc.assert(
      fc.property(story, fc.constantFrom(...places), fc.nat(), ({ events, arrive }, place, cut) => {
        const known = events.slice(0, 1 + (cut % events.length));
        const settings = { steering: 'all', omniscient: true } as const;
        const begin = startWorld({
          openedAt: realMs(START),
          sim: simMs(START),
          warp: 60,
          settings,
        });
        const then = known.reduce((soFar, { at, body }) => foldWorld(soFar, at, body), begin);
        for (const { origin, sentAt } of known.filter(isData)) {
          const from = origin;
          const asKnownThen = arrivalAt(toyLight, then, { from, to: place, sentAt });
          expect(arrive(from, place, sentAt)).toBe(asKnownThen);
        }
      }),
    );
  });
});
