// A hundred thousand hostile messages, by every way in: the server, a process of its own, neither ends
// nor fails within, and goes on serving those who mean it. `LIGHTLAG_FUZZ=<seed>` replays one run.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../shared/wire/refusal.ts';
import { startProgram } from '../../support/child-server.ts';
import { hostileEvent, hostileFrame } from '../../support/hostile-values.ts';
import { openRaw } from '../../support/raw-web-socket.ts';
import {
  connect,
  createRoom,
  enter,
  newId,
  nextEvent,
  startServer,
  type TestMember,
} from '../../support/server.ts';
import { frame, OPCODE } from '../../support/web-socket-frame.ts';

const SEED = Number(process.env.LIGHTLAG_FUZZ ?? Date.now() % 1_000_000);
const EVENTS = 70_000;
const REQUESTS = 4000;
const FRAMES = 26_000;
const BATCH = 500;
/** Lists in one another, as text: our own library cannot even write them. */
const NESTED = '['.repeat(5000) + ']'.repeat(5000);

const sample = <Value>(arbitrary: fc.Arbitrary<Value>, numRuns: number, round: number): Value[] =>
  fc.sample(arbitrary, { numRuns, seed: SEED + round });

/** Sends events and counts the answers by reason; an event that our own library cannot send is none. */
async function sendEvents(members: readonly TestMember[], round: number): Promise<string[]> {
  const asked = sample(hostileEvent, BATCH, round).map(({ name, body }, index) => {
    const { socket } = members[index % members.length] as TestMember;
    return new Promise<string>((resolve) => {
      const gone = (): void => resolve('closed');
      const answer = (outcome: Outcome<unknown>) => {
        socket.off('disconnect', gone);
        resolve(outcome.ok ? 'ok' : outcome.reason);
      };
      // Too long, or too many attachments: the connection may be closed for it.
      if (!socket.connected) return gone();
      socket.once('disconnect', gone);
      try {
        (socket as unknown as { emit(...args: unknown[]): void }).emit(name, body, answer);
      } catch {
        resolve('unsendable');
      }
    });
  });
  return Promise.all(asked);
}

const PATIENCE_MS = 10_000;
/** Instead of a status: the server hung up, which it may. */
const CLOSED = 0;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'];
const PATHS = [
  ...['/', '/api/rooms', '/api/rooms/ROOM', '/api/rooms/ROOM/export', '/api/rooms/import'],
  ...['/api/rooms/ROOM/blocking/say', '/api/rooms/ROOM/blocking/listen', '/api/pane-ticket'],
  ...['/api/scenarios', '/api/addresses', '/api/lab/handlers', '/healthz', '/readyz', '/r/ROOM'],
];
const TYPES = ['application/json', 'application/x-ndjson', 'text/plain', '', 'a/b; charset=\\'];
const hostileRequest = fc.record({
  method: fc.constantFrom(...METHODS),
  path: fc.oneof(
    fc.constantFrom(...PATHS),
    fc.webPath(),
    fc.constantFrom('/%E0%A4%A', '//', '/..%2f'),
  ),
  query: fc.oneof(
    fc.constant(''),
    fc.webQueryParameters(),
    fc.constantFrom('format[]=csv', 'format=x', 'ms[a]=1', '__proto__[x]=1'),
  ),
  type: fc.constantFrom(...TYPES),
  token: fc.constantFrom('', 'Bearer x', `Bearer ${'A'.repeat(43)}`),
  body: fc.oneof(
    hostileEvent.map(({ body }) => toJson(body)),
    fc.string({ maxLength: 200 }),
  ),
});

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '{';
  }
}

