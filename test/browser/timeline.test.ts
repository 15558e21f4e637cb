// The timeline of a tab, against what Chromium's trace says of the same freeze.
import type { Locator, Page } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import { choose, openRoomTab, setDelay, traced } from '../support/frozen.ts';
import { closeBrowser, sayIn, startReal, wordsIn } from '../support/tabs.ts';

afterAll(closeBrowser);

/** What the picture shows in all of its width. */
const WINDOW_MS = 15_000;
const AGREE_MS = 100;

interface Shape {
  readonly kind: string;
  readonly width: number;
  readonly x: number;
}

/** The spans of a lane as they are drawn, the names of the lanes left out. Px. */
async function spansOf(picture: Locator, lane: string): Promise<Shape[]> {
  return picture.locator(`.span[data-lane="${lane}"]`).evaluateAll((spans) =>
    spans.map((span) => {
      const { width, x } = (span.querySelector('rect') as SVGRectElement).getBoundingClientRect();
      return { kind: /is-(\w+)/.exec(span.className.baseVal)?.[1] ?? '', width, x };
    }),
  );
}

/** Px that one ms is wide, from the axis itself: two ticks and what is written below them. */
async function scaleOf(picture: Locator): Promise<number> {
  const ticks = await picture.locator('.tick').evaluateAll((all) =>
    all.map((tick) => {
      const words = tick.querySelector('text')?.textContent ?? '';
      return {
        ms: Number.parseFloat(words) * (words.endsWith('ms') || words === '0' ? 1 : 1000),
        x: tick.querySelector('path')?.getBoundingClientRect().x ?? 0,
      };
    }),
  );
  const [first, last] = [ticks[0], ticks.at(-1)];
  if (!first || !last || first === last) throw new Error('The axis has no two ticks.');
  return (last.x - first.x) / (last.ms - first.ms);
}

async function openTimeline(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'This tab', exact: true }).click();
  const picture = page.getByRole('img', { name: /^Timeline of this tab/ });
  await picture.waitFor();
  return picture;
}

test('[N14] a span is as wide as it was long: a frozen send, and one that waited', async () => {
  const server = await startReal();
  const { page } = await openRoomTab(server);
  const picture = await openTimeline(page);
  await setDelay(page, 500);
  await sayIn(page, 'Waits at an await');
  await wordsIn(page, 'Waits at an await').waitFor();
  await choose(page, 'Send', 'blocking');
  const trace = await traced(page, () => sayIn(page, 'Freezes the page'));
  await expect.poll(async () => (await spansOf(picture, 'send')).length).toBe(2);
  await page.getByRole('button', { name: 'Hold' }).click();
  const pxPerMs = await scaleOf(picture);
  const msOf = (shapes: readonly Shape[], kind: string): number =>
    Math.max(...shapes.filter((shape) => shape.kind === kind).map(({ width }) => width)) / pxPerMs;
  const [main, sends] = [await spansOf(picture, 'main'), await spansOf(picture, 'send')];
  expect(trace.longestFrameMs).toBeGreaterThanOrEqual(900);
  expect(Math.abs(msOf(main, 'frozen') - trace.longestFrameMs)).toBeLessThanOrEqual(AGREE_MS);
  expect(sends.map(({ kind }) => kind)).toEqual(['waiting', 'frozen']);
  // There and back: two delays of 500 ms.
  expect(msOf(sends, 'waiting')).toBeGreaterThanOrEqual(1000);
  expect(msOf(sends, 'frozen')).toBeLessThanOrEqual(trace.longestFrameMs + AGREE_MS);
  const { width } = (await picture.boundingBox()) ?? { width: 0 };
  expect(pxPerMs).toBeLessThanOrEqual(width / WINDOW_MS);
});

test('[N14] held, it stands still; scrubbed by keyboard it says what was on; let go, it is at now', async () => {
  const server = await startReal();
  const { page } = await openRoomTab(server);
  const picture = await openTimeline(page);
  await setDelay(page, 300);
  await choose(page, 'Send', 'blocking');
  await sayIn(page, 'Before it is held');
  await expect.poll(async () => (await spansOf(picture, 'send')).length).toBe(1);
  await choose(page, 'Send', 'non-blocking');
  await page.getByRole('button', { name: 'Hold' }).press('Enter');
  const held = await spansOf(picture, 'send');
  const scrubber = page.getByRole('slider', { name: 'Moment in: Timeline of this tab' });
  await sayIn(page, 'After it was held');
  await wordsIn(page, 'After it was held').waitFor();
  expect((await spansOf(picture, 'send'))[0]).toEqual(held[0]);

  const moments = page.locator('.tab-timeline .moment');
  await scrubber.focus();
  await scrubber.press('Home');
  await moments.getByText(/^At /).waitFor();
  const box = (await picture.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [frozen] = held;
  if (!frozen) throw new Error('There is no span.');
  await page.mouse.click(frozen.x + frozen.width / 2, box.y + box.height / 2);
  await expect.poll(() => moments.textContent()).toMatch(/Main thread frozen.*Sends frozen/);
  await scrubber.press('ArrowRight');
  await moments.getByText(/^At /).waitFor();
  await page.getByRole('button', { name: 'Go on' }).press('Enter');
  await expect.poll(() => moments.textContent()).toBe('');
  await expect.poll(async () => (await spansOf(picture, 'send')).length).toBe(2);
  const [first, second] = await spansOf(picture, 'send');
  expect(second?.kind).toBe('waiting');
  expect(second?.x).toBeGreaterThan((first?.x ?? 0) + (first?.width ?? 0));
});
