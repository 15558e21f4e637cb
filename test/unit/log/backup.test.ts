// `lightlag export` and `import`: all of it comes back, and half of it is refused.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteLog } from '../../../server/chat/log/sqlite.ts';
import { createRealClock } from '../../../server/link/real-clock.ts';
import { roomRecord, say } from '../../contract/event-log.ts';
import { lightlag } from '../../support/command-line.ts';
import { temporaryFile } from '../../support/temporary-file.ts';

function open(file: string) {
  const log = openSqliteLog({ file, clock: createRealClock() });
  onTestFinished(() => log.close());
  return log;
}

/** A log with two rooms, open, and its backup. */
async function backUp() {
  const file = temporaryFile();
  const log = open(file);
  for (const id of ['room-number-1', 'room-number-2']) {
    await log.createRoom({ ...roomRecord(id), openedAt: log.now() }, []);
    await log.addMember({ room: id, id: 'ann', tokenHash: `hash in ${id}` });
    await log.append(id, [say('a', { text: '\u2028 \ud83e\ude90 "' }), say('b')]);
    const body = { kind: 'warp', warp: 60 } as const;
    await log.append(id, [{ id: 'w', author: 'ann', origin: '', body }]);
  }
  const backup = temporaryFile('log.jsonl');
  const { code, err } = await lightlag('export', '--db', file, '--to', backup);
  expect([code, err]).toEqual([0, '']);
  return { log, file, backup };
}

test('[K11] all of a log comes back, beside the server that writes it; every room in a new epoch', async () => {
  const { log, backup } = await backUp();
  await log.append('room-number-1', [say('after the backup')]);
  const file = temporaryFile();
  const { code, out } = await lightlag('import', '--from', backup, '--db', file);
  expect([code, out]).toEqual([0, `${file}: 2 rooms, 6 events\n`]);
  expect((await lightlag('verify', '--db', file)).out).toContain('Sound.');
  const back = open(file);
  for (const id of ['room-number-1', 'room-number-2']) {
    const before = await log.read(id, { toPosition: 3, limit: 10 });
    expect(await back.read(id, { limit: 10 })).toEqual(before);
    const { epoch, ...record } = (await back.findRoom(id)) ?? roomRecord();
    const { epoch: old, ...known } = (await log.findRoom(id)) ?? roomRecord();
    expect(record).toEqual(known);
    expect(epoch).not.toBe(old);
    expect(await back.findMember(id, `hash in ${id}`)).toMatchObject({ id: 'ann' });
  }
});

test.each([
  ['cut off', (text: string) => text.split('\n').slice(0, -2).join('\n'), 'is cut off'],
  [
    'without a room',
    (text: string) => text.replace(/.*"room":.*\n/, ''),
    'Line 2: It is of no room',
  ],
  ['no JSON', (text: string) => text.replace('{"event"', '{"event'), 'Expected one JSON value'],
  ['another kind', (text: string) => text.replace('"say"', '"shout"'), 'Expected a room, a member'],
  [
    'no header',
    (text: string) => text.slice(text.indexOf('\n') + 1),
    'Line 1: Expected the header',
  ],
  ['an event less', (text: string) => text.replace(/.*"id":"b".*\n/, ''), 'is cut off'],
])('[K11] a backup %s is refused, and leaves nothing', async (_what, damage, sentence) => {
  const { backup } = await backUp();
  writeFileSync(backup, damage(readFileSync(backup, 'utf8')));
  const file = temporaryFile();
  const { code, out, err } = await lightlag('import', '--from', backup, '--db', file);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(sentence);
  expect(existsSync(file)).toBe(false);
});

test('[K11] neither command writes over anything', async () => {
  const { file, backup } = await backUp();
  for (const args of [
    ['export', '--db', file, '--to', backup],
    ['import', '--from', backup, '--db', file],
  ]) {
    const { code, err } = await lightlag(...args);
    expect(code).toBe(1);
    expect(err).toMatch(/is there already\.\n$/);
  }
});
