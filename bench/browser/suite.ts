// What people feel: how soon the page is there, and how it holds out against a flood.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { findChromium, launchChromium } from '../../test/support/chromium.ts';
import { median, quantile } from '../support/figures.ts';
import type { Goal, Row, Size, Suite } from '../support/row.ts';
import { feel, openStage, type Stage, wait } from './page.ts';

export const browser: Suite = { name: 'browser', run };

/** As DevTools slow a processor down for a phone. */
const SLOWED = 4;

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  yield { name: 'first load', ours: firstLoad(), unit: 'bytes, brotli', goal: most(45_000) };
  const chromium = await launchChromium(findChromium());
  try {
    yield* felt(chromium, isFull);
  } finally {
    await chromium.close();
  }
}

async function* felt(chromium: Browser, isFull: boolean): AsyncIterable<Row> {
  const rounds = Array.from({ length: isFull ? 5 : 1 });
  const soon: number[] = [];
  for (const _ of rounds) soon.push(await withStage((stage) => interactive(chromium, stage)));
  const name = `interactive, processor slowed ${SLOWED} x`;
  yield { name, ours: median(soon), unit: 'ms', goal: most(1000) };

  for (const perSecond of isFull ? [0, 200, 1000] : [200]) {
    const found: Flooded[] = [];
    for (const _ of rounds) {
      found.push(await withStage((stage) => flooded(chromium, stage, { perSecond, isFull })));
    }
    const named = (what: string) => `${perSecond} arrivals/s: ${what}`;
    const middle = (of: (one: Flooded) => number) => median(found.map(of));
    const goal = perSecond === 1000 ? { goal: most(50) } : {};
    const unit = 'ms';
    yield { name: named('input delay p98'), ours: middle((one) => one.inputP98), unit, ...goal };
    yield { name: named('frame p95'), ours: middle((one) => one.frameP95), unit };
    if (perSecond > 0) {
      yield {
        name: named('behind the server'),
        ours: middle((one) => one.behind),
        unit: 'messages',
      };
    }
  }

  const rows = isFull ? 100_000 : 500;
  const scrolls = await withStage((stage) =>
    scrolled(chromium, stage, { rows, rounds: rounds.length }),
  );
  const title = `${rows.toLocaleString('en')} messages, scrolling: frame p95`;
  yield { name: title, ours: median(scrolls), unit: 'ms', goal: most(20) };
}

const most = (value: number): Goal => ({ of: 'ours', most: value });

/** What a browser asks for before anything is seen: the page's own files, compressed. */
function firstLoad(): number {
  const folder = join(process.cwd(), 'dist/client');
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, file]) => file,
  );
  if (files.length === 0 || readdirSync(folder).length === 0)
    throw new Error('The client is not built.');
  return files.reduce(
    (sum, file) => sum + brotliCompressSync(readFileSync(join(folder, file as string))).length,
    0,
  );
}

async function withStage<Result>(act: (stage: Stage) => Promise<Result>): Promise<Result> {
  const stage = await openStage();
  try {
    return await act(stage);
  } finally {
    await stage.close();
  }
}

/** Ms from asking for a page that was here before to a conversation in which one can write. */
async function interactive(chromium: Browser, stage: Stage): Promise<number> {
  const page = await stage.open(chromium);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await page.goto(`${stage.url}/r/${stage.room}`, { waitUntil: 'commit' });
  await page.getByRole('log').waitFor();
  await page.getByLabel('Message', { exact: true }).fill('Here');
  const ms = await page.evaluate(() => performance.now());
  await page.close();
  return ms;
}

interface Flooded {
  readonly inputP98: number;
  readonly frameP95: number;
  /** Messages that the page has not drawn. */
  readonly behind: number;
}

async function flooded(
  chromium: Browser,
  stage: Stage,
  { perSecond, isFull }: { perSecond: number; isFull: boolean },
): Promise<Flooded> {
  const page = await stage.open(chromium);
  const stop = stage.flood(perSecond);
  await wait(isFull ? 1500 : 200);
  const { frames, inputs } = await feel(page, () => wait(isFull ? 5000 : 500));
  const head = (await stage.log.head(stage.room)) - 1;
  const newest = await newestShown(page);
  stop();
  await page.close();
  return {
    inputP98: quantile(inputs, 0.98),
    frameP95: quantile(frames, 0.95),
    behind: Math.max(0, head - newest),
  };
}

/** The number of the newest message that is drawn; it may have been drawn a moment ago. */
async function newestShown(page: Page): Promise<number> {
  const texts = await page.getByRole('log').locator('text=/Arrival \\d+/').allTextContents();
  return Math.max(0, ...texts.map((text) => Number(/Arrival (\d+)/.exec(text)?.[1] ?? 0)));
}

/** Ms of frames while a long list is scrolled through by wheel. */
async function scrolled(
  chromium: Browser,
  stage: Stage,
  { rows, rounds }: { rows: number; rounds: number },
): Promise<number[]> {
  const page = await stage.open(chromium);
  const stop = stage.flood(4000);
  while ((await stage.log.head(stage.room)) < rows) await wait(50);
  stop();
  await page.waitForFunction(
    (least) => {
      const chunks = [...document.querySelectorAll('[data-chunk]')];
      return chunks.length * 50 >= least;
    },
    rows - 100,
    { timeout: 120_000 },
  );
  await wait(1000);
  const p95: number[] = [];
  await page.locator('[data-scroller]').hover();
  for (let round = 0; round < rounds; round++) {
    const { frames } = await feel(page, async () => {
      for (let step = 0; step < 60; step++) {
        await page.mouse.wheel(0, round % 2 === 0 ? -400 : 400);
        await wait(33);
      }
    });
    p95.push(quantile(frames, 0.95));
  }
  await page.close();
  return p95;
}
