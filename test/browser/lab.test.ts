// The lab in a real Chromium, at a tenth of the lesson's times: what runs takes as long as the lesson
// says, freezes or not as it says, and can be worked by keyboard, stopped, and left.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright';
import { afterAll, describe, expect, test } from 'vitest';
import { type Language, VARIANTS } from '../../client/lab/breakfast/variants.ts';
import type { RunRecord } from '../../client/lab/state/run-record.ts';
import { closeBrowser, openPage, startReal } from '../support/tabs.ts';

afterAll(closeBrowser);

const TASKS = [
  { name: 'coffee', seconds: 0.3 },
  { name: 'bagel', seconds: 0.2 },
];
const SEARCH = 'tasks=coffee:0.3,bagel:0.2';
/**
 * What a run may cost beyond 6 %: HTTP round trips or worker messages, late timers and a frame, on two
 * cores that others share. Less than the 200 ms by which 3 differs from 5 at this scale.
 */
const OVERHEAD_MS = 180;
/** Of waits in a row each further one costs its own call, answer and turn of the loop. */
const OVERHEAD_EACH_MS = 60;

function expectTotal(totalMs: number, lessonMs: number, inARow = 1): void {
  expect(totalMs).toBeGreaterThanOrEqual(lessonMs);
  const overhead = OVERHEAD_MS + (inARow - 1) * OVERHEAD_EACH_MS;
  expect(totalMs).toBeLessThanOrEqual(lessonMs * 1.06 + overhead);
}

/** Opens an exhibit; the page counts its frames a second time, by itself. */
async function openLab(path: string, options = {}): Promise<Page> {
  const { url } = await startReal();
  const page = await openPage(options);
  await page.addInitScript(() => {
    const frames: number[] = [];
    const tick = (): void => {
      frames.push(performance.now());
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { frames });
  });
  await page.goto(`${url}/lab/${path}`);
  await page.locator('.run').first().waitFor();
  return page;
}

const panel = (page: Page, key: string): Locator => page.locator(`[data-key="${key}"]`);

async function bet(run: Locator, seconds: string): Promise<void> {
  await run.getByRole('textbox', { name: /Another bet/ }).fill(seconds);
}

/** Bets, runs, waits for the end, and reads the record from the file that the card saves. */
async function runOnce(page: Page, key: string, seconds = '1'): Promise<RunRecord> {
  const run = panel(page, key);
  await bet(run, seconds);
  await run.getByRole('button', { name: /^Run/ }).click();
  await page.locator(`[data-key="${key}"]:is([data-phase=done], [data-phase=failed])`).waitFor();
  await run.getByText('Result card').click();
  const saved = page.waitForEvent('download');
  await run.getByRole('button', { name: 'Save JSON' }).click();
  return JSON.parse(readFileSync(await (await saved).path(), 'utf8')) as RunRecord;
}

/** The longest gap that touches a run, of the test's own counter; the run is found by the browser's measures. */
function ownLongest(page: Page, { spans, totalMs }: RunRecord): Promise<number> {
  const { fromMs, toMs } = spans[0] ?? { fromMs: 0, toMs: 0 };
  return page.evaluate(
    (run) => {
      const measures = performance.getEntriesByType('measure');
      const first = measures.findLast(({ duration }) => Math.abs(duration - run.lengthMs) < 0.01);
      if (!first) throw new Error('The run left no measure.');
      const startMs = first.startTime - run.fromMs;
      const { frames } = window as unknown as { frames: readonly number[] };
      const gaps = frames.map((at, index) => ({ from: frames[index - 1] ?? at, to: at }));
      const touching = gaps.filter(({ from, to }) => to > startMs && from < startMs + run.totalMs);
      return Math.max(...touching.map(({ from, to }) => to - from));
    },
    { fromMs, lengthMs: toMs - fromMs, totalMs },
  );
}

