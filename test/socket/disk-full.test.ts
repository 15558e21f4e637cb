// A disk that is really full: a file system of 4 MB in memory, filled to the last block and emptied again.
// Skipped, aloud, where this user may not mount one.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runToEnd, startChild } from '../support/child-server.ts';
import { lightlag } from '../support/command-line.ts';
import { createRoom, enter, newId } from '../support/server.ts';

/** Mounts a small file system at `folder`; whether this was allowed. */
const mount = (folder: string): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status === 0;

const probe = mkdtempSync(join(tmpdir(), 'lightlag-disk-'));
const mayMount = mount(probe);
if (mayMount) spawnSync('umount', [probe]);
rmSync(probe, { recursive: true });
if (!mayMount) process.stderr.write('Skipped: the full disk, as this user may not mount tmpfs.\n');

function smallDisk(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lightlag-disk-'));
  mount(folder);
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Takes all that is free on the disk, to the last block. */
function fillUp(folder: string): void {
  const filler = openSync(join(folder, 'filler'), 'w');
  for (let bytes = 65_536; bytes >= 512; ) {
    try {
      writeSync(filler, Buffer.alloc(bytes, 1));
    } catch {
      bytes /= 2; // Full for pieces of this size.
    }
  }
  closeSync(filler);
}

const makeRoom = (folder: string): void => truncateSync(join(folder, 'filler'));

test.runIf(mayMount)(
  '[K3] a full disk: appends refused as `unavailable`, all else lives, then it goes on',
  async () => {
    const folder = smallDisk();
    const db = join(folder, 'log.db');
    const server = await startChild({ db });
    const { room } = await createRoom(server.url, 'same-room');
    const ann = await enter(server.url, room);
    const said = await ann.get('chat:say', { id: newId(), text: 'before' });
    fillUp(folder);

    const words = Array.from({ length: 20 }, () => ({ id: newId(), text: 'x'.repeat(4000) }));
    const answers = await Promise.all(words.map((word) => ann.ask('chat:say', word)));
    expect(answers).toContainEqual({
      ok: false,
      reason: 'unavailable',
      detail: 'The disk of the server is full. Nothing was kept; try again soon.',
    });
    const refused = words.filter((_word, index) => !answers[index]?.ok);
    // Reads, and what is not kept, go on.
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await ann.get('clock:sync', {})).toHaveProperty('now');
    const { events } = await ann.get('chat:resume', { after: null });
    expect(events.map(({ id }) => id)).toContain(said.id);
    const shown = new Set(events.map(({ id }) => id));
    expect(refused.filter(({ id }) => shown.has(id))).toEqual([]);

    makeRoom(folder);
    for (const word of refused) {
      const isTaken = async () => (await ann.ask('chat:say', word)).ok;
      await expect.poll(isTaken, { timeout: 10_000 }).toBe(true);
    }
    const all = await ann.get('chat:resume', { after: null });
    const ids = all.events.map(({ id }) => id);
    expect(words.map(({ id }) => ids.filter((one) => one === id).length)).toEqual(
      words.map(() => 1),
    );
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
    expect((await lightlag('verify', '--db', db)).out).toContain('Sound.');
  },
);

test.runIf(mayMount)(
  '[K3][O2] a disk that is full at the start: one sentence, code 1',
  async () => {
    const folder = smallDisk();
    fillUp(folder);
    const { code, stderr } = await runToEnd(['--port', '0', '--db', join(folder, 'log.db')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^lightlag: [^\n]*log\.db[^\n]*\n$/);
  },
);
