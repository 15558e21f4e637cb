// No early light: two worlds that differ only in what happens far away. Until its light could be here,
// every byte that reaches this place is the same in both: no text, id, count, size or order tells.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enter, startServer, type TestMember, type TestServer } from '../../support/server.ts';

/** Real ms, all steps together: light from Io takes 9.9 s at the warp of this scenario. */
const SPAN_MS = 9000;

type Step = (member: TestMember, count: number) => Promise<unknown>;
const id = (count: number, kind: string): string => `${kind}-event-${count}`;

/** What happens far away, in the second world only. */
const FAR: { readonly [name: string]: Step } = {
  say: (far, count) => far.ask('chat:say', { id: id(count, 'far'), text: `Secret ${count}` }),
  long: (far, count) => far.ask('chat:say', { id: id(count, 'far'), text: 'S'.repeat(4000) }),
  type: (far) => far.ask('chat:typing', {}),
  rename: (far, count) =>
    far.ask('room:rename', { id: id(count, 'far'), name: `Secret ${count}`, hue: 99 }),
  move: (far, count) =>
    far.ask('room:move', { id: id(count, 'far'), place: count % 2 === 0 ? 'europa' : 'ganymede' }),
  leave: (far) => far.ask('room:leave', {}),
  receipt: (far) => far.ask('chat:receipt', { upTo: far.view.cursor?.arrivesAt ?? (0 as never) }),
  seer: (far) => far.ask('room:omniscient', { on: true }),
  link: (far) => far.ask('link:set', { up: { delayMs: 700 }, down: { loss: 0.5 } }),
};

/** What is done here, in both worlds. */
const NEAR: { readonly [name: string]: Step } = {
  say: (near, count) => near.ask('chat:say', { id: id(count, 'near'), text: `Hello ${count}` }),
  type: (near) => near.ask('chat:typing', {}),
  sync: (near) => near.ask('clock:sync', {}),
  matrix: (near) => near.ask('space:matrix', {}),
  ways: (near) => near.ask('space:history', {}),
  flights: (near) => near.ask('link:flights', {}),
  resume: (near) => near.ask('chat:resume', { after: null }),
  again: (near) => near.ask('chat:resume', { after: near.view.cursor }),
  early: (near) => near.ask('chat:receipt', { upTo: 4e12 as never }),
  far: (near) => near.ask('space:way', { from: 'io', to: 'earth', owltMs: 1, block: null }),
  history: async (near) =>
    near.view.cursor && near.ask('chat:history', { before: near.view.cursor }),
};

/** What anybody may fetch, and the member with its token. */
const PATHS = [
  ...['/healthz', '/readyz', '/metrics', '/api/rooms/ROOM', '/api/scenarios', '/api/addresses'],
  ...[
    '/api/rooms/ROOM/export',
    '/api/rooms/ROOM/export?format=csv',
    '/api/rooms/ROOM/export?format=md',
  ],
];

interface World {
  readonly server: TestServer;
  readonly room: string;
  readonly near: TestMember;
  readonly far: TestMember;
  /** Whatever has reached the near place, in order. */
  readonly heard: string[];
}

async function openWorld(): Promise<World> {
  const server = await startServer();
  const { room } = await server.createRoom('io');
  const near = await enter(server.url, room);
  const far = await enter(server.url, room, { place: 'io' });
  const heard: string[] = [];
  near.socket.onAny((...told: unknown[]) => heard.push(JSON.stringify(told)));
  return { server, room, near, far, heard };
}

async function fetchAll({ server, room, near, heard }: World): Promise<void> {
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
function plain({ heard, room, server }: World): string[] {
  const known = new Map<string, string>();
  // In addresses only: its digits may stand in a light time, too.
  const port = new RegExp(`(//[^/"\\s]*:)${new URL(server.url).port}(?!\\d)`, 'g');
  return heard.map((line) =>
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

const steps = fc.array(
  fc.record({
    near: fc.constantFrom(...Object.keys(NEAR)),
    far: fc.constantFrom(...Object.keys(FAR)),
  }),
  { minLength: 4, maxLength: 8 },
);

async function live(world: World, plan: readonly { near: string; far: string }[], isLoud: boolean) {
  const { server, near, far, heard } = world;
  for (const [count, step] of plan.entries()) {
    // Not waited for: on a slow link of its own the answer comes later.
    if (isLoud) void FAR[step.far]?.(far, count);
    await far.get('clock:sync', {});
    heard.push(JSON.stringify(await NEAR[step.near]?.(near, count)));
    server.clock.advance(SPAN_MS / plan.length);
    await near.get('clock:sync', {});
  }
  await fetchAll(world);
}

test('[E9][D1] until its light is here, nothing that happens far away changes a byte', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const [quiet, loud] = [await openWorld(), await openWorld()];
      await live(quiet, plan, false);
      await live(loud, plan, true);
      expect(plain(loud)).toEqual(plain(quiet));
      await Promise.all([quiet.server.close(), loud.server.close()]);
    }),
    // Bounded in time, too: a loaded machine tries fewer.
    { numRuns: 25, interruptAfterTimeLimit: 25_000 },
  );
}, 120_000);

test('[E9] and when it is here, it shows: the comparison can tell', async () => {
  const [quiet, loud] = [await openWorld(), await openWorld()];
  for (const world of [quiet, loud]) {
    if (world === loud) await FAR.say?.(world.far, 1);
    for (let seconds = 0; seconds < 60; seconds++) {
      world.server.clock.advance(1000);
      await world.near.get('clock:sync', {});
    }
    await fetchAll(world);
  }
  const [before, after] = [plain(quiet).join('\n'), plain(loud).join('\n')];
  expect(before).not.toContain('Secret');
  expect(after.split('Secret').length).toBeGreaterThan(2);
});
