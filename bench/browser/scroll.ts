// A long conversation, scrolled through by the wheel while somebody types.
import type { Browser } from 'playwright';
import { findChromium, launchChromium } from '../../test/support/chromium.ts';
import { median, quantile } from '../support/figures.ts';
import type { Row, Size, Suite } from '../support/row.ts';
import { feel, newestShown, type Stage, wait, withStage } from './page.ts';

export const scroll: Suite = { name: 'scroll', run };

const ARRIVALS_PER_SECOND = 4000;
/** Events of the log that are no message of the flood. */
const SHY = 10;
const STEPS = 60;
const STEP_EVERY_MS = 33;
const STEP_PX = 400;

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  const rows = isFull ? 100_000 : 500;
  const chromium = await launchChromium(findChromium());
  try {
    const p95 = await withStage((stage) =>
      scrolled(chromium, stage, { rows, rounds: isFull ? 6 : 1 }),
    );
    const name = `${rows.toLocaleString('en')} messages, scrolling: frame p95`;
    yield { name, ours: median(p95), unit: 'ms', goal: { of: 'ours', most: 20 } };
  } finally {
    await chromium.close();
  }
}

/** The p95 of frames, ms, of each time that so many rows are scrolled through: up, then down, and again. */
async function scrolled(
  chromium: Browser,
  stage: Stage,
  { rows, rounds }: { rows: number; rounds: number },
): Promise<number[]> {
  const page = await stage.open(chromium);
  const stop = stage.flood(ARRIVALS_PER_SECOND);
  while ((await stage.log.head(stage.room)) < rows) await wait(50);
  stop();
  while ((await newestShown(page)) < rows - SHY) await wait(500);
  await wait(1000);
  await page.locator('[data-scroller]').hover();
  const p95: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { frames } = await feel(page, async () => {
      for (let step = 0; step < STEPS; step++) {
        await page.mouse.wheel(0, round % 2 === 0 ? -STEP_PX : STEP_PX);
        await wait(STEP_EVERY_MS);
      }
    });
    p95.push(quantile(frames, 0.95));
  }
  await page.close();
  return p95;
}
