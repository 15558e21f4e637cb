// Export and import over HTTP: who may have what, what an import refuses, and that a recording is
// never added to.
import { expect, test } from 'vitest';
import type { LoggedEvent } from '../../server/chat/log/event-log.ts';
import { RECORDING_BYTES_MAX } from '../../shared/wire/limits.ts';
import { type AskName, asks } from '../../shared/wire/protocol.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { connect, enter, newId, startServer, type TestServer } from '../support/server.ts';
import { settle } from '../support/settle.ts';

/** Longer than the grace after which somebody without a tab is lost. */
const GRACE_MS = 20_000;

const exportOf = (url: string, room: string, options: { token?: string; format?: string } = {}) =>
  fetch(`${url}/api/rooms/${room}/export?format=${options.format ?? 'jsonl'}`, {
    headers: options.token === undefined ? {} : { authorization: `Bearer ${options.token}` },
  });

const importTo = (url: string, body: string, type = 'application/x-ndjson') =>
  fetch(`${url}/api/rooms/import`, { method: 'POST', headers: { 'content-type': type }, body });

async function imported(url: string, body: string): Promise<string> {
  const answer = (await (await importTo(url, body)).json()) as { room: string };
  return answer.room;
}

/** A room with a host at Earth and a guest at Io, both of whom have just spoken. */
async function openScene() {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom();
  const host = await enter(server.url, room, { hostToken });
  const guest = await enter(server.url, room, { place: 'io' });
  await host.get('chat:say', { id: newId(), text: 'only at Earth so far' });
  await guest.get('chat:say', { id: newId(), text: '=1+1, "only" at Io so far' });
  return { server, room, host, guest };
}

const logOf = ({ log }: TestServer, room: string): Promise<readonly LoggedEvent[]> =>
  log.read(room, { limit: 1000 });

test('[X1] the host exports the whole log, with settings and seed, and no key to the room', async () => {
  const { server, room, host } = await openScene();
  const answer = await exportOf(server.url, room, { token: host.entered.token });
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-disposition')).toContain(`lightlag-${room}.jsonl`);
  const text = await answer.text();
  const [header, ...events] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const record = await server.log.findRoom(room);
  const { title, scenario, openedAt, sim, warp, settings, hostHash } = record ?? {};
  expect(header).toMatchObject({ title, scenario, openedAt, sim, warp, settings, place: null });
  expect(header.linkSeed).toMatch(/^.{8,}$/);
  const logged = await logOf(server, room);
  const kept = logged.filter(({ body }) => body.kind !== 'standing');
  expect(events).toEqual(kept.map(({ position: _, ...event }) => event));
  expect(text).not.toContain(hostHash);
  expect(text).not.toContain(host.entered.token);
});

test('[X1] the links of the tabs are in it, with their seeds; imported and exported again the same', async () => {
  const { server, room, host, guest } = await openScene();
  await guest.get('link:set', { mode: 'datagram', up: { delayMs: 300, loss: 0.1 }, seed: 'mine' });
  const text = await (await exportOf(server.url, room, { token: host.entered.token })).text();
  const header = JSON.parse(text.split('\n')[0] ?? '');
  const [ofHost, ofGuest] = [host, guest].map(({ entered }) => entered.self.id);
  expect(header.links).toEqual([
    { member: ofHost, seed: expect.stringMatching(/./) },
    { member: ofGuest, seed: 'mine', mode: 'datagram', up: { delayMs: 300, loss: 0.1 } },
  ]);
  const copy = await imported(server.url, text);
  expect(await (await exportOf(server.url, copy)).text()).toBe(text);
});

test('[X2] of links a member exports its own and no other', async () => {
  const { server, room, guest } = await openScene();
  await guest.get('link:set', { down: { delayMs: 7 } });
  const text = await (await exportOf(server.url, room, { token: guest.entered.token })).text();
  const { links, linkSeed } = JSON.parse(text.split('\n')[0] ?? '');
  expect(links).toMatchObject([{ member: guest.entered.self.id, down: { delayMs: 7 } }]);
  expect([links.length, linkSeed]).toEqual([1, undefined]);
});