async function sendRequests(url: string, room: string, round: number): Promise<number[]> {
  const sent = sample(hostileRequest, 100, round).map(async (one) => {
    const { method, type, token, body } = one;
    const address = `${url}${one.path.replace('ROOM', room)}?${one.query}`;
    const headers = { 'content-type': type, authorization: token };
    const hasBody = method !== 'GET' && method !== 'HEAD';
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(address, {
        method,
        headers,
        signal,
        ...(hasBody && { body }),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return CLOSED;
    }
  });
  return Promise.all(sent);
}

/** Ten frames on each of some connections, until they are closed, and as many as one polling request. */
async function sendFrames(url: string, round: number): Promise<void> {
  const frames = sample(hostileFrame, 400, round);
  const connections = Array.from({ length: 20 }, async (_, index) => {
    const socket = await openRaw(url);
    // Half of them begin as Socket.IO does.
    if (index % 2 === 0) {
      socket.send(frame(OPCODE.text, '40'));
      await socket.until('40{');
    }
    for (const one of frames.slice(index * 10, index * 10 + 10)) {
      socket.send(frame(typeof one === 'string' ? OPCODE.text : OPCODE.binary, one));
    }
    await fetch(`${url}/healthz`).catch(() => undefined);
    socket.tcp.destroy();
  });
  const path = `${url}/socket.io/?EIO=4&transport=polling`;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const opened = await (await fetch(path, { signal })).text();
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
  const body = frames.slice(200).map(String).join('\u001e');
  const sent = await fetch(`${path}&sid=${sid}`, { method: 'POST', body, signal });
  await sent.arrayBuffer();
  await Promise.all(connections);
}

test(`[E7][W1] ${EVENTS + REQUESTS + FRAMES} hostile messages end in refusals, not in the server (seed ${SEED})`, async () => {
  const child = await startProgram('test/support/open-server.ts');
  const { url } = child;
  const { room, hostToken } = await createRoom(url, 'same-room');
  const who = (index: number) => (index === 0 ? { hostToken } : {});
  const members = await Promise.all([0, 1, 2, 3].map((index) => enter(url, room, who(index))));
  let closed = 0;
  const answers = new Map<string, number>();
  for (let round = 0; round < EVENTS / BATCH; round++) {
    for (const answer of await sendEvents(members, round)) {
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    for (const [index, { socket }] of members.entries()) {
      if (socket.connected) continue;
      closed++;
      members[index] = await enter(url, room, who(index));
    }
  }
  expect([...answers.keys()].filter((reason) => reason === 'internal')).toEqual([]);
  expect(answers.get('invalid')).toBeGreaterThan(EVENTS / 10);
  expect(closed).toBeLessThan(EVENTS / BATCH);
  for (let round = 0; round < REQUESTS / 100; round++) {
    const statuses = await sendRequests(url, room, round);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  }
  for (let round = 0; round < FRAMES / 400; round++) await sendFrames(url, round);

  expect(child.said.filter((line) => line.includes('"level"'))).toEqual([]);
  expect(child.exitCode()).toBeNull();
  const [one, two] = [await enter(url, room), await enter(url, room)];
  await one.get('chat:say', { id: newId(), text: 'still here' });
  expect((await nextEvent(two, ({ body }) => body.kind === 'say')).body).toMatchObject({
    text: 'still here',
  });
}, 240_000);

test('[E7] deep nesting, frames that are too long, binary: a refusal or a close', async () => {
  const child = await startProgram('test/support/open-server.ts');
  const { url } = child;
  const { room } = await createRoom(url, 'same-room');
  const member = await enter(url, room);
  const deep = await openRaw(url);
  deep.send(frame(OPCODE.text, '40'));
  await deep.until('40{');
  const bodies = [NESTED, `{"id":"a-fine-id","text":${NESTED}}`, `{"after":${NESTED}}`];
  const names = ['chat:say', 'chat:resume', 'room:enter', 'link:set'];
  const asked = names.flatMap((name) => bodies.map((body) => `["${name}",${body}]`));
  for (const [index, ask] of asked.entries()) deep.send(frame(OPCODE.text, `42${index}${ask}`));
  for (const index of asked.keys()) await deep.until(`43${index}[`);
  expect(deep.heard.match(/"reason":"invalid"/g)).toHaveLength(asked.length);
  deep.tcp.destroy();
  const binary = { id: newId(), text: Buffer.from('hello') };
  expect(await member.ask('chat:say', binary as never)).toMatchObject({ reason: 'invalid' });
  const text = 'x'.repeat(16_385 - '42["chat:say",""]'.length);
  const raw = await openRaw(url);
  raw.send(frame(OPCODE.text, '40'));
  await raw.until('40{');
  raw.send(frame(OPCODE.text, `42["chat:say","${text}"]`));
  await raw.closed;
  expect(await member.ask('clock:sync', {})).toMatchObject({ ok: true });
  expect(child.exitCode()).toBeNull();
});

test.each(['4', '4\u0000', '40', '41', '42', '42[', '45', '451-', '5', '6', '9', 'b', ''])(
  '[E7] a frame of %j ends nothing but its own connection',
  async (text) => {
    const server = await startServer();
    const raws = [await openRaw(server.url), await openRaw(server.url)];
    raws[1]?.send(frame(OPCODE.text, '40'));
    await raws[1]?.until('40{');
    for (const raw of raws) raw.send(frame(OPCODE.text, text));
    const honest = await connect(server.url);
    expect(await honest.ask('clock:sync', {})).toMatchObject({ ok: true });
  },
);

test('[E7] ninety thousand packets in one polling request are refused whole', async () => {
  const child = await startProgram('test/support/open-server.ts');
  const path = `${child.url}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(path)).text()).slice(1)) as { sid: string };
  const body = Array.from({ length: 90_000 }, () => '42["a"]').join('\u001e');
  const { status } = await fetch(`${path}&sid=${sid}`, { method: 'POST', body });
  expect(status).toBe(413);
  expect(child.exitCode()).toBeNull();
  expect((await fetch(`${child.url}/healthz`)).status).toBe(200);
});
