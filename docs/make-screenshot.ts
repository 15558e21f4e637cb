// Makes docs/screenshot.png from the real product: a conversation with Io, one message in flight.
// Run by `npm run screenshot`, after a build.
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../server/app.ts';
import { createMemoryLog } from '../server/chat/log/memory.ts';
import { createRealClock } from '../server/link/real-clock.ts';
import { findChromium, launchChromium } from '../test/support/chromium.ts';

/** Real ms that the second message has been on its way when the picture is taken. */
const IN_FLIGHT_MS = 4000;

const clock = createRealClock();
const log = createMemoryLog({ clock });
const pages = join(process.cwd(), 'dist/client');
const app = createApp({ log, clock, logger: pino({ level: 'warn' }), pages });
const { port } = await app.listen(0, '127.0.0.1');

const browser = await launchChromium(findChromium());
const page = await browser.newPage({
  viewport: { width: 1280, height: 800 },
  deviceScaleFactor: 2,
  colorScheme: 'dark',
});
await page.goto(`http://localhost:${port}/`);
await page.getByRole('button', { name: /Io in about 10 seconds/ }).click();
await page.getByRole('button', { name: 'Hello Io, this is Earth' }).click();
await page.getByText(/Heard .Hello Io/).waitFor({ timeout: 40_000 });
const box = page.getByRole('textbox', { name: 'Message' });
await box.fill('How old are my words when you read them?');
await box.press('Enter');
await page.waitForTimeout(IN_FLIGHT_MS);
await page.screenshot({ path: 'docs/screenshot.png' });
await browser.close();
await app.close();
process.stdout.write('docs/screenshot.png\n');
