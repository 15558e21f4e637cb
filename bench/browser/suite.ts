// What people feel while a flood comes in.
import type { Browser } from 'playwright';
import { findChromium, launchChromium } from '../../test/support/chromium.ts';
import { median, quantile } from '../support/figures.ts';
import type { Goal, Row, Size, Suite } from '../support/row.ts';
import { feel, newestShown, type Stage, wait, withStage } from './page.ts';

export const browser: Suite = { name: 'browser', run };

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  const chromium = await launchChromium(findChromium());
  try {
    yield* felt(chromium, isFull);
  } finally {
    await chromium.close();
  }
}

async function* felt(chromium: Browser, isFull: boolean): AsyncIterable<Row> {
  const rounds = Array.from({ length: isFull ? 5 : 1 });
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
}

const most = (value: number): Goal => ({ of: 'ours', most: value });

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
