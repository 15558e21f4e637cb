// Frame times of the pictures with a thousand messages in flight, in a real Chromium with software
// rendering. Run: npm run bench:pictures
import { join } from 'node:path';
import { pino } from 'pino';
import type { Page } from 'playwright';
import { createApp } from '../server/app.ts';
import { createMemoryLog } from '../server/chat/log/memory.ts';
import { createRealClock } from '../server/link/real-clock.ts';
import { findChromium, launchChromium } from '../test/support/chromium.ts';
import { frameTimes } from '../test/support/frame-times.ts';
import { beMember, makeCrowd } from '../test/support/picture-room.ts';
import { loadAll } from '../test/support/whole-history.ts';

const MESSAGES = 1000;
const FRAMES = 180;

const clock = createRealClock();
const log = createMemoryLog({ clock });
const pages = join(process.cwd(), 'dist/client');
const app = createApp({ log, clock, logger: pino({ level: 'warn' }), pages });
const { port } = await app.listen(0, '127.0.0.1');
const browser = await launchChromium(findChromium());
// The small layout: the picture has the page to itself, and no conversation is painted beside it.
const page = await browser.newPage({ viewport: { width: 719, height: 1000 } });

const made = await makeCrowd(log, MESSAGES);
await beMember(page, made);
await page.goto(`http://localhost:${port}/r/${made.room}`);
await page.getByRole('log').waitFor();
await loadAll(page);
await report(page, 'chat alone');
await page.getByRole('button', { name: 'Pictures' }).click();
await page.getByRole('tab', { name: 'Sky' }).click();
await page.getByRole('button', { name: 'Table' }).click();
const cell = page.getByRole('row', { name: /^Io/ }).getByRole('cell').last();
process.stdout.write(`${await cell.textContent()} messages on their way to Io alone\n`);
await page.getByRole('button', { name: 'Picture', exact: true }).click();
await page.getByRole('tab', { name: 'Space and time' }).click();

await report(page, 'space and time');
await page.getByRole('button', { name: 'Zoom in' }).click();
await report(page, 'zoomed in');
await page.getByRole('tab', { name: 'Sky' }).click();
await report(page, 'sky');
await browser.close();
await app.close();

async function report(on: Page, what: string): Promise<void> {
  await frameTimes(on, 20);
  const { p50, p95, max } = await frameTimes(on, FRAMES);
  const show = (ms: number) => `${ms.toFixed(1)} ms`.padStart(9);
  process.stdout.write(`${what.padEnd(16)} p50 ${show(p50)}  p95 ${show(p95)}  max ${show(max)}\n`);
}