describe.each(VARIANTS)('[B2] breakfast, $name', (variant) => {
  test.each<Language>(['python', 'javascript'])('%s', async (language) => {
    const page = await openLab(`breakfast?variant=${variant.id}&${SEARCH}`);
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
  });
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

describe('[B3] many requests', () => {
  test('one at a time, all at once, a few at a time', async () => {
    const page = await openLab('requests?n=4&up=150&down=150&k=2&mode=one');
    expectTotal((await runOnce(page, 'requests/one')).totalMs, 1200, 4);
    await page.getByRole('radio', { name: 'All at once' }).check();
    expectTotal((await runOnce(page, 'requests/all')).totalMs, 300);
    await page.getByRole('radio', { name: 'A few at a time' }).check();
    expectTotal((await runOnce(page, 'requests/some')).totalMs, 600, 2);
  });

  test('the browser lets six go to one host: the waterfall shows who queued', async () => {
    const page = await openLab('requests?n=12&up=100&down=100&mode=all');
    const record = await runOnce(page, 'requests/all');
    expectTotal(record.totalMs, 400, 2);
    expect(record.why).toContain('the browser let 6');
    expect(record.spans.filter(({ kind }) => kind === 'queued')).toHaveLength(6);
    expect(record.lanes).toHaveLength(12);
  });

  test('one address for all: the browser lets one go at a time', async () => {
    const page = await openLab('requests?n=4&up=50&down=50&mode=all&address=same');
    const record = await runOnce(page, 'requests/all');
    expectTotal(record.totalMs, 400, 4);
    expect(record.why).toContain('the same address');
  });

  test('two hundred', async () => {
    const page = await openLab('requests?n=200&up=5&down=5&mode=all');
    const record = await runOnce(page, 'requests/all');
    expect(record.spans.filter(({ kind }) => kind === 'waiting')).toHaveLength(200);
  });
});

describe('[B4] subroutine and coroutine', () => {
  test('a paused coroutine keeps its locals, and another one has a turn', async () => {
    const page = await openLab('coroutine?rounds=2&work=40');
    const washing = page.locator('[data-name=washing]');
    const drying = page.locator('[data-name=drying]');
    await page.getByRole('button', { name: 'Start washing' }).click();
    await washing.getByText('It keeps done = 1, left = 1.').waitFor();
    expect(await drying.textContent()).toContain('Made, not started.');
    await page.getByRole('button', { name: 'Start drying' }).click();
    await drying.getByText('It keeps done = 1, left = 1.').waitFor();
    expect(await washing.textContent()).toContain('It keeps done = 1, left = 1.');
    await page.getByRole('button', { name: 'Resume washing' }).click();
    await washing.getByText('It keeps done = 2, left = 0.').waitFor();
    await page.getByRole('button', { name: 'Resume washing' }).click();
    await washing.getByText('Finished: 2 rounds done.').waitFor();
    await page.getByRole('button', { name: 'Begin anew' }).click();
    await washing.getByText('Made, not started.').waitFor();
  });

  test('subroutines freeze the page for all of it, coroutines for a turn', async () => {
    const page = await openLab('coroutine?rounds=5&work=50');
    const held = await runOnce(page, 'coroutine/subroutine');
    expectTotal(held.totalMs, 500, 2);
    expect(await ownLongest(page, held)).toBeGreaterThanOrEqual(500);
    const turns = await runOnce(page, 'coroutine/turns');
    expect(turns.totalMs).toBeGreaterThanOrEqual(500);
    // Five rounds in a row would be 250; a turn is one of them.
    expect(turns.longestFrameMs).toBeLessThan(0.8 * held.longestFrameMs);
    const lanes = turns.spans.filter(({ lane }) => lane !== 'page').map(({ lane }) => lane);
    expect(lanes.slice(0, 4)).toEqual(['washing', 'drying', 'washing', 'drying']);
    expect([held.results, turns.results]).toEqual([
      ['5 rounds done', '5 rounds done'],
      ['5 rounds done', '5 rounds done'],
    ]);
  });
});

describe('[B12] concurrent and parallel', () => {
  test.each([
    ['sequential', 900, 3],
    ['concurrent', 300, 1],
    ['parallel', 300, 1],
  ] as const)('waiting, %s', async (way, lesson, inARow) => {
    const page = await openLab(`threads?work=waiting&way=${way}&k=3&ms=300`);
    expectTotal((await runOnce(page, `threads/waiting/${way}`)).totalMs, lesson, inARow);
    const cell = page.getByRole('radio', { name: /^each waits.*: [\d.]+ m?s$/ });
    expect(await cell.count()).toBe(1);
  });

  test('computing: the same primes in each way; frozen, alive, alive', async () => {
    const page = await openLab('threads?work=computing&way=sequential&k=3&ms=200');
    const sequential = await runOnce(page, 'threads/computing/sequential');
    expect(await ownLongest(page, sequential)).toBeGreaterThanOrEqual(0.9 * sequential.totalMs);
    for (const way of ['concurrent', 'parallel']) {
      await page.locator(`[data-cell="computing/${way}"] input`).check();
      const record = await runOnce(page, `threads/computing/${way}`);
      expect(record.results).toEqual(sequential.results);
      expect(await ownLongest(page, record)).toBeLessThan(0.6 * sequential.totalMs);
    }
  });
});

test('[B6] the little server that blocks and the one that awaits', async () => {
  const page = await openLab('server?clients=4&ms=200');
  const blocks = await runOnce(page, 'server/blocks');
  expectTotal(blocks.totalMs, 800, 4);
  const awaits = await runOnce(page, 'server/awaits');
  expectTotal(awaits.totalMs, 200);
  expect(blocks.spans.filter(({ kind }) => kind === 'frozen')).toHaveLength(4);
  expect(await panel(page, 'server/blocks').locator('code').textContent()).toContain(
    'sleepBlocking(ms)',
  );
});

describe('[B7] predict, then run', () => {
  test('without a bet there is no run; the result says how the bet did and why', async () => {
    const page = await openLab(`breakfast?variant=gather&${SEARCH}`);
    const run = panel(page, 'breakfast/gather/python');
    expect(await run.getByRole('button', { name: /then run/ }).isDisabled()).toBe(true);
    await run.getByRole('radio', { name: '0.5 s' }).check();
    await run.getByRole('button', { name: /^Run/ }).click();
    await run.getByText(/^You bet 0.5 s: \d+ ms too long\.$/).waitFor();
    await run.locator('.why', { hasText: 'although bagel was ready first' }).waitFor();
    await page.getByText('1 of 18 run').waitFor();
    await page.reload();
    await page.getByText('1 of 18 run').waitFor();
  });
});

test('[B8] every setting is in the address, and the address brings it back', async () => {
  const page = await openLab('breakfast');
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

describe('[B9] a run that is disturbed', () => {
  test('started twice: the second one counts, and is as long as ever', async () => {
    const page = await openLab('breakfast?variant=gather&tasks=coffee:2,bagel:1');
    const first = panel(page, 'breakfast/gather/python');
    await bet(first, '1');
    await first.getByRole('button', { name: /^Run/ }).click();
    expectTotal((await runOnce(page, 'breakfast/gather/javascript')).totalMs, 2000);
    await first.getByText(/^Stopped/).waitFor();
    expectTotal((await runOnce(page, 'breakfast/gather/python')).totalMs, 2000);
  });

  test.each(['python', 'javascript'])('stopped half-way, and run again: %s', async (language) => {
    const page = await openLab(`breakfast?variant=gather&tasks=coffee:8,bagel:8`);
    const run = panel(page, `breakfast/gather/${language}`);
    await bet(run, '1');
    await run.getByRole('button', { name: /^Run/ }).click();
    await page.locator('[data-phase=running]').waitFor();
    await run.getByRole('button', { name: /^Stop/ }).click();
    await run.getByText(/^Stopped/).waitFor();
    await page.getByText(/^For breakfast:/).click();
    for (const name of ['coffee', 'bagel']) {
      await page.getByRole('textbox', { name: `Seconds of ${name}` }).fill('0.2');
      await page.getByRole('textbox', { name: `Seconds of ${name}` }).press('Enter');
    }
    expectTotal((await runOnce(page, `breakfast/gather/${language}`)).totalMs, 200);
  });

  test('a click made while the page was frozen does not start it again', async () => {
    const page = await openLab(`breakfast?variant=plain&tasks=coffee:1,bagel:1`);
    const run = panel(page, 'breakfast/plain/javascript');
    await bet(run, '1');
    const button = run.getByRole('button', { name: /^Run/ });
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    // The network service tells of the wait while the page itself stands still.
    let tell: (() => void) | undefined;
    const frozen = new Promise<void>((resolve) => {
      tell = resolve;
    });
    await page.route(/lab\/wait/, async (route) => {
      tell?.();
      await route.continue();
    });
    await button.click();
    await frozen;
    // Playwright's own click first moves the mouse and waits for the page to say so; a hand does not.
    const hand = await page.context().newCDPSession(page);
    const at = {
      x: (box?.x ?? 0) + 20,
      y: (box?.y ?? 0) + 10,
      button: 'left',
      clickCount: 1,
    } as const;
    await Promise.all([
      hand.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at }),
      hand.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at }),
    ]);
    await page.locator('[data-phase=done]').waitFor();
    await page.locator('.verdict', { hasText: /waited in the queue: late, not lost/ }).waitFor();
    expect(await run.getAttribute('data-phase')).toBe('done');
  });

  test('left in the middle: the server holds nothing any more', async () => {
    const page = await openLab('requests?n=6&up=4000&down=4000&mode=all');
    const run = panel(page, 'requests/all');
    await bet(run, '1');
    const held = page.waitForRequest(/lab\/wait/);
    await run.getByRole('button', { name: /^Run/ }).click();
    await held;
    await page.getByRole('link', { name: /Breakfast/ }).click();
    await page.getByRole('heading', { name: 'Breakfast' }).waitFor();
    await page.goBack();
    await page.locator('.run').waitFor();
    expect(await page.locator('.run').getAttribute('data-phase')).not.toBe('running');
  });
});

