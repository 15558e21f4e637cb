// The exhibits after breakfast in a real Chromium: what runs takes as long as the lesson says, and says why.
import { describe, expect, test } from 'vitest';
import { ownLongest, panel, runOnce, useLab, useServer } from '../support/lab.ts';
import { expectTotal } from '../support/lab-total.ts';

useServer();
const lab = useLab();

describe('[B3] many requests', () => {
  test('one at a time, all at once, a few at a time', async () => {
    const page = await lab.open('requests?n=4&up=150&down=150&k=2&mode=one');
    expectTotal((await runOnce(page, 'requests/one')).totalMs, 1200, 4);
    await page.getByRole('radio', { name: 'All at once' }).check();
    expectTotal((await runOnce(page, 'requests/all')).totalMs, 300);
    await page.getByRole('radio', { name: 'A few at a time' }).check();
    expectTotal((await runOnce(page, 'requests/some')).totalMs, 600, 2);
  });

  test('the browser lets six go to one host: the waterfall shows who queued', async () => {
    const page = await lab.open('requests?n=12&up=150&down=150&mode=all');
    const record = await runOnce(page, 'requests/all');
    expectTotal(record.totalMs, 600, 2);
    expect(record.why).toContain('the browser let 6');
    expect(record.spans.filter(({ kind }) => kind === 'queued')).toHaveLength(6);
    expect(record.lanes).toHaveLength(12);
  });

  test('one address for all: the browser lets one go at a time', async () => {
    const page = await lab.open('requests?n=4&up=50&down=50&mode=all&address=same');
    const record = await runOnce(page, 'requests/all');
    expectTotal(record.totalMs, 400, 4);
    expect(record.why).toContain('the same address');
  });

  test('two hundred, and the page goes on drawing', async () => {
    const page = await lab.open('requests?n=200&up=5&down=5&mode=all');
    const record = await runOnce(page, 'requests/all');
    expect(record.spans.filter(({ kind }) => kind === 'waiting')).toHaveLength(200);
    expect(record.longestFrameMs).toBeLessThan(200);
  });
});

describe('[B4] subroutine and coroutine', () => {
  test('a paused coroutine keeps its locals, and another one has a turn', async () => {
    const page = await lab.open('coroutine?rounds=2&work=40');
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
    const page = await lab.open('coroutine?rounds=5&work=50');
    const held = await runOnce(page, 'coroutine/subroutine');
    expectTotal(held.totalMs, 500, 2);
    expect(await ownLongest(page, held)).toBeGreaterThanOrEqual(500);
    const turns = await runOnce(page, 'coroutine/turns');
    expect(turns.totalMs).toBeGreaterThanOrEqual(500);
    // Five rounds in a row would be 250; a turn is one of them.
    expect(turns.longestFrameMs).toBeLessThan(0.4 * held.longestFrameMs);
    const lanes = turns.spans.filter(({ lane }) => lane !== 'page').map(({ lane }) => lane);
    expect(lanes.slice(0, 4)).toEqual(['washing', 'drying', 'washing', 'drying']);
    expect([held.results, turns.results]).toEqual([
      ['5 rounds done', '5 rounds done'],
      ['5 rounds done', '5 rounds done'],
    ]);
  });
});

describe('[B12] concurrent and parallel', () => {
  test('waiting: in a row, at once, at once on threads', async () => {
    const page = await lab.open('threads?work=waiting&way=sequential&k=3&ms=300');
    for (const [way, lesson, inARow] of [
      ['sequential', 900, 3],
      ['concurrent', 300, 1],
      ['parallel', 300, 1],
    ] as const) {
      await page.locator(`[data-cell="waiting/${way}"] input`).check();
      expectTotal((await runOnce(page, `threads/waiting/${way}`)).totalMs, lesson, inARow);
    }
    const cells = page.getByRole('radio', { name: /^each waits.*: [\d.]+ m?s$/ });
    expect(await cells.count()).toBe(3);
  });

  test('computing: the same primes in each way; frozen, alive, alive', async () => {
    const page = await lab.open('threads?work=computing&way=sequential&k=3&ms=200');
    const sequential = await runOnce(page, 'threads/computing/sequential');
    expect(await ownLongest(page, sequential)).toBeGreaterThanOrEqual(0.9 * sequential.totalMs);
    for (const way of ['concurrent', 'parallel']) {
      await page.locator(`[data-cell="computing/${way}"] input`).check();
      const record = await runOnce(page, `threads/computing/${way}`);
      expect(record.results).toEqual(sequential.results);
      expect(await ownLongest(page, record)).toBeLessThan(0.6 * sequential.totalMs);
      if (way === 'concurrent') continue;
      // The claim is the one that the table bears out, whatever else the machine does.
      const times = sequential.totalMs / record.totalMs;
      expect(record.why).toContain(`${times.toFixed(1)} times as fast as one after the other.`);
      expect(record.why.includes('only this computes faster')).toBe(times >= 1.25);
    }
  });
});

test('[B6] the little server that blocks and the one that awaits', async () => {
  const page = await lab.open('server?clients=4&ms=200');
  const blocks = await runOnce(page, 'server/blocks');
  expectTotal(blocks.totalMs, 800, 4);
  const awaits = await runOnce(page, 'server/awaits');
  expectTotal(awaits.totalMs, 200);
  expect(blocks.spans.filter(({ kind }) => kind === 'frozen')).toHaveLength(4);
  expect(await panel(page, 'server/blocks').locator('code').textContent()).toContain(
    'sleepBlocking(ms)',
  );
});
