// What is known of a message at a moment, and what the diagram draws of it.
import { describe, expect, test } from 'vitest';
import { layColumns } from '../../../client/diagram/columns.ts';
import { collectStrokes, pick, type Scene } from '../../../client/diagram/strokes.ts';
import type { Receipts } from '../../../client/state/own-messages.ts';
import { chainOf, legsTo, type Sighting, stageOf } from '../../../client/state/sightings.ts';
import { simMs } from '../../../shared/time/frames.ts';
import { arrived } from '../client/support.ts';

const noReceipts: Receipts = new Map();

function sighting(
  wish: Partial<Sighting> & { sentAt: number; origin?: string; re?: string },
): Sighting {
  const { sentAt, origin = 'earth', re, ...rest } = wish;
  const id = `event-${sentAt}`;
  const replyTo = re === undefined ? {} : { replyTo: { author: 'ann', id: re } };
  const { arrivesAt: _, ...event } = arrived({
    id,
    origin,
    sentAt,
    body: { kind: 'say', text: id, ...replyTo },
  });
  return {
    key: `ann ${id}`,
    event,
    knownAt: event.sentAt,
    isOwn: true,
    isGhost: false,
    told: [],
    ...rest,
  };
}

const told = [{ place: 'io', arrivesAt: simMs(1400) }];
const own = sighting({ sentAt: 1000, told });
const leg = { place: 'io', arrivesAt: simMs(1400) };
const ask = (at: number, more: Partial<Parameters<typeof stageOf>[1]> = {}) =>
  ({
    leg,
    at: simMs(at),
    here: 'earth',
    receipts: noReceipts,
    isOmniscient: false,
    ...more,
  }) as const;

describe('[P6] what can be known here', () => {
  test('an own message flies until its predicted arrival, then should have arrived', () => {
    expect(stageOf(own, ask(1399))).toBe('flying');
    expect(stageOf(own, ask(1400))).toBe('due');
  });

  test('it is confirmed when the light of a receipt is back, and not a moment before', () => {
    const news = { upTo: simMs(1400), sentAt: simMs(1401), arrivesAt: simMs(1800) };
    const receipts: Receipts = new Map([['io', [news]]]);
    expect(stageOf(own, ask(1799, { receipts }))).toBe('due');
    expect(stageOf(own, ask(1800, { receipts }))).toBe('confirmed');
  });

  test('a message from afar is unknown until its light is here, except to the omniscient', () => {
    const far = sighting({ sentAt: 1000, origin: 'io', knownAt: simMs(1400), isOwn: false });
    const home = { place: 'earth', arrivesAt: simMs(1400) };
    expect(stageOf(far, ask(1399, { leg: home }))).toBe('unknown');
    expect(stageOf(far, ask(1399, { leg: home, isOmniscient: true }))).toBe('flying');
    expect(stageOf(far, ask(1400, { leg: home }))).toBe('arrived');
  });

  test('legs are what the server told, then what the light times say; none to the own origin', () => {
    const courseTo = (to: string) => (to === 'mars' ? { arrivesAt: simMs(1100) } : undefined);
    const places = ['earth', 'mars', 'io', 'at-nowhere0'];
    expect(legsTo(places, { sighting: own, here: 'earth', courseTo })).toEqual([
      { place: 'mars', arrivesAt: 1100 },
      { place: 'io', arrivesAt: 1400 },
    ]);
  });

  test('a reply chain is what is answered and all that answers it, whichever one is asked for', () => {
    const all = [
      sighting({ sentAt: 1 }),
      sighting({ sentAt: 2, re: 'event-1' }),
      sighting({ sentAt: 3 }),
      sighting({ sentAt: 4, re: 'event-2' }),
      sighting({ sentAt: 5, re: 'event-1' }),
    ];
    const keys = new Set([1, 2, 4, 5].map((at) => `ann event-${at}`));
    for (const key of keys) expect(chainOf(key, all)).toEqual(keys);
    expect(chainOf('ann event-3', all)).toEqual(new Set(['ann event-3']));
  });
});