test('[B10] the card can be taken away as text, SVG, PNG and JSON', async () => {
  const page = await openLab(`breakfast?variant=gather&${SEARCH}`);
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

test('[B13] by keyboard alone: choose, bet, run, look at a moment; the code follows', async () => {
  const page = await openLab(`breakfast?variant=in-turn&${SEARCH}`);
  await page.getByRole('radio', { name: /await in turn/ }).focus();
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
  expect(await slider.getAttribute('aria-valuetext')).toContain('coffee waiting');
  expect(await run.locator('.line.is-lit .stands').first().textContent()).toBe('coffee, bagel');
});

test('[B13] every picture has its table', async () => {
  const page = await openLab(`breakfast?variant=gather&${SEARCH}`);
  const record = await runOnce(page, 'breakfast/gather/python');
  const run = panel(page, 'breakfast/gather/python');
  await run.getByText('The same as a table').click();
  expect(await run.locator('.span-table tbody tr').count()).toBe(record.spans.length);
});

test('[M1] the instruments show what an independent counter sees', async () => {
  const page = await openLab(`breakfast?variant=plain&${SEARCH}`);
  const record = await runOnce(page, 'breakfast/plain/python');
  const own = await ownLongest(page, record);
  const shown = page.locator('[data-reading=longest] dd');
  const said = (await shown.textContent()) ?? '';
  const ms = said.endsWith(' ms') ? Number.parseFloat(said) : 1000 * Number.parseFloat(said);
  expect(Math.abs(ms - own)).toBeLessThan(100);
  await page.locator('.verdict', { hasText: /of \d+ ms were waiting: await would/ }).waitFor();
  expect(await page.locator('[data-reading=freezes] dd').textContent()).toContain('1');
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.each([
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const)('[B13] axe: $colorScheme, $viewport.width px', (look) => {
  test.each(['breakfast', 'requests', 'coroutine', 'threads', 'server'])('%s', async (exhibit) => {
    const page = await openLab(
      `${exhibit}?${SEARCH}&variant=gather&n=3&up=20&down=20&ms=50&work=40`,
      look,
    );
    const run = page.locator('.run:has(.bet)').first();
    await bet(run, '1');
    await run.getByRole('button', { name: /^Run/ }).click();
    await page.locator('[data-phase=done]').waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    await page.evaluate(axe);
    const found = await page.evaluate(
      "axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))",
    );
    expect(found).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });
});
