// How long the import of the largest recording takes, and for how long it holds everybody else up.
// Prints what it measures: npm run bench:recording
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openSqliteLog } from '../server/chat/log/sqlite.ts';
import { importRecording } from '../server/chat/recording/import.ts';
import { toJsonLines } from '../server/chat/recording/json-lines.ts';
import { openRecorded } from '../server/chat/recording/recorded.ts';
import { createRealClock } from '../server/link/real-clock.ts';
import { createLightTimes } from '../shared/space/light-time.ts';
import { RECORDING_EVENTS_MAX } from '../shared/wire/limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'lightlag-'));
const clock = createRealClock();
const log = openSqliteLog({ file: join(folder, 'log.db'), clock });
const exportedAt = clock.now();
const openedAt = exportedAt - 86_400_000;

function* lines(): Iterable<string> {
  const settings = { steering: 'host', omniscient: true };
  const opening = { openedAt, sim: openedAt, warp: 1, settings, exportedAt, until: exportedAt };
  const header = { lightlag: 'recording', version: 1, place: null, title: 'Large', scenario: 'io' };
  yield `${JSON.stringify({ ...header, ...opening })}\n`;
  const author = 'A'.repeat(16);
  for (let index = 0; index < RECORDING_EVENTS_MAX; index++) {
    const body = { kind: 'say', text: `Message ${index}, as long as most of them are here.` };
    const at = openedAt + index * 1000;
    yield `${JSON.stringify({ id: `event-${index}`.padEnd(12, '-'), author, origin: index % 2 ? 'io' : 'earth', at, body })}\n`;
  }
}

async function* pieces(): AsyncIterable<string> {
  let piece = '';
  for (const line of lines()) {
    piece += line;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
    await new Promise((next) => setImmediate(next));
  }
  yield piece;
}

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const began = performance.now();
const made = await importRecording(log, pieces());
const importMs = performance.now() - began;
// The last hold is noted by the first tick after it.
await new Promise((next) => setTimeout(next, 20));
delay.disable();
if (!made.ok) throw new Error(made.detail);
const record = await log.findRoom(made.value.room);
if (!record) throw new Error('The room is gone.');

const exportBegan = performance.now();
const lens = { place: null, now: clock.now() };
const recorded = await openRecorded(log, record, { lens, lightTimes: createLightTimes() });
let bytes = 0;
for await (const line of toJsonLines(recorded)) bytes += line.length;
const exportMs = performance.now() - exportBegan;
await log.close();
rmSync(folder, { recursive: true, force: true });

const ms = (value: number): string => `${Math.round(value)} ms`;
process.stdout.write(
  `${RECORDING_EVENTS_MAX} events, ${(bytes / 2 ** 20).toFixed(1)} MB: import ${ms(importMs)}, ` +
    `longest hold ${ms(delay.max / 1e6)}; export ${ms(exportMs)}\n`,
);
