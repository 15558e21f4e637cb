// Blocking against non-blocking, felt by the same page in one run: the same link (1 s each way), the
// same keys, the same 200 arrivals a second. Run: npm run bench:ui
import { pino } from 'pino';
import type { Browser, Page } from 'playwright';
import { io } from 'socket.io-client';
import { createApp } from '../server/app.ts';
import { createMemoryLog } from '../server/chat/log/memory.ts';
import { createRealClock } from '../server/link/real-clock.ts';
import { PROTOCOL_VERSION } from '../shared/wire/version.ts';
import { findChromium, launchChromium } from '../test/support/chromium.ts';

const DELAY_MS = 1_000;
const ARRIVALS_PER_SECOND = 200;
const SENDS = 4;
/** Between two sends, real ms. */
const PAUSE_MS = 3_000;
const KEY_EVERY_MS = 100;

interface Measured {
  readonly frames: readonly number[];
  readonly inputs: readonly number[];
  readonly timers: readonly number[];
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const at = (values: readonly number[], share: number): string => {
  const sorted = values.toSorted((a, b) => a - b);
  return `${Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)}`;
};

/** Notes frames, keys and timers in the page, with listeners of its own. Text: it runs there, not here. */
const MEASURE = `
  const seen = { frames: [], inputs: [], timers: [] };
  let frame = performance.now();
  requestAnimationFrame(function tick() {
    const now = performance.now();
    seen.frames.push(now - frame);
    frame = now;
    requestAnimationFrame(tick);
  });
  let due = performance.now() + 50;
  setTimeout(function ring() {
    seen.timers.push(Math.max(0, performance.now() - due));
    due = performance.now() + 50;
    setTimeout(ring, 50);
  }, 50);
  const take = (event) => seen.inputs.push(performance.now() - event.timeStamp);
  addEventListener('keydown', take, { capture: true });
  window.seen = seen;
`;

async function startMeasuring(page: Page): Promise<() => Promise<Measured>> {
  await page.evaluate(`(() => {${MEASURE}})()`);
  return () => page.evaluate('window.seen');
}

/** Opens a room, sets link and mode, and sends under fire while keys are pressed. */
async function run(browser: Browser, mode: 'blocking' | 'non-blocking'): Promise<Measured> {
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
  const { author, leave } = await joinAs(url, room);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}/r/${room}`);
  const box = page.getByLabel('Up and down, delay, milliseconds');
  await box.fill(`${DELAY_MS}`);
  await box.press('Enter');
  await page
    .getByRole('group', { name: 'Send' })
    .getByRole('radio', { name: mode, exact: true })
    .check();
  await wait(1_000);
  const measured = await startMeasuring(page);
  await page.getByLabel('Message', { exact: true }).focus();
  let count = 0;
  const startMs = performance.now();
  const flood = setInterval(() => {
    const due = Math.floor(((performance.now() - startMs) * ARRIVALS_PER_SECOND) / 1000);
    const drafts = Array.from({ length: due - count }, () => ({
      id: `arrival-${count}`,
      author,
      origin: 'earth',
      body: { kind: 'say' as const, text: `Arrival ${count++}` },
    }));
    if (drafts.length > 0) void log.append(room, drafts);
  }, 5);
  const session = await page.context().newCDPSession(page);
  const press = (text: string): void => {
    void session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: text, text });
    void session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text });
  };
  const keys = setInterval(() => press('a'), KEY_EVERY_MS);
  for (let each = 0; each < SENDS; each++) {
    await wait(PAUSE_MS);
    void session.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key: 'Enter',
      text: '\r',
      windowsVirtualKeyCode: 13,
    });
  }
  await wait(PAUSE_MS);
  clearInterval(keys);
  clearInterval(flood);
  const result = await measured();
  await page.close();
  leave();
  await app.close();
  return result;
}

/** A member whose messages arrive; it says nothing itself. */
async function joinAs(url: string, room: string): Promise<{ author: string; leave: () => void }> {
  const socket = io(url, { transports: ['websocket'] });
  const newcomer = { name: 'Flood', hue: 10, place: 'earth' };
  const ask = { protocol: PROTOCOL_VERSION, room, newcomer };
  const answer = await socket.timeout(5_000).emitWithAck('room:enter', ask);
  return { author: answer.value.self.id, leave: () => void socket.disconnect() };
}

const browser = await launchChromium(findChromium());
const blocking = await run(browser, 'blocking');
const free = await run(browser, 'non-blocking');
await browser.close();

const row = (name: string, of: (measured: Measured) => string): void => {
  const cells = [of(blocking), of(free)].map((cell) => cell.padStart(14));
  process.stdout.write(`${name.padEnd(34)}${cells.join('')}\n`);
};
process.stdout.write(
  `Link ${DELAY_MS} ms each way, ${ARRIVALS_PER_SECOND} arrivals/s, ${SENDS} sends, a key every ${KEY_EVERY_MS} ms\n`,
);
row('', (measured) => (measured === blocking ? 'blocking' : 'non-blocking'));
row('longest frame, ms', ({ frames }) => at(frames, 1));
row('frame p98, ms', ({ frames }) => at(frames, 0.98));
row('frames drawn', ({ frames }) => `${frames.length}`);
row('frames of 200 ms and more', ({ frames }) => `${frames.filter((ms) => ms >= 200).length}`);
row('input delay p50, ms', ({ inputs }) => at(inputs, 0.5));
row('input delay p98, ms', ({ inputs }) => at(inputs, 0.98));
row('input delay, longest, ms', ({ inputs }) => at(inputs, 1));
row('keys handled', ({ inputs }) => `${inputs.length}`);
row('timer drift p98, ms', ({ timers }) => at(timers, 0.98));
row('timer drift, worst, ms', ({ timers }) => at(timers, 1));
