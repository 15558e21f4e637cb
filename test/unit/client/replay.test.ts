// The clock of a replay, what it shows, and the cells of the matrix.
import { expect, onTestFinished, test } from 'vitest';
import { cellOf, type End } from '../../../client/matrix/cells.ts';
import { countAt, openPlayer } from '../../../client/replay/recorded-view.ts';
import {
  pause,
  play,
  seek,
  setEnd,
  setSpeed,
  simAtReplay,
  startReplay,
} from '../../../client/replay/replay-clock.ts';
import { speedScale } from '../../../client/replay/speed-scale.ts';
import { toJsonLines } from '../../../server/chat/recording/json-lines.ts';
import { openRecorded } from '../../../server/chat/recording/recorded.ts';
import { createRecordingReader, type Recording } from '../../../shared/chat/recording.ts';
import { simMs } from '../../../shared/time/frames.ts';
import type { Matrix } from '../../../shared/wire/space.ts';
import { liveRoom, readAll } from '../../support/lived-room.ts';
import { toyLight } from '../../support/toy-light.ts';

const start = startReplay(simMs(1000), simMs(61_000), simMs(31_000));

test('[X7] a replay stands where it was opened, and plays from there at its speed', () => {
  expect(simAtReplay(start, 5)).toBe(31_000);
  expect(start.speed).toBe(2);
  const playing = play(start, 100);
  expect([100, 110, 1100].map((real) => simAtReplay(playing, real))).toEqual([
    31_000, 31_020, 33_000,
  ]);
  expect(simAtReplay(pause(playing, 1100), 9999)).toBe(33_000);
});

test('[X7] another speed holds from its moment on; 0.1 to 1,000,000', () => {
  const faster = setSpeed(play(start, 0), 1000, 10);
  expect([1000, 1100].map((real) => simAtReplay(faster, real))).toEqual([33_000, 34_000]);
  expect([0, 1e9, Number.NaN].map((speed) => setSpeed(start, 0, speed).speed)).toEqual([
    0.1, 1e6, 1,
  ]);
  expect([speedScale.toValue(0), speedScale.toValue(speedScale.steps)]).toEqual([0.1, 1e6]);
});

test('[X7] it stops at its end, plays again from its beginning, and scrubs within the two', () => {
  const over = play(start, 0);
  expect(simAtReplay(over, 1e9)).toBe(61_000);
  expect(simAtReplay(play(over, 1e9), 1e9)).toBe(1000);
  expect([0, 5000, 1e9].map((to) => simAtReplay(seek(start, 0, simMs(to)), 0))).toEqual([
    1000, 5000, 61_000,
  ]);
  expect(simAtReplay(setEnd(start, 0, simMs(20_000)), 0)).toBe(20_000);
});

async function record(seed: number, place: string | null) {
  const lived = await liveRoom(seed);
  onTestFinished(lived.close);
  const lens = { place, now: lived.log.now() };
  const recorded = await openRecorded(lived.log, lived.room.record, { lens, lightTimes: toyLight });
  const reader = createRecordingReader({ eventsMax: 10_000 });
  for await (const line of toJsonLines(recorded)) expect(reader.take(line)).toBeUndefined();
  return { recording: reader.end() as Recording, lived, now: lived.room.simNow() };
}

test.each([1, 2, 3, 4, 5])(
  '[X7] seed %i: the client\u2019s replay is the view, at every time',
  async (seed) => {
    const { recording, lived } = await record(seed, null);
    const all = await readAll(lived.log, lived.room.record.id);
    const player = openPlayer(recording, toyLight);
    for (const place of player.places) {
      const { arrivals, to } = player.viewOf(place);
      for (const at of [...arrivals.map(({ arrivesAt }) => arrivesAt), simMs(0), to]) {
        expect(arrivals.slice(0, countAt(arrivals, at))).toEqual(all.view(place, at));
      }
    }
  },
);

test('[X7] the replay of a view is of its place, and ends with what was known there', async () => {
  const { recording, now } = await record(6, 'mars');
  const player = openPlayer(recording, toyLight);
  expect(player.places).toEqual(['mars']);
  expect(player.viewOf('mars').to).toBe(now);
});

const end = (place: string, link?: { ms: number | undefined }): End => ({
  id: `${place}${link ? '-somebody' : ''}`,
  place,
  name: place,
  hue: 1,
  ...(link && { link }),
});
const way = { from: 'earth', to: 'mars', owltMs: 5000, block: null };
const matrix: Matrix = {
  at: simMs(0),
  places: ['earth', 'mars'],
  lightMs: [
    [0, 5000],
    [6000, 0],
  ],
  owltMs: [
    [0, 65_000],
    [null, 0],
  ],
  ways: [way],
};

test('[Y7] a cell has light in simulated time, and links and light in real time', () => {
  const [earth, mars] = [end('earth', { ms: 300 }), end('mars', { ms: 200 })];
  expect(cellOf(matrix, { from: earth, to: mars, warp: 10 })).toEqual({
    owltMs: 65_000,
    heldMs: 60_000,
    totalMs: 7000,
    isLinkUnknown: false,
    way,
  });
});

test('[Y7] what is lost is never there; a link that nobody told is not guessed; a pause has no real time', () => {
  const lost = cellOf(matrix, { from: end('mars'), to: end('earth'), warp: 10 });
  expect(lost).toMatchObject({ owltMs: null, totalMs: undefined, way: undefined });
  const [me, other] = [end('earth', { ms: 300 }), end('mars', { ms: undefined })];
  expect(cellOf(matrix, { from: me, to: other, warp: 10 })).toMatchObject({
    totalMs: 6800,
    isLinkUnknown: true,
  });
  expect(cellOf(matrix, { from: me, to: other, warp: 0 })?.totalMs).toBeUndefined();
  const neighbour = { ...me, id: 'neighbour', link: { ms: 50 } };
  expect(cellOf(matrix, { from: me, to: neighbour, warp: 0 })?.totalMs).toBe(350);
  expect(cellOf(matrix, { from: me, to: me, warp: 1 })).toBeUndefined();
});
