// kill -9 with a log on disk: what was acknowledged and in flight arrives when it should, once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ArrivedEvent, WireCursor } from '../../shared/wire/event.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { type ChildServer, startChild } from '../support/child-server.ts';
import { connect, createRoom, enter, newId, type TestClient } from '../support/server.ts';

const SPEAKERS = 340;
const WORDS_EACH = 30;
const AT_ONCE = 20;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lightlag-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A tab that keeps its cursor over a restart and notes each event that it is given. */
interface Observer {
  readonly place: string;
  readonly token: string;
  readonly seen: ArrivedEvent[];
  cursor: WireCursor | null;
  client: TestClient;
}

async function observe(server: ChildServer, room: string, place: string): Promise<Observer> {
  const member = await enter(server.url, room, { place });
  const observer: Observer = {
    place,
    token: member.entered.token,
    seen: [...member.view.events],
    cursor: member.view.cursor,
    client: member,
  };
  listen(observer);
  return observer;
}

function listen(observer: Observer): void {
  observer.client.socket.on('chat:arrived', ({ events, cursor }) => {
    observer.seen.push(...events);
    observer.cursor = cursor;
  });
}

async function comeBack(server: ChildServer, room: string, observer: Observer): Promise<void> {
  const { token } = observer;
  observer.client = await connect(server.url);
  await observer.client.get('room:enter', { protocol: PROTOCOL_VERSION, room, token });
  listen(observer);
  for (let more = true; more; ) {
    const page = await observer.client.get('chat:resume', { after: observer.cursor });
    expect(page).toMatchObject({ fresh: false, lost: false });
    observer.seen.push(...page.events);
    observer.cursor = page.cursor;
    more = page.more;
  }
}

/** Members come, say their burst, and leave their connection open for nothing. */
async function speak(server: ChildServer, room: string, said: string[]): Promise<void> {
  for (let first = 0; first < SPEAKERS; first += AT_ONCE) {
    const speakers = Array.from({ length: AT_ONCE }, async () => {
      const speaker = await enter(server.url, room);
      const words = Array.from({ length: WORDS_EACH }, async () => {
        const id = newId();
        await speaker.get('chat:say', { id, text: `word ${id}` });
        said.push(`${speaker.entered.self.id}/${id}`);
      });
      await Promise.all(words);
      speaker.close();
    });
    await Promise.all(speakers);
  }
}

const words = ({ seen }: Observer): string[] =>
  seen.filter(({ body }) => body.kind === 'say').map(({ author, id }) => `${author}/${id}`);

test('[D6] kill -9 with 10,200 messages in flight: each arrives once, in one order per place', async () => {
  const db = join(folder(), 'log.db');
  const before = await startChild({ db });
  const { room, hostToken } = await createRoom(before.url, 'io');
  const host = await enter(before.url, room, { hostToken });
  await host.get('space:warp', { warp: 1 });
  const observers = [
    await observe(before, room, 'io'),
    await observe(before, room, 'io'),
    await observe(before, room, 'ganymede'),
    await observe(before, room, 'earth'),
  ];
  const said: string[] = [];
  await speak(before, room, said);
  expect(said).toHaveLength(SPEAKERS * WORDS_EACH);
  // At warp 1 light takes more than half an hour: nothing has arrived out there.
  for (const { place, seen } of observers.slice(0, 3)) {
    expect(seen.filter(({ origin }) => origin === 'earth' && place !== 'earth')).toEqual([]);
  }
  expect(await before.end('SIGKILL')).toBeNull();

  const after = await startChild({ db, port: before.port });
  for (const observer of observers) await comeBack(after, room, observer);
  const steering = await enter(after.url, room, { token: host.entered.token });
  await steering.get('space:warp', { warp: 2000 });
  for (const observer of observers) {
    const missing = () => {
      const heard = new Set(words(observer));
      return said.filter((key) => !heard.has(key)).length;
    };
    await expect.poll(missing, { timeout: 60_000, interval: 200 }).toBe(0);
  }
  for (const observer of observers) {
    const heard = words(observer);
    expect(new Set(heard).size).toBe(heard.length);
    const arrivals = observer.seen.map(({ arrivesAt }) => arrivesAt);
    expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
  }
  const keys = new Set(said);
  const ofSaid = (observer: Observer) => words(observer).filter((key) => keys.has(key));
  expect(ofSaid(observers[0] as Observer)).toEqual(ofSaid(observers[1] as Observer));
  expect(await after.end('SIGTERM')).toBe(0);
}, 180_000);
