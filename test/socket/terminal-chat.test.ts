// The chat for people who live in a terminal, as they run it: with pipes, and in a pseudo-terminal whose
// screen is looked at.
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain, plainLines } from '../../server/cli/plain.ts';
import { type ChildCommand, startCommand, startInTerminal } from '../support/child-command.ts';
import { startChild } from '../support/child-server.ts';
import { createRoom, enter, newId, type TestMember } from '../support/server.ts';
import { temporaryFile } from '../support/temporary-file.ts';
import { createTerminal } from '../support/terminal.ts';

/** Clears the screen, sets the title, moves the cursor up, C1, a direction override, an end of line. */
const HOSTILE = 'a\u001b[2Jb\u001b]0;title\u0007c\u009b1Ad\u202ee\rf\u0000g';
const HARMLESS = 'a\ufffd[2Jb\ufffd]0;title\ufffdc\ufffd1Ad\ufffde\n    f\ufffdg';

const shows = (chat: ChildCommand, text: string) =>
  expect.poll(() => chat.output, { timeout: 30_000, interval: 50 }).toContain(text);

const say = (member: TestMember, text: string) => member.get('chat:say', { id: newId(), text });

test('[C7] nothing that others wrote can be an order to a terminal', () => {
  expect(plainLines(HOSTILE, '    ')).toBe(HARMLESS);
  const anything = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(anything, (text) => {
      const orders = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]/u;
      expect(orders.test(plain(text))).toBe(false);
      expect(orders.test(plainLines(text, '    ').replaceAll('\n', ''))).toBe(false);
    }),
  );
});

test('[C7] with pipes it reads lines and writes lines, obeys orders, and says everything before it leaves', async () => {
  const server = await startChild({ db: 'memory' });
  const { room, hostToken } = await createRoom(server.url);
  const io = await enter(server.url, room, { place: 'io' });
  const state = temporaryFile('chat.json');
  const run = (...more: string[]) =>
    startCommand([
      'chat',
      `${server.url}/r/${room}${more.join('')}`,
      '--name',
      'Ada',
      '--state',
      state,
    ]);
  const chat = run(`#host=${hostToken}`);
  await shows(chat, 'You are Ada.');
  chat.type('/warp 2400\n');
  await shows(chat, 'Time runs at x2400.');
  chat.type('Hello out there\n');
  await shows(chat, '“Hello out there” is on its way to Io: 42 min 5');
  await shows(chat, '“Hello out there” should have arrived on Io');
  // The room's own station has heard it, and its light is back.
  await shows(chat, 'Heard “Hello out there”.\n    Left Earth ');
  await shows(chat, '“Hello out there” is confirmed: it was shown on Io');
  chat.type('/reply And now this\n');
  await shows(chat, 'You: And now this (answers Io Station: “Heard “Hello out there”');
  await say(io, HOSTILE);
  await shows(chat, `Member at io, on Io: ${HARMLESS}\n`);
  chat.type('/who\n/frobnicate\n/warp fast\n/move Atlantis\n//slashed\n');
  await shows(chat, '  Ada (you), on Earth');
  await shows(chat, '  Io Station (station), on Io');
  await shows(chat, 'There is no /frobnicate. See /help.');
  await shows(chat, 'Expected /warp from 0 to 1000000, got fast.');
  await shows(chat, 'Expected a place after /move, got Atlantis. See /places.');
  await shows(chat, 'You: /slashed');
  chat.type('/move moon\n');
  await shows(chat, 'You are on the Moon now');
  chat.type('the last word\n');
  chat.endInput();
  expect(await chat.end()).toBe(0);
  const moon = await enter(server.url, room, { place: 'moon' });
  const said = moon.view.events.filter(
    ({ body }) => body.kind === 'say' && body.text === 'the last word',
  );
  expect(said).toHaveLength(1);

  // Back as the same member, not as the host: what was seen is not told again.
  await moon.get('chat:say', { id: newId(), text: 'while you were away' });
  const again = run();
  await shows(again, 'while you were away');
  expect(again.output).not.toContain('You: the last word');
  again.endInput();
  expect(await again.end()).toBe(0);
  expect(await server.end('SIGTERM')).toBe(0);
}, 90_000);

const hasPty = spawnSync('python3', ['-c', 'import pty']).status === 0;
if (!hasPty) process.stdout.write('SKIPPED: no python3, so no pseudo-terminal was opened\n');

test.skipIf(!hasPty)(
  '[C7] in a terminal what arrives leaves what is being typed alone, and one status line lives',
  async () => {
    const server = await startChild({ db: 'memory' });
    const { room, hostToken } = await createRoom(server.url);
    const io = await enter(server.url, room, { place: 'io', hostToken });
    await io.get('space:warp', { warp: 500 });
    const chat = startInTerminal(['chat', `${server.url}/r/${room}`, '--name', 'Ada']);
    const screen = (): readonly string[] => {
      const terminal = createTerminal();
      terminal.write(chat.output);
      expect(terminal.strange).toEqual([]);
      return terminal.rows;
    };
    const lastTwo = () => screen().slice(-2);
    await shows(chat, 'You are Ada.');
    await expect.poll(() => lastTwo()[0]).toMatch(/ UTC x500/);

    chat.type('are you there\r');
    // 43 light minutes take 5 s.
    await expect.poll(() => lastTwo()[0], { timeout: 30_000 }).toMatch(/\[=*>\.*\] Io \d\.\d s/);
    chat.type('half a sent');
    await expect.poll(() => lastTwo()[1]).toBe('> half a sent');
    for (let count = 1; count <= 8; count++)
      await say(io, `line ${count} ${'long '.repeat(count * 4)}`);
    await say(io, HOSTILE);
    await expect.poll(() => screen().join('\n'), { timeout: 30_000 }).toContain('f\ufffdg');
    const rows = screen();
    expect(lastTwo()[1]).toBe('> half a sent');
    expect(rows.filter((row) => row.includes('half a sent'))).toHaveLength(1);
    expect(rows.filter((row) => / UTC x500/.test(row))).toHaveLength(1);
    const whole = rows.map((row) => row.padEnd(100)).join('');
    for (let count = 1; count <= 8; count++) {
      expect(whole).toContain(
        `Member at io, on Io: line ${count} ${'long '.repeat(count * 4).trimEnd()}`,
      );
    }
    chat.type('ence\r');
    await expect.poll(() => screen().join('\n')).toMatch(/You: half a sentence/);
    await expect.poll(() => lastTwo()[1]).toBe('>');
    chat.type('\u0003');
    expect(await chat.end()).toBe(0);
    expect(await server.end('SIGTERM')).toBe(0);
  },
  90_000,
);