test('[X2] a member exports the view of its place: not a byte of what is still on its way', async () => {
  const { server, room, guest } = await openScene();
  for (const format of ['jsonl', 'csv', 'md']) {
    const text = await (
      await exportOf(server.url, room, { token: guest.entered.token, format })
    ).text();
    expect(text).toContain('at Io so far');
    expect(text).not.toContain('only at Earth so far');
    expect(text).not.toContain('Member at earth');
  }
});

test('[X3] without a member\u2019s token there is nothing to export, whoever asks for what', async () => {
  const { server, room } = await openScene();
  const unknown = { ok: false, reason: 'unknown' };
  const token = 'A'.repeat(43);
  for (const answer of [
    await exportOf(server.url, room),
    await exportOf(server.url, room, { token }),
    await exportOf(server.url, '0'.repeat(12), { token }),
    await exportOf(server.url, 'no-room', { token }),
  ]) {
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject(unknown);
  }
  const wrong = await exportOf(server.url, room, { token, format: 'pdf' });
  expect([wrong.status, ((await wrong.json()) as { detail: string }).detail]).toEqual([
    400,
    'Expected `format` as jsonl, csv or md.',
  ]);
});

test('[X4] the table has a row per event; what looks like a formula is a text', async () => {
  const { server, room, guest } = await openScene();
  const token = guest.entered.token;
  const rows = (await (await exportOf(server.url, room, { token, format: 'csv' })).text()).split(
    '\r\n',
  );
  expect(rows[0]).toBe(
    'kind,"logged (real, UTC)","sent (simulated, UTC)","arrived (simulated, UTC)",place,author,name,text,details',
  );
  expect(rows.find((row) => row.includes('1+1'))).toMatch(
    /^say,2026-11-22T12:00:00.000Z,[^,]+,[^,]+,io,[^,]{16},Member at io,"'=1\+1, ""only"" at Io so far",$/,
  );
});

test('[X5] a recording is refused whole, with a sentence that names the line', async () => {
  const { server, room, host } = await openScene();
  const text = await (await exportOf(server.url, room, { token: host.entered.token })).text();
  const lines = text.trim().split('\n');
  const edited = (line: number, change: (json: never) => object): string => {
    const json = change(JSON.parse(lines[line - 1] as string) as never);
    return lines.with(line - 1, JSON.stringify(json)).join('\n');
  };
  const attempt = async (body: string): Promise<string> => {
    const answer = await importTo(server.url, body);
    expect(answer.status).toBe(400);
    return ((await answer.json()) as { detail: string }).detail;
  };
  expect(await attempt('')).toBe('Line 1: Expected the header of a recording.');
  expect(await attempt('{"lightlag":')).toBe('Line 1: Expected one JSON value.');
  expect(await attempt('{"lightlag":"log"}')).toBe(
    'Line 1: lightlag: Expected a Lightlag recording',
  );
  expect(await attempt(edited(1, (header: object) => ({ ...header, version: 2 })))).toBe(
    'Line 1: version: Expected a recording of version 1',
  );
  expect(await attempt(edited(1, (header: object) => ({ ...header, sim: 1e15 })))).toBe(
    'Line 1: sim: Expected a time from year 1600 to 2400.',
  );
  expect(
    await attempt(
      edited(1, (header: { exportedAt: number }) => ({
        ...header,
        exportedAt: header.exportedAt + 9000,
      })),
    ),
  ).toBe('Line 1: It was exported 9 s from now, by this clock.');
  expect(await attempt(`${text}no event`)).toBe(
    `Line ${lines.length + 1}: Expected one JSON value.`,
  );
  expect(await attempt(edited(3, (event: object) => ({ ...event, at: 5 })))).toMatch(
    /^Line 3: at: Expected a time from \d+/,
  );
  expect(await attempt(edited(3, (event: object) => ({ ...event, at: 1e13 })))).toMatch(
    /^Line 3: at: Expected a time up to that of the export, got 1e?\d+/,
  );
  expect(await attempt(edited(3, (event: object) => ({ ...event, origin: 'at-nowhere' })))).toBe(
    'Line 3: There is no place `at-nowhere` up to here.',
  );
  expect(await attempt(edited(3, (event: object) => ({ ...event, origin: '' })))).toBe(
    'Line 3: origin: Expected a place for `say`.',
  );
  expect(await attempt(edited(3, (event: object) => ({ ...event, author: '' })))).toBe(
    'Line 3: author: Expected a member id.',
  );
  expect(
    await attempt(edited(3, (event: object) => ({ ...event, body: { kind: 'say', text: '' } }))),
  ).toBe('Line 3: body.text: A message needs some text.');
  expect(await attempt([...lines, lines[2]].join('\n'))).toMatch(/^Line \d+: (at|id): /);
  const warp = {
    id: 'warp-0000',
    author: '',
    origin: 'io',
    at: server.clock.now(),
    body: { kind: 'warp', warp: 1 },
  };
  expect(await attempt(`${text}${JSON.stringify(warp)}`)).toBe(
    `Line ${lines.length + 1}: origin: Expected none for \`warp\`.`,
  );
  const place = { id: 'at-x', name: 'X', near: 'at-y', owltMs: 1 };
  const added = { ...warp, origin: '', body: { kind: 'place', place } };
  expect(await attempt(`${text}${JSON.stringify(added)}`)).toBe(
    `Line ${lines.length + 1}: body: Expected \`near\` to be a body, got at-y.`,
  );
  const twice = JSON.stringify({ ...warp, origin: '' });
  expect(await attempt(`${text}${twice}\n${twice}`)).toBe(
    `Line ${lines.length + 2}: id: This author has an event of that id before.`,
  );
});

