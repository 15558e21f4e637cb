// A connection without an origin is nobody's, unless it shows a ticket of ours.
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

/** Connects as a page of that origin would; resolves with whether it was let in. */
function knock({ url }: TestServer, origin: string, ticket?: string): Promise<boolean> {
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { origin },
    ...(ticket !== undefined && { query: { ticket } }),
  });
  onTestFinished(() => void socket.disconnect());
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('connect_error', () => resolve(false));
  });
}

const takeTicket = ({ url }: TestServer, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/pane-ticket`, { method: 'POST', headers });

const ticketOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { ticket: string }).ticket;

test('[N13] without an origin nobody connects, except with a ticket, and a ticket is good once', async () => {
  const server = await startServer();
  const ticket = await ticketOf(await takeTicket(server));
  expect(await knock(server, 'null')).toBe(false);
  expect(await knock(server, 'null', 'made-up')).toBe(false);
  expect(await knock(server, 'null', ticket)).toBe(true);
  expect(await knock(server, 'null', ticket)).toBe(false);
  expect(await knock(server, server.url)).toBe(true);
});

test('[N13] a ticket is good for half a minute', async () => {
  const server = await startServer();
  const ticket = await ticketOf(await takeTicket(server));
  server.clock.advance(30_001);
  expect(await knock(server, 'null', ticket)).toBe(false);
});

test('[N13] no page of another origin can read a ticket; assets anybody may', async () => {
  const server = await startServer();
  const answer = await takeTicket(server, { origin: 'https://elsewhere.example' });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  const page = await fetch(server.url);
  const [, script] = /src="(\/assets\/[^"]+)"/.exec(await page.text()) ?? [];
  const asset = await fetch(`${server.url}${script}`);
  expect(asset.headers.get('access-control-allow-origin')).toBe('*');
});

test('[N13] only the pane that asks for it is isolated, and all frames and workers are our own', async () => {
  const server = await startServer();
  const headers = async (path: string) => (await fetch(server.url + path)).headers;
  const isolated = await headers('/r/000000000000/pane/left?isolate');
  expect(isolated.get('document-isolation-policy')).toBe('isolate-and-credentialless');
  for (const rest of ['', '/pane/left', '/pane/right', '/side-by-side']) {
    const own = await headers(`/r/000000000000${rest}`);
    expect(own.get('document-isolation-policy')).toBeNull();
  }
  const policy = isolated.get('content-security-policy') ?? '';
  expect(policy).toContain("frame-src 'self'");
  expect(policy).toContain("worker-src 'self'");
  expect(policy).toContain("frame-ancestors 'self'");
});
