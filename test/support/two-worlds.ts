// A room of which everything is noted that reaches one place, byte by byte, and apart from it what its host's
// console is told. Two of them, that differ in what happens far away, can be compared.
import { expect } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import {
  connect,
  enter,
  startServer,
  type TestClient,
  type TestMember,
  type TestServer,
} from './server.ts';

export interface World {
  readonly server: TestServer;
  readonly room: string;
  readonly near: TestMember;
  readonly far: TestMember;
  /** At the near place, too; their tab is a tab like others. */
  readonly host: TestMember;
  /** A second connection of the host: their console. */
  readonly desk: TestClient;
  /** Whether the host has switched the omniscient view off. */
  readonly isForbidden: boolean;
  /** Whatever has reached the near place, in order. */
  readonly heard: string[];
  /** Whatever has reached the host's tab, which is at the same place. */
  readonly hostHeard: string[];
  /** What the console was told, which is labelled as such. */
  readonly told: string[];
}

/** What anybody may fetch, and the member with its token. */
const PATHS = [
  ...['/healthz', '/readyz', '/metrics', '/api/rooms/ROOM', '/api/scenarios', '/api/addresses'],
  ...[
    '/api/rooms/ROOM/export',
    '/api/rooms/ROOM/export?format=csv',
    '/api/rooms/ROOM/export?format=md',
  ],
];

export async function openWorld({ isForbidden = false } = {}): Promise<World> {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom('io');
  const host = await enter(server.url, room, { hostToken });
  const near = await enter(server.url, room);
  const far = await enter(server.url, room, { place: 'io' });
  const heard: string[] = [];
  const hostHeard: string[] = [];
  const told: string[] = [];
  near.socket.onAny((...notice: unknown[]) => heard.push(JSON.stringify(notice)));
  host.socket.onAny((...notice: unknown[]) => hostHeard.push(JSON.stringify(notice)));

  const desk = await connect(server.url);
  desk.socket.onAny((...notice: unknown[]) => told.push(JSON.stringify(notice)));
  const { token } = host.entered;
  await desk.get('room:enter', { protocol: PROTOCOL_VERSION, room, token });
  const { settings } = host.entered.room;
  await desk.get('room:settings', { ...settings, steering: 'host', omniscient: !isForbidden });
  told.push(JSON.stringify(await desk.get('console:watch', { on: true })));
  return { server, room, near, far, host, desk, isForbidden, heard, hostHeard, told };
}

/** All that is to be had over HTTP, into what was heard. */
export async function fetchAll({ server, room, near, heard }: World): Promise<void> {
  for (const path of PATHS) {
    const response = await fetch(server.url + path.replace('ROOM', room), {
      headers: { authorization: `Bearer ${near.entered.token}`, connection: 'close' },
    });
    const text = await response.text();
    // Its length says no more than the text does: a random id that begins with a hyphen has an apostrophe.
    const length = response.headers.get('content-length');
    if (length !== null) expect(Number(length)).toBe(Buffer.byteLength(text));
    heard.push(`${path} ${response.status} ${text}`);
  }
}

/** Ids, tokens and the seeds of links are random: each becomes the number of its first appearance. */
export function plain({ heard, hostHeard, room, server }: World): string[] {
  const known = new Map<string, string>();
  // In addresses only: its digits may stand in a light time, too.
  const port = new RegExp(`(//[^/"\\s]*:)${new URL(server.url).port}(?!\\d)`, 'g');
  return [...heard, ...hostHeard].map((line) =>
    line
      .replace(port, '$1PORT')
      .replaceAll(room, 'ROOM')
      // In a table one that begins with a hyphen has an apostrophe before it.
      .replace(/'?(?<![\w-])([\w-]{16}|[\w-]{36}|[\w-]{43})(?![\w-])/g, (_, random: string) => {
        const number = known.get(random) ?? `#${known.size}`;
        known.set(random, number);
        return number;
      }),
  );
}
