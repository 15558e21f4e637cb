// A real Chromium at a real server with its log in memory, and what one sees and feels there.
import { pino } from 'pino';
import type { Browser, Page } from 'playwright';
import { io } from 'socket.io-client';
import { createApp } from '../../server/app.ts';
import type { EventLog } from '../../server/chat/log/event-log.ts';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';

export interface Stage {
  readonly log: EventLog;
  readonly url: string;
  readonly room: string;
  /** A member whose messages arrive. */
  readonly author: string;
  open(browser: Browser): Promise<Page>;
  /** Appends messages at Earth at a steady rate until stopped. */
  flood(perSecond: number): () => void;
  close(): Promise<void>;
}

export interface Felt {
  readonly frames: readonly number[];
  readonly inputs: readonly number[];
}

const KEY_EVERY_MS = 100;
const FLOOD_EVERY_MS = 5;

export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

export async function openStage(): Promise<Stage> {
  const clock = createRealClock();
  const log = createMemoryLog({ clock });
  const logger = pino({ level: 'silent' });
  const app = createApp({ log, clock, logger, pages: `${process.cwd()}/dist/client` });
  const { port } = await app.listen(0, '127.0.0.1');
  const url = `http://localhost:${port}`;
  const made = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scenario: 'twenty-minutes' }),
  });
  const { room } = (await made.json()) as { room: string };
  const socket = io(url, { transports: ['websocket'] });
  const newcomer = { name: 'Flood', hue: 10, place: 'earth' };
  const entry = { protocol: PROTOCOL_VERSION, room, newcomer };
  const answer = await socket.timeout(5000).emitWithAck('room:enter', entry);
  const author: string = answer.value.self.id;
  let count = 0;

  function append(until: number): void {
    const drafts = Array.from({ length: until - count }, () => ({
      id: `arrival-${count}`,
      author,
      origin: 'earth',
      body: { kind: 'say' as const, text: `Arrival ${count++}, as long as many are.` },
    }));
    if (drafts.length > 0) void log.append(room, drafts);
  }

  return {
    log,
    url,
    room,
    author,
    async open(browser) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(`${url}/r/${room}`);
      await page.getByLabel('Message', { exact: true }).waitFor();
      return page;
    },
    flood(perSecond) {
      const [began, from] = [performance.now(), count];
      const timer = setInterval(() => {
        append(from + Math.floor(((performance.now() - began) * perSecond) / 1000));
      }, FLOOD_EVERY_MS);
      return () => clearInterval(timer);
    },
    async close() {
      socket.disconnect();
      await app.close();
    },
  };
}

export async function withStage<Result>(act: (stage: Stage) => Promise<Result>): Promise<Result> {
  const stage = await openStage();
  try {
    return await act(stage);
  } finally {
    await stage.close();
  }
}

/** The number of the newest message that is drawn; it may have been drawn a moment ago. */
export async function newestShown(page: Page): Promise<number> {
  const texts = await page.getByRole('log').locator('text=/Arrival \\d+/').allTextContents();
  return Math.max(0, ...texts.map((text) => Number(/Arrival (\d+)/.exec(text)?.[1] ?? 0)));
}

/** Notes frames and keys in the page, with listeners of its own. Text: it runs there, not here. */
const MEASURE = `(() => {
  const felt = { frames: [], inputs: [] };
  let frame = performance.now();
  requestAnimationFrame(function tick() {
    const now = performance.now();
    felt.frames.push(now - frame);
    frame = now;
    requestAnimationFrame(tick);
  });
  const take = (event) => felt.inputs.push(performance.now() - event.timeStamp);
  addEventListener('keydown', take, { capture: true });
  window.felt = felt;
})()`;

/** Presses a key ten times a second while `meanwhile` goes on; what was felt. */
export async function feel(page: Page, meanwhile: () => Promise<void>): Promise<Felt> {
  await page.getByLabel('Message', { exact: true }).focus();
  await page.evaluate(MEASURE);
  const session = await page.context().newCDPSession(page);
  const keys = setInterval(() => {
    void session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'a', text: 'a' });
    void session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'a' });
  }, KEY_EVERY_MS);
  await meanwhile();
  clearInterval(keys);
  return (await page.evaluate('window.felt')) as Felt;
}
