// Makes the screenshots of the pictures from the real product: each picture in both themes on a phone,
// a laptop and a projector. Run by `npm run screenshot:pictures`, after a build; `--out` says where to.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright';
import { createApp } from '../server/app.ts';
import { createMemoryLog } from '../server/chat/log/memory.ts';
import { createRealClock } from '../server/link/real-clock.ts';
import { findChromium, launchChromium } from '../test/support/chromium.ts';
import { beMember, makeConversation, type PictureRoom } from '../test/support/picture-room.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'docs/pictures' } } });
const OUT = values.out;

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const THEMES = ['dark', 'light'] as const;
const PICTURES = [
  { name: 'diagram', tab: 'Space and time' },
  { name: 'sky', tab: 'Sky' },
  { name: 'matrix', tab: 'Distances' },
  { name: 'order', tab: 'Who knew what when' },
] as const;

const clock = createRealClock();
const log = createMemoryLog({ clock });
const pages = join(process.cwd(), 'dist/client');
const app = createApp({ log, clock, logger: pino({ level: 'warn' }), pages });
const { port } = await app.listen(0, '127.0.0.1');
const browser = await launchChromium(findChromium());
mkdirSync(OUT, { recursive: true });

for (const size of SIZES) {
  for (const colorScheme of THEMES) {
    // A room each, so that each has the same light in flight.
    const made = await makeConversation(log);
    const page = await openRoom(browser, { made, size, colorScheme });
    for (const { name, tab } of PICTURES) {
      await openPicture(page, tab);
      const path = `${OUT}/${name}-${size.width}-${colorScheme}.png`;
      await page.screenshot({ path });
      process.stdout.write(`${path}\n`);
    }
    await openReplay(page, size.width < 720);
    const path = `${OUT}/replay-${size.width}-${colorScheme}.png`;
    await page.screenshot({ path });
    process.stdout.write(`${path}\n`);
    await page.context().close();
  }
}
await browser.close();
await app.close();

async function openRoom(
  from: Browser,
  {
    made,
    size,
    colorScheme,
  }: {
    made: PictureRoom;
    size: (typeof SIZES)[number];
    colorScheme: 'dark' | 'light';
  },
): Promise<Page> {
  const page = await from.newPage({ viewport: size, deviceScaleFactor: 1, colorScheme });
  await beMember(page, made);
  await page.goto(`http://localhost:${port}/r/${made.room}`);
  await page.getByRole('log').getByText('Good morning, everybody').first().waitFor();
  if (size.width < 720) {
    await page.getByRole('button', { name: 'Pictures' }).click();
    return page;
  }
  await page.getByRole('button', { name: 'Space and time' }).click();
  const edge = page.getByRole('separator', { name: 'Height of the pictures' });
  await edge.focus();
  for (let step = 0; step < (size.height > 900 ? 10 : 3); step++) await edge.press('ArrowUp');
  return page;
}

async function openPicture(page: Page, tab: string): Promise<void> {
  await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('tabpanel', { name: tab }).waitFor();
  // The ephemeris is fetched, and two frames are painted with it.
  await page.waitForLoadState('networkidle');
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

async function openReplay(page: Page, isNarrow: boolean): Promise<void> {
  if (isNarrow) {
    await page.getByRole('navigation', { name: 'Parts of the room' }).getByText('Link').click();
  }
  await page.getByRole('button', { name: 'Look back, export' }).click();
  const time = page.getByRole('slider', { name: 'Time of the replay' });
  await time.waitFor();
  await time.fill('965');
}
