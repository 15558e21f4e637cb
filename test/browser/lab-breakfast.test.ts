// Breakfast in a real Chromium, at a tenth of the lesson's times: each variant takes as long as the
// lesson says, in both languages, and freezes the page or does not.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Language, VARIANTS } from '../../client/lab/breakfast/variants.ts';
import { ownLongest, panel, runOnce, start, useLab, useServer } from '../support/lab.ts';
import { expectTotal } from '../support/lab-total.ts';

useServer();
const lab = useLab();

const TASKS = [
  { name: 'coffee', seconds: 0.3 },
  { name: 'bagel', seconds: 0.2 },
];
const SEARCH = 'tasks=coffee:0.3,bagel:0.2';

test.each(VARIANTS)('[B2] breakfast, $name, in both languages', async (variant) => {
  const page = await lab.open(`breakfast?variant=${variant.id}&${SEARCH}`);
  for (const language of ['python', 'javascript'] as const) {
    const record = await runOnce(page, `breakfast/${variant.id}/${language}`);
    const lesson = variant.lessonMs(TASKS, language);
    expectTotal(record.totalMs, lesson, lesson === 500 ? 2 : 1);
    const longest = record.spans.length > 0 ? await ownLongest(page, record) : 0;
    if (variant.isFrozen) expect(longest).toBeGreaterThanOrEqual(lesson);
    else expect(longest).toBeLessThan(200);
    if (longest > 0) expect(Math.abs(longest - record.longestFrameMs)).toBeLessThan(100);
    expect(record.results).toEqual(resultsOf(variant.id, language));
    // Every span is one of the browser's own measures too.
    const measures = await page.evaluate(() =>
      performance.getEntriesByType('measure').map(({ duration }) => duration),
    );
    const own = record.spans.filter(({ lane }) => lane !== 'page');
    expect(own).toHaveLength(spanCount(variant.id, language));
    for (const { fromMs, toMs } of own) {
      expect(measures.some((duration) => Math.abs(duration - (toMs - fromMs)) < 0.01)).toBe(true);
    }
  }
});

function resultsOf(id: string, language: Language): readonly string[] {
  if (id === 'never') return [];
  if (id === 'async-only' && language === 'javascript') {
    return ['a promise, not a value', 'a promise, not a value'];
  }
  if (id === 'await-blocking' && language === 'python') {
    return ["TypeError: object NoneType can't be used in 'await' expression"];
  }
  return ['coffee', 'bagel'];
}

function spanCount(id: string, language: Language): number {
  if (language === 'python' && id === 'never') return 0;
  return language === 'python' && id === 'await-blocking' ? 1 : 2;
}

test('[B7] without a bet there is no run; the result says how the bet did and why', async () => {
  const page = await lab.open(`breakfast?variant=gather&${SEARCH}`);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  const run = panel(page, 'breakfast/gather/python');
  expect(await run.getByRole('button', { name: /then run/ }).isDisabled()).toBe(true);
  await run.getByRole('radio', { name: '0.5 s' }).check();
  await start(run, '2');
  await run.getByText(/^You bet 2 s: 1\.\d+ s too long\.$/).waitFor();
  await run.locator('.why', { hasText: 'although bagel was ready first' }).waitFor();
  // The bet stands in the picture that the run raced against it.
  await run.locator('.timeline-picture').getByText('bet 2 s').waitFor();
  await page.getByText('1 of 18 run').waitFor();
  await page.reload();
  await page.getByText('1 of 18 run').waitFor();
  await page.getByRole('button', { name: 'Begin the course anew' }).click();
  await page.getByText('0 of 18 run').waitFor();
});

test('[B8] every setting is in the address, and the address brings it back', async () => {
  const page = await lab.open('breakfast');
  await page.getByRole('radio', { name: /call first/ }).check();
  await page.getByText(/^For breakfast:/).click();
  await page.getByRole('textbox', { name: 'Name of task 2' }).fill('egg');
  await page.getByRole('textbox', { name: 'Name of task 2' }).press('Enter');
  await page.getByRole('textbox', { name: 'Seconds of egg' }).fill('0.4');
  await page.getByRole('textbox', { name: 'Seconds of egg' }).press('Enter');
  const address = '/lab/breakfast?variant=called-first&tasks=coffee:3,egg:0.4';
  await page.waitForURL(`**${address}`);
  await page.reload();
  await page.getByText('For breakfast: coffee 3 s, egg 0.4 s').waitFor();
  expect(await page.getByRole('radio', { name: /call first/ }).isChecked()).toBe(true);
});

test('[B10] the card can be taken away as text, SVG, PNG and JSON', async () => {
  const page = await lab.open(`breakfast?variant=gather&${SEARCH}`);
  const record = await runOnce(page, 'breakfast/gather/python');
  const run = panel(page, 'breakfast/gather/python');
  const save = async (name: string): Promise<Buffer> => {
    const saved = page.waitForEvent('download');
    await run.getByRole('button', { name }).click();
    return readFileSync(await (await saved).path());
  };
  expect((await save('Save SVG')).toString()).toMatch(/^<svg .*<\/svg>\n$/s);
  expect((await save('Save PNG')).subarray(1, 4).toString()).toBe('PNG');
  const text = await run.locator('.card-text').textContent();
  for (const { lane } of record.spans) expect(text).toContain(lane === 'page' ? 'this page' : lane);
});

test('[M1] the instruments show what an independent counter sees', async () => {
  const page = await lab.open(`breakfast?variant=plain&${SEARCH}`);
  const record = await runOnce(page, 'breakfast/plain/python');
  const own = await ownLongest(page, record);
  const shown = page.locator('[data-reading=longest] dd');
  const said = (await shown.textContent()) ?? '';
  const ms = said.endsWith(' ms') ? Number.parseFloat(said) : 1000 * Number.parseFloat(said);
  expect(Math.abs(ms - own)).toBeLessThan(100);
  await page.locator('.verdict', { hasText: /of \d+ ms were waiting: await would/ }).waitFor();
  expect(await page.locator('[data-reading=freezes] dd').textContent()).toContain('1');
});