function scene(at: number, more: Partial<Scene> = {}): Scene {
  const columns = layColumns(['earth', 'io'], { left: 0, right: 200, familyOf: (id) => id.length });
  return {
    window: { top: simMs(900), spanMs: 1000, offset: 0, height: 1000 },
    columns,
    here: 'earth',
    at: simMs(at),
    isOmniscient: false,
    sightings: [own],
    legsOf: () => [leg],
    receipts: noReceipts,
    lit: new Set(),
    ...more,
  };
}

describe('[P7] what the diagram draws', () => {
  test('a line in flight is cut at its light, which stands on the now-line', () => {
    const { lines, dots } = collectStrokes(scene(1200));
    expect(lines.map(({ kind, ends }) => [kind, ...ends])).toEqual([
      ['flown', 50, 100, 100, 300],
      ['ahead', 100, 300, 150, 500],
    ]);
    expect(dots.filter(({ kind }) => kind === 'light')).toMatchObject([{ x: 100, y: 300 }]);
  });

  test('a line that should have arrived is drawn as such, to the very moment of its arrival', () => {
    const { lines } = collectStrokes(scene(1500));
    expect(lines).toMatchObject([{ kind: 'due', ends: [50, 100, 150, 500] }]);
  });

  test('what a block stores waits on its world line, and then goes on from there', () => {
    const held = { ...leg, leavesAt: simMs(1200) };
    const draw = (at: number) => collectStrokes(scene(at, { legsOf: () => [held] }));
    expect(draw(1100).lines.map(({ kind, ends }) => [kind, ...ends])).toEqual([
      ['flown', 50, 100, 50, 200],
      ['ahead', 50, 300, 150, 500],
    ]);
    expect(draw(1100).dots).toContainEqual(
      expect.objectContaining({ kind: 'light', x: 50, y: 200 }),
    );
    expect(draw(1300).lines.map(({ kind, ends }) => [kind, ...ends])).toEqual([
      ['flown', 50, 100, 50, 300, 50, 300, 100, 400],
      ['ahead', 100, 400, 150, 500],
    ]);
  });

  test('what is lost is marked for the omniscient alone; who sent it sees it on its way, then due', () => {
    const legsOf = () => [{ ...leg, isLost: true }];
    const kinds = (at: number, isOmniscient: boolean) =>
      collectStrokes(scene(at, { legsOf, isOmniscient })).lines.map(({ kind }) => kind);
    expect(kinds(1200, false)).toEqual(['flown', 'ahead']);
    expect(kinds(1500, false)).toEqual(['due']);
    expect(kinds(1500, true)).toEqual(['lost']);
  });

  test('what is not known at the moment shown is only hinted at', () => {
    const far = sighting({ sentAt: 1000, origin: 'io', knownAt: simMs(1400), isOwn: false });
    const legsOf = () => [{ place: 'earth', arrivesAt: simMs(1400) }];
    const { lines, labels } = collectStrokes(scene(1300, { sightings: [far], legsOf }));
    expect(lines.map(({ kind }) => kind)).toEqual(['later']);
    expect(labels).toEqual([]);
  });

  test('a message that stands out is marked where it crossed another one; others are not', () => {
    const back = sighting({ sentAt: 1200, origin: 'io', knownAt: simMs(1600), isOwn: false });
    const legsOf = (one: Sighting) =>
      one === own ? [leg] : [{ place: 'earth', arrivesAt: simMs(1600) }];
    const marks = (lit: readonly string[]) =>
      collectStrokes(
        scene(1700, { sightings: [own, back], legsOf, lit: new Set(lit) }),
      ).dots.filter(({ kind }) => kind === 'crossed');
    expect(marks([own.key])).toMatchObject([{ x: 125, y: 400 }]);
    expect(marks([])).toEqual([]);
  });

  test('a click on a line or its origin picks the message, one beside it none', () => {
    expect(pick(scene(1200), { x: 100, y: 301 }, 8)).toBe(own);
    expect(pick(scene(1200), { x: 51, y: 99 }, 8)).toBe(own);
    expect(pick(scene(1200), { x: 100, y: 400 }, 8)).toBeUndefined();
  });
});