test('[X5] a recording that is too large, or comes as something else, is refused', async () => {
  const { server } = await openScene();
  const large = await importTo(server.url, ' '.repeat(RECORDING_BYTES_MAX + 1));
  expect([large.status, await large.json()]).toMatchObject([409, { reason: 'full' }]);
  const plain = await importTo(server.url, '{}', 'text/plain');
  expect([plain.status, await plain.json()]).toMatchObject([400, { reason: 'invalid' }]);
});

test('[X6] a recording is for whoever has its link, as it is, and says that it is one', async () => {
  const { server, room, host } = await openScene();
  const text = await (await exportOf(server.url, room, { token: host.entered.token })).text();
  const copy = await imported(server.url, text);
  expect(copy).not.toBe(room);
  expect(await (await exportOf(server.url, copy)).text()).toBe(text);
  const summary = await (await fetch(`${server.url}/api/rooms/${copy}`)).json();
  expect(summary).toEqual({ room: copy, title: 'Io in about 10 seconds', isRecording: true });
});

test('[X6] nothing is ever added to a recording: not by asking, not by time', async () => {
  const { server, room, host } = await openScene();
  const { token } = host.entered;
  const text = await (await exportOf(server.url, room, { token })).text();
  const copy = await imported(server.url, text);
  const before = await logOf(server, copy);
  const client = await connect(server.url);
  const ask = { protocol: PROTOCOL_VERSION, room: copy };
  const newcomer = { name: 'Late', hue: 1, place: 'earth' };
  for (const who of [{ newcomer }, { token }, { newcomer, hostToken: token }]) {
    expect(await client.ask('room:enter', { ...ask, ...who })).toEqual({
      ok: false,
      reason: 'readonly',
      detail: 'This room is a recording: you can look at it, and nothing can be added.',
    });
  }
  for (const name of Object.keys(asks) as AskName[]) {
    // One's own link and the time are nobody's room.
    if (!name.startsWith('clock:') && !name.startsWith('link:')) {
      expect(await client.ask(name, {} as never)).toMatchObject({ ok: false });
    }
  }
  // The station of the original answers, and its people are lost after a while; here nobody does.
  host.close();
  server.clock.advance(GRACE_MS);
  await settle();
  expect((await logOf(server, room)).length).toBeGreaterThan(before.length);
  expect(await logOf(server, copy)).toEqual(before);
});
