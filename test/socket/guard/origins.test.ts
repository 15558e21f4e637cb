// Whose pages may speak to the server, and what every answer says to a browser.
import { request } from 'node:http';
import { pino } from 'pino';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { createMemoryLog } from '../../../server/chat/log/memory.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { NOON, startServer } from '../../support/server.ts';

/** Connects as a page of that origin would, over that transport; resolves with whether it was let in. */
function knock(url: string, origin: string, transport: 'websocket' | 'polling'): Promise<boolean> {
  const extraHeaders = { origin };
  const options = { transports: [transport], reconnection: false, forceNew: true, extraHeaders };
  const socket = io(url, options);
  onTestFinished(() => void socket.disconnect());
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('connect_error', () => resolve(false));
  });
}

test.each(['websocket', 'polling'] as const)(
  '[E1] a page of another site opens no %s connection',
  async (transport) => {
    const { url } = await startServer();
    expect(await knock(url, url, transport)).toBe(true);
    for (const origin of [
      'https://elsewhere.example',
      url.replace('127.0.0.1', 'localhost'),
      `${url}.elsewhere.example`,
      'http://127.0.0.1:1',
      'file://',
      'nonsense',
      'null',
    ]) {
      expect(await knock(url, origin, transport), origin).toBe(false);
    }
  },
);

test('[E1] with public addresses given, only their pages get in', async () => {
  const { url } = await startServer({ guard: { origins: ['https://chat.example'] } });
  expect(await knock(url, 'https://chat.example', 'websocket')).toBe(true);
  expect(await knock(url, 'http://chat.example', 'websocket')).toBe(false);
  expect(await knock(url, url, 'websocket')).toBe(false);
});

test('[E1] a page of another site changes nothing over HTTP either', async () => {
  const { url } = await startServer();
  const post = (path: string, origin?: string) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(origin !== undefined && { origin }) },
      body: JSON.stringify({ scenario: 'io' }),
    });
  for (const path of ['/api/rooms', '/api/rooms/import', '/api/pane-ticket']) {
    for (const origin of ['https://elsewhere.example', 'null']) {
      expect((await post(path, origin)).status, `${path} from ${origin}`).toBe(403);
    }
  }
  expect((await post('/api/rooms', url)).status).toBe(201);
  expect((await post('/api/rooms')).status).toBe(201);
});

/** Headers that differ from answer to answer, or belong to one connection. */
const PASSING =
  /^(date|etag|content-length|last-modified|connection|keep-alive|vary|transfer-encoding|content-encoding)$/;

const ROUTES = [
  'GET /',
  'GET /r/000000000000',
  'GET /r/000000000000/side-by-side',
  'GET /r/000000000000/pane/left',
  'GET /r/000000000000/pane/left?isolate',
  'GET /r/000000000000/pane/right',
  'GET /lab',
  'GET /lab/breakfast',
  'GET /nowhere',
  'GET /icon.svg',
  'GET /%E0%A4%A',
  'GET /../../etc/passwd',
  'GET /api/nowhere',
  'GET /api/scenarios',
  'GET /api/addresses',
  'GET /api/rooms/000000000000',
  'GET /api/rooms/000000000000/export',
  'GET /api/lab/wait?ms=0',
  'GET /api/lab/wait?ms=-1',
  'GET /api/lab/handlers',
  'GET /api/lab/server?handler=none',
  'GET /healthz',
  'GET /readyz',
  'GET /socket.io/?EIO=4&transport=polling',
  'GET /socket.io/?EIO=4&transport=carrier-pigeon',
  'POST /api/rooms',
  'POST /api/rooms/import',
  'POST /api/pane-ticket',
  'POST /api/rooms/000000000000/blocking/say',
  'POST /api/rooms/000000000000/blocking/listen',
];

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** As it stands on the line: `fetch` would tidy the path. */
function ask(url: string, route: string): Promise<Answer> {
  const [method, path] = route.split(' ');
  return new Promise((resolve, reject) => {
    const headers = method === 'POST' ? { 'content-type': 'application/json' } : {};
    const sent = request(url, { method, path, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => {
        const kept = Object.entries(response.headers).filter(([name]) => !PASSING.test(name));
        const { statusCode: status = 0 } = response;
        resolve({ status, headers: Object.fromEntries(kept.sort()), body });
      });
    });
    sent.once('error', reject);
    sent.end(method === 'POST' ? '{"broken' : undefined);
  });
}

test('[E2] the headers of every route are those of the golden copy', async () => {
  const { url } = await startServer();
  const answers: Record<string, object> = {};
  for (const route of ROUTES) {
    const { status, headers } = await ask(url, route);
    answers[route] = { status, ...headers };
  }
  await expect(`${JSON.stringify(answers, null, 2)}\n`).toMatchFileSnapshot(
    './headers.golden.json',
  );
});

test('[E2] every answer is under the policy, and none tells of what it runs on', async () => {
  const { url } = await startServer();
  for (const route of ROUTES) {
    const { headers, body } = await ask(url, route);
    const policy = String(headers['content-security-policy']);
    expect(policy, route).toContain("default-src 'none'");
    expect(policy, route).toContain("require-trusted-types-for 'script'");
    expect(policy, route).not.toMatch(/unsafe|data:|\*|ws:/);
    expect(headers, route).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(Object.keys(headers), route).not.toContain('x-powered-by');
    if (route.startsWith('GET /api/lab/handlers')) continue;
    expect(body, route).not.toMatch(/node_modules|at \w+ \(|\.ts:\d|\/work\/|ENOENT|Error:/);
  }
});

test('[E2] a server for development does not tell of it either', async () => {
  const clock = createManualClock(NOON);
  const app = createApp({
    log: createMemoryLog({ clock }),
    clock,
    logger: pino({ level: 'silent' }),
    pages: (_request, response) => void response.end('A page of its own.'),
  });
  onTestFinished(() => app.close());
  const { port } = await app.listen(0, '127.0.0.1');
  const { headers, body } = await ask(`http://127.0.0.1:${port}`, 'GET /');
  expect(body).toBe('A page of its own.');
  expect(Object.keys(headers)).not.toContain('x-powered-by');
});
