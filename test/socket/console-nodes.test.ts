// The host at one node, the class at another: what the console shows and what it orders reaches over
// nodes, in a database of their own.
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { describeOnPostgres } from '../support/postgres.ts';
import { openNode, startNode } from '../support/postgres-nodes.ts';
import {
  createRoom,
  enter,
  newId,
  nextEvent,
  type TestClient,
  type TestMember,
} from '../support/server.ts';

const READING = {
  fps: 60,
  longestMs: 20,
  freezes: 1,
  unsent: 2,
  send: 'blocking',
  receive: 'non-blocking',
  hidden: false,
} as const;
const WAIT = { timeout: 10_000, interval: 50 };

const idOf = ({ entered }: TestMember): string => entered.self.id;

describeOnPostgres('nodes', (server) => {
  /** A host at one node, a pupil at another. */
  async function openClass(file?: object) {
    const db = await server().createDatabase();
    const nodes = [await startNode(db), await startNode(db)] as const;
    const { room, hostToken } = file
      ? await createOwnRoom(nodes[0], file)
      : await createRoom(nodes[0], 'same-room');
    const host = await enter(nodes[0], room, { hostToken });
    const pupil = await enter(nodes[1], room);
    return { db, nodes, room, hostToken, host, pupil };
  }

  /** The host's row of a member, once it is as wanted. */
  async function rowOf(host: TestClient, member: string, wanted: object): Promise<void> {
    for (;;) {
      const { rows } = await host.next('console:rows');
      const row = rows.find((one) => one.member === member);
      if (row && matches(row, wanted)) return;
    }
  }

  /** Waits until the host's node knows of a member who came in at the other one. */
  async function meet({ host, pupil }: { host: TestMember; pupil: TestMember }): Promise<void> {
    await host.get('console:watch', { on: true });
    await rowOf(host, idOf(pupil), { tabs: 1 });
    await host.get('console:watch', { on: false });
  }

  test('[X14][R2] the console shows the tabs of other nodes, and they report while somebody watches anywhere', async () => {
    const { host, pupil } = await openClass();
    expect((await pupil.get('tab:begin', {})).watched).toBe(false);
    await host.get('console:watch', { on: true });
    expect(await pupil.next('tab:watched')).toEqual({ on: true });
    await rowOf(host, idOf(pupil), { tabs: 1, reading: null });
    await pupil.get('tab:report', READING);
    await pupil.get('link:set', { up: { delayMs: 40 } });
    await rowOf(host, idOf(pupil), { tabs: 1, reading: READING, link: { up: { delayMs: 40 } } });
    await host.get('console:watch', { on: false });
    expect(await pupil.next('tab:watched')).toEqual({ on: false });
    pupil.close();
  });

  test('[X14][R4][L126] links and modes that the host sets reach tabs at every node, and those of nodes that come later', async () => {
    const { db, room, host, pupil } = await openClass();
    await meet({ host, pupil });
    const only = { whose: idOf(pupil), up: { delayMs: 120 } };
    expect(await host.get('link:set', only)).toBeNull();
    expect(await pupil.next('link:changed')).toMatchObject({
      by: 'host',
      change: { up: { delayMs: 120 } },
    });
    expect((await pupil.get('link:flights', {})).link.up.delayMs).toBe(120);
    await host.get('link:set', { whose: 'all', down: { delayMs: 70 } });
    expect(await pupil.next('link:changed')).toMatchObject({ change: { down: { delayMs: 70 } } });
    await host.get('console:mode', { whose: 'all', send: 'blocking' });
    const modes = await pupil.next('tab:modes');
    expect(modes).toMatchObject({ send: 'blocking' });
    expect(Object.keys(modes).sort()).toEqual(['order', 'send']);

    const later = await startNode(db);
    const newcomer = await enter(later, room);
    await expect
      .poll(async () => (await newcomer.get('link:flights', {})).link.down.delayMs, WAIT)
      .toBe(70);
    await expect.poll(async () => (await newcomer.get('tab:begin', {})).modes, WAIT).toEqual(modes);
    expect((await newcomer.get('link:flights', {})).link.up.delayMs).toBe(0);
  });

  test('[X14][L125] a scenario of the links plays on the tabs of other nodes, however long it is', async () => {
    const { host, pupil } = await openClass();
    await meet({ host, pupil });
    const steps = Array.from({ length: 190 }, (_, index) => ({
      atMs: index === 0 ? 0 : 3_600_000 + index,
      direction: 'up' as const,
      set: { delayMs: 300 },
    }));
    expect(JSON.stringify(steps).length).toBeGreaterThan(8000);
    const play = { whose: idOf(pupil), do: 'play', scenario: { steps } } as const;
    expect((await host.get('link:scenario', play)).scenario).toMatchObject({ state: 'playing' });
    expect(await pupil.next('link:changed')).toMatchObject({
      by: 'scenario',
      change: { up: { delayMs: 300 } },
    });
    await host.get('link:scenario', { whose: idOf(pupil), do: 'stop' });
    await pupil.next('link:changed');
    expect((await pupil.get('link:flights', {})).link.up.delayMs).toBe(0);
  });

  test('[X14][R5] a tab at another node is frozen with its yes, once, for no longer than agreed', async () => {
    const { host, pupil } = await openClass();
    const member = idOf(pupil);
    await host.get('console:watch', { on: true });
    await rowOf(host, member, { tabs: 1 });
    const freeze = (ms: number) => host.ask('console:freeze', { member, do: 'freeze', ms });
    expect(await freeze(500)).toMatchObject({ reason: 'forbidden' });
    await host.get('console:freeze', { member, do: 'ask', ms: 500 });
    expect(await pupil.next('tab:asked')).toEqual({ by: 'Member at earth', ms: 500 });
    await rowOf(host, member, { volunteer: 'asked' });
    expect(await freeze(500)).toMatchObject({ reason: 'forbidden' });
    await pupil.get('tab:consent', { yes: true });
    await rowOf(host, member, { volunteer: 'willing' });
    expect(await freeze(501)).toMatchObject({ reason: 'forbidden' });
    expect(await freeze(500)).toMatchObject({ ok: true });
    expect(await pupil.next('tab:freeze')).toEqual({ ms: 500 });
    await freeze(500);
    await rowOf(host, member, { volunteer: 'no' });
    expect(pupil.waiting('tab:freeze')).toBe(0);
  });

  test('[X14][R3][R6][R7] who is put somewhere, muted or removed at one node is so at the other', async () => {
    const { host, pupil } = await openClass();
    const member = idOf(pupil);
    await host.get('console:place', { whose: member, place: 'io' });
    expect(await pupil.next('room:self')).toMatchObject({ place: 'io' });
    await host.get('console:standing', { member, is: 'muted' });
    expect(await pupil.next('room:self')).toMatchObject({ muted: true });
    expect(await pupil.ask('chat:say', { id: 'muted-words', text: 'psst' })).toMatchObject({
      reason: 'forbidden',
    });
    await host.get('room:remove', { member });
    await pupil.next('room:removed');
    expect(await pupil.ask('chat:resume', { after: null })).toMatchObject({ ok: false });
  });

  test('[X14][R15] a script that every node performs happens once', async () => {
    const script = Array.from({ length: 5 }, (_, index) => ({
      at: 4 + index,
      caption: `Step ${index}`,
      say: { station: 'Desk', text: `Word ${index}` },
    }));
    const stations = [{ place: 'earth', name: 'Desk', hue: 10 }];
    const head = { lightlag: 'scenario', version: 1, title: 'Twice', far: 'earth', warp: 1 };
    const file = { ...head, stations, script };
    const { db, room, host, pupil } = await openClass(file);
    const steps = script.map(({ caption }) => caption);
    for (const tab of [host, pupil]) {
      const captions: string[] = [];
      while (captions.at(-1) !== 'Step 4') captions.push((await tab.next('room:captioned')).text);
      // Who came late has the first ones from its entering.
      expect(steps.slice(-captions.length)).toEqual(captions);
    }
    const log = await openNode(db);
    const events = await log.read(room, { kinds: ['caption', 'say'], limit: 100 });
    const texts = events.map(({ body }) => ('text' in body ? body.text : ''));
    expect(texts.sort()).toEqual([...steps, ...script.map(({ say }) => say.text)].sort());
  });

  test('[X14][C9] a station that is started at one node is seated at every node, and says each thing once', async () => {
    const { db, room, host, pupil } = await openClass();
    const start = (does: 'echo' | 'quiz' | 'beacon', more = {}) =>
      host.get('console:station', { does, place: 'earth', ...more });
    const echo = await start('echo');
    const quiz = await start('quiz');
    const beacon = await start('beacon', { everySeconds: 5 });
    const wordsOf = async (tab: TestMember, { member }: { member: string }, pattern: RegExp) => {
      await nextEvent(
        tab,
        ({ author, body }) => author === member && body.kind === 'say' && pattern.test(body.text),
      );
    };
    await wordsOf(pupil, quiz, /^I ask about light time/);
    const spoken = ['quiz', '1 s', 'score'];
    for (const text of spoken) await pupil.get('chat:say', { id: newId(), text });
    for (const tab of [host, pupil]) await wordsOf(tab, echo, /^score$/);
    // By now both nodes have said whatever they say.
    for (const tab of [host, pupil]) await wordsOf(tab, beacon, /^Beacon 2/);
    const log = await openNode(db);
    const events = await log.read(room, { kinds: ['say'], limit: 100 });
    const saidBy = ({ member }: { member: string }) =>
      events.flatMap(({ author, body }) =>
        author === member && body.kind === 'say' ? [body.text.slice(0, 8)] : [],
      );
    expect(saidBy(echo)).toEqual(spoken);
    expect(saidBy(beacon)).toEqual(['Beacon 1', 'Beacon 2']);
    // Hello, a question, a verdict, the points.
    expect(saidBy(quiz)).toHaveLength(4);
  });

  test('[X14][N13] a ticket for a pane is good at whichever node, once', async () => {
    const { nodes } = await openClass();
    const take = async (node: string): Promise<string> => {
      const response = await fetch(`${node}/api/pane-ticket`, { method: 'POST' });
      return ((await response.json()) as { ticket: string }).ticket;
    };
    const ticket = await take(nodes[0]);
    expect(await knock(nodes[1], 'made-up')).toBe(false);
    const tries = await Promise.all([0, 1, 0, 1].map((n) => knock(nodes[n as 0 | 1], ticket)));
    expect(tries.filter((isIn) => isIn)).toHaveLength(1);
    expect(await knock(nodes[0], await take(nodes[0]))).toBe(true);
  });

  test('[X14][R17] a short code leads into its room from every node as soon as it is listed', async () => {
    const { nodes, host, pupil } = await openClass();
    const { settings } = host.entered.room;
    await host.get('room:settings', { ...settings, listed: true });
    await pupil.next('room:settled');
    const { code } = await pupil.get('room:code', {});
    for (const node of nodes) {
      const { status, headers } = await fetch(`${node}/j/${code}`, { redirect: 'manual' });
      expect({ status, to: headers.get('location') }).toEqual({
        status: 302,
        to: `/r/${host.entered.room.id}`,
      });
    }
  });
});

async function createOwnRoom(url: string, file: object) {
  const response = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ file: JSON.stringify(file) }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { room: string; hostToken: string };
}

/** A frame without an origin. */
function knock(url: string, ticket: string): Promise<boolean> {
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { origin: 'null' },
    query: { ticket },
  });
  onTestFinished(() => void socket.disconnect());
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('connect_error', () => resolve(false));
  });
}

/** Whether everything in `wanted` is in `found`. */
function matches(found: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return found === wanted;
  return Object.entries(wanted).every(([name, value]) =>
    matches((found as Record<string, unknown> | null)?.[name], value),
  );
}
