// Nothing comes from another host, and nothing runs that is not in a file of ours.
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, startReal } from '../support/tabs.ts';

afterAll(closeBrowser);

test('[O5] from the start page to an invitation every request goes to our own host', async () => {
  const server = await startReal();
  const page = await openPage();
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  page.on('websocket', (socket) => hosts.add(new URL(socket.url()).host));
  await page.goto(server.url);
  await page.getByRole('button', { name: /The Moon/ }).waitFor();
  const { room } = await createRoom(server.url, 'moon');
  await enterRoom(page, `${server.url}/r/${room}`);
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog').getByRole('img').waitFor();
  expect([...hosts]).toEqual([new URL(server.url).host]);
});

test('[O5] the policy of every page allows files of our own only, and no inline code', async () => {
  const server = await startReal();
  for (const path of ['/', '/r/000000000000', '/nowhere', '/api/scenarios']) {
    const { headers } = await fetch(server.url + path, { headers: { accept: 'text/html' } });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|data:|https?:|\*/);
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
