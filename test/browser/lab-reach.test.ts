// The lab for everybody: by keyboard alone, as text, in both themes, on a phone, in forced colours.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { panel, start, useLab, useServer } from '../support/lab.ts';

useServer();

const SEARCH = 'tasks=coffee:0.3,bagel:0.2';

/** Of each exhibit one run: its key, and where it is. */
const RUNS = [
  ['breakfast/gather/python', `breakfast?variant=gather&${SEARCH}`],
  ['requests/all', 'requests?n=3&up=20&down=20&mode=all'],
  ['coroutine/turns', 'coroutine?rounds=2&work=20'],
  ['threads/waiting/concurrent', 'threads?work=waiting&way=concurrent&k=2&ms=60'],
  ['server/awaits', 'server?clients=3&ms=50'],
] as const;

describe('[B13] by keyboard alone', () => {
  const lab = useLab();

  /** Presses Tab until `wanted` has the focus, as somebody without a mouse does. */
  async function tabTo(page: Page, wanted: Locator): Promise<void> {
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press('Tab');
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Sixty times Tab did not lead to ${wanted}.`);
  }

  test.each(RUNS)('%s: bet, run, look, open the table, save', async (key, path) => {
    const page = await lab.open(path);
    const run = panel(page, key);
    await tabTo(page, run.getByRole('textbox', { name: /Another bet/ }));
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await page.locator(`[data-key="${key}"][data-phase=done]`).waitFor();
    const slider = run.getByRole('slider');
    await tabTo(page, slider);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await run.getByText(/^At [\d.]+ m?s: /).waitFor();
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^At [\d.]+ m?s: /);
    await tabTo(page, run.getByText('The same as a table'));
    await page.keyboard.press('Enter');
    await run.locator('.span-table tbody tr').first().waitFor();
    await tabTo(page, run.getByText('Result card'));
    await page.keyboard.press('Enter');
    await tabTo(page, run.getByRole('button', { name: 'Save JSON' }));
    const saved = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const record = JSON.parse(readFileSync(await (await saved).path(), 'utf8'));
    // The table is the text twin of the picture: a row for each span.
    expect(await run.locator('.span-table tbody tr').count()).toBe(record.spans.length);
  });

  test('breakfast: choose by arrows, bet by Space; the code follows the moment', async () => {
    const page = await lab.open(`breakfast?variant=in-turn&${SEARCH}`);
    await tabTo(page, page.getByRole('radio', { name: /await in turn/ }));
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/variant=gather/);
    const run = panel(page, 'breakfast/gather/python');
    await run.getByRole('radio', { name: '0.3 s' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.locator('[data-phase=done]').waitFor();
    const slider = run.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < 5; step++) await page.keyboard.press('PageUp');
    await run.getByText(/^At \d+ ms: coffee waiting, bagel waiting/).waitFor();
    expect(await run.locator('.line.is-lit .stands').first().textContent()).toBe('coffee, bagel');
  });

  test('the stepper: each press of Enter is one turn, and its picture has a table', async () => {
    const page = await lab.open('coroutine?rounds=2&work=20');
    const stepper = page.locator('[data-key="coroutine/stepper"]');
    await tabTo(page, page.getByRole('button', { name: 'Start washing' }));
    await page.keyboard.press('Enter');
    await stepper.getByText('It keeps done = 1, left = 1.').waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Start drying' }));
    await page.keyboard.press('Enter');
    await page.locator('[data-name=drying][data-phase=paused]').waitFor();
    await tabTo(page, stepper.getByText('The same as a table'));
    await page.keyboard.press('Enter');
    await expect.poll(() => stepper.locator('.span-table tbody tr').count()).toBe(2);
  });

  test('the table of cells: arrows choose one', async () => {
    const page = await lab.open('threads?work=waiting&way=sequential&k=2&ms=50');
    await tabTo(page, page.getByRole('radio', { name: /^each waits, one after/ }));
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/way=concurrent/);
  });
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Colours fade from one theme to the other; in between they have any contrast. */
async function fadesOver(): Promise<void> {
  const fades = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(fades.map(({ finished }) => finished));
}

const LOOKS = [
  { media: { colorScheme: 'dark' }, width: 1280 },
  { media: { colorScheme: 'light' }, width: 360 },
  { media: { colorScheme: 'dark', forcedColors: 'active', reducedMotion: 'reduce' }, width: 1280 },
] as const;

describe('[B13] axe finds nothing, at two widths, in both themes and in forced colours', () => {
  const lab = useLab();

  test.each(RUNS)('%s', async (key, path) => {
    const page = await lab.open(path);
    await start(panel(page, key));
    await page.locator(`[data-key="${key}"][data-phase=done]`).waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    await page.evaluate(axe);
    for (const { media, width } of LOOKS) {
      await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference', ...media });
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(fadesOver);
      const found = await page.evaluate(
        "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))",
      );
      expect(found, JSON.stringify(media)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      // A phone has no room to lose, but whoever holds it may want to begin anew.
      const anew = page.getByRole('button', { name: 'Begin the course anew' });
      expect(await anew.isVisible()).toBe(true);
    }
  });
});

describe('[B13] what is chosen is seen in forced colours', () => {
  const lab = useLab({ forcedColors: 'active' });

  test.each([
    ['.choice :checked + .face', RUNS[0][1]],
    ['.cell :checked + span', RUNS[3][1]],
    ['.course a[aria-current]', RUNS[0][1]],
  ])('%s', async (chosen, path) => {
    const page = await lab.open(path);
    const drawn = await page
      .locator(chosen)
      .first()
      .evaluate((element) => {
        const { outlineStyle, borderLeftWidth } = getComputedStyle(element);
        return outlineStyle !== 'none' || Number.parseFloat(borderLeftWidth) >= 2;
      });
    expect(drawn).toBe(true);
  });
});
