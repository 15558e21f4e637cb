// A client in another language, written from docs/PROTOCOL.md alone, against the program: it loses its
// connection, the server is killed, the client itself is ended - and it sees each event once, in order.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import type { ArrivedEvent, WireCursor } from '../../shared/wire/event.ts';
import { startChild } from '../support/child-server.ts';
import { startLine } from '../support/cuttable.ts';
import { createRoom, enter, newId, type TestMember } from '../support/server.ts';
import { temporaryFile } from '../support/temporary-file.ts';

/** Debian's packages belong to the system's own Python, which may not be the first in the path. */
const python = ['/usr/bin/python3', 'python3'].find(
  (one) => spawnSync(one, ['-c', 'import socketio, websocket']).status === 0,
);
if (!python) process.stdout.write('SKIPPED: no python3-socketio, so no client in Python was run\n');

interface Pythia {
  readonly events: ArrivedEvent[];
  say(text: string): void;
  /** Ends its input: it leaves the room and ends. */
  leave(): Promise<number | null>;
  kill(): Promise<unknown>;
}

function startPythia(url: string, state: string): Pythia {
  const script = 'examples/python-client/chat.py';
  const args = [script, url, '--json', '--place', 'io', '--state', state];
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const child: ChildProcess = spawn(python as string, args, { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const events: ArrivedEvent[] = [];
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
    events.push(JSON.parse(line) as ArrivedEvent);
  });
  const end = async (act: () => void): Promise<number | null> => {
    const exit = once(child, 'close');
    act();
    const [code] = (await exit) as [number | null];
    if (code) process.stderr.write(words);
    return code;
  };
  return {
    events,
    say: (text) => void child.stdin?.write(`${text}\n`),
    leave: () => end(() => child.stdin?.end()),
    kill: () => end(() => child.kill('SIGKILL')),
  };
}

const said = (events: readonly ArrivedEvent[]): string[] =>
  events.flatMap(({ body }) => (body.kind === 'say' ? [body.text] : []));
const keys = (events: readonly ArrivedEvent[]): string[] =>
  events.map(({ author, id }) => `${author}/${id}`);

/** Whether everything that is to come has come, and what was printed is in the file. */
function isQuiet({ events }: Pythia, state: string): boolean {
  const { cursor } = JSON.parse(readFileSync(state, 'utf8')) as { cursor: WireCursor };
  const answers = said(events).filter((text) => text.startsWith('Heard')).length;
  // Its station's hello is neither a question nor an answer.
  return cursor.id === events.at(-1)?.id && 2 * answers + 1 === said(events).length;
}

async function speak(member: TestMember, texts: readonly string[]): Promise<void> {
  for (const text of texts) await member.get('chat:say', { id: newId(), text });
}

test.skipIf(!python)(
  '[W6] a client in Python joins, comes back by its cursor after a cut line, a kill -9 and its own end, and sees each event once',
  async () => {
    const db = temporaryFile();
    const state = temporaryFile('pythia.json');
    let server = await startChild({ db });
    const line = await startLine(server.port);
    const { room, hostToken } = await createRoom(server.url);
    const address = `${line.url}/r/${room}`;
    let earth = await enter(server.url, room, { hostToken });
    const { token } = earth.entered;
    // 43 light minutes in about a second.
    await earth.get('space:warp', { warp: 2400 });
    const heard = (pythia: Pythia, text: string) =>
      expect
        .poll(() => said(pythia.events).includes(text), { timeout: 30_000, interval: 50 })
        .toBe(true);

    const first = startPythia(address, state);
    await speak(earth, ['one', 'two']);
    await heard(first, 'two');

    line.cut();
    await speak(earth, ['while cut 1', 'while cut 2']);
    first.say('said without a connection');
    await expect.poll(() => line.open).toBe(0);
    line.mend();
    await heard(first, 'while cut 2');
    await heard(first, 'said without a connection');

    await speak(earth, ['just before the kill']);
    await server.end('SIGKILL');
    first.say('said to a dead server');
    server = await startChild({ db, port: server.port });
    earth = await enter(server.url, room, { token });
    await speak(earth, ['after the kill']);
    await heard(first, 'after the kill');
    await heard(first, 'said to a dead server');

    await expect.poll(() => isQuiet(first, state)).toBe(true);
    await first.kill();
    await speak(earth, ['while it was dead']);
    const second = startPythia(address, state);
    await heard(second, 'while it was dead');
    await speak(earth, ['last']);
    await heard(second, 'last');
    const seen = [...first.events, ...second.events];
    // What it said itself has reached Earth once, too.
    const words = ['said without a connection', 'said to a dead server'];
    const there = async () => {
      const { events } = await earth.get('chat:resume', { after: null });
      return said(events).filter((one) => words.includes(one));
    };
    await expect.poll(there, { timeout: 30_000, interval: 200 }).toEqual(words);
    expect(await second.leave()).toBe(0);

    const { view } = await enter(server.url, room, { place: 'io' });
    const truth = keys(view.events);
    expect(keys(seen)).toEqual(truth.slice(0, truth.indexOf(keys(seen).at(-1) as string) + 1));
    expect(new Set(keys(seen)).size).toBe(seen.length);
    expect(await server.end('SIGTERM')).toBe(0);
  },
  120_000,
);
