// Runs of the lab that are disturbed: started twice, stopped half-way, left. Nothing is left running.
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { bet, panel, runOnce, start, useLab, useServer } from '../support/lab.ts';
import { expectTotal } from '../support/lab-total.ts';

useServer();
const lab = useLab();

/** Of each exhibit the runs that are long enough to be disturbed. */
const LONG = [
  ['breakfast/gather/python', 'breakfast?variant=gather&tasks=coffee:8,bagel:8'],
  ['breakfast/gather/javascript', 'breakfast?variant=gather&tasks=coffee:8,bagel:8'],
  ['breakfast/parallel/python', 'breakfast?variant=parallel&tasks=coffee:8,bagel:8'],
  ['breakfast/parallel/javascript', 'breakfast?variant=parallel&tasks=coffee:8,bagel:8'],
  ['requests/all', 'requests?n=9&up=4000&down=4000&mode=all'],
  ['coroutine/turns', 'coroutine?rounds=10&work=120'],
  ['threads/waiting/parallel', 'threads?work=waiting&way=parallel&k=3&ms=2000'],
  ['threads/computing/concurrent', 'threads?work=computing&way=concurrent&k=2&ms=2000'],
  ['threads/computing/parallel', 'threads?work=computing&way=parallel&k=2&ms=2000'],
  ['server/awaits', 'server?clients=2&ms=2000'],
] as const;

async function startLong(key: string, path: string): Promise<Page> {
  const page = await lab.open(path);
  await start(panel(page, key), '1');
  await page.locator(`[data-key="${key}"][data-phase=running]`).waitFor();
  return page;
}

/** No wait is held and no little server runs: what was asked for is gone from the server too. */
const nothingHeld = (): Promise<void> => expect.poll(() => lab.server.held()).toBe(0);

describe('[B9] started twice', () => {
  test('two of one page: the second one counts, and is as long as ever', async () => {
    const page = await lab.open('breakfast?variant=gather&tasks=coffee:0.8,bagel:0.4');
    const first = panel(page, 'breakfast/gather/python');
    await start(first);
    expectTotal((await runOnce(page, 'breakfast/gather/javascript')).totalMs, 800);
    await first.getByText(/^Stopped/).waitFor();
    expect(await page.locator('[data-phase=running]').count()).toBe(0);
    expectTotal((await runOnce(page, 'breakfast/gather/python')).totalMs, 800);
  });

  test('a double click starts it once', async () => {
    const page = await lab.open('breakfast?variant=gather&tasks=coffee:0.6,bagel:0.5');
    const run = panel(page, 'breakfast/gather/javascript');
    await bet(run, '1');
    await run.getByRole('button', { name: /^Run/ }).dblclick({ delay: 60 });
    await page.locator('[data-phase=done], [data-phase=stopped]').waitFor();
    expect(await run.getAttribute('data-phase')).toBe('done');
    expectTotal(Number(await run.locator('[data-total]').getAttribute('data-total')), 600);
  });

  test('Enter held down starts it once', async () => {
    const page = await lab.open('breakfast?variant=gather&tasks=coffee:0.6,bagel:0.5');
    const run = panel(page, 'breakfast/gather/javascript');
    await bet(run, '1');
    await run.getByRole('button', { name: /^Run/ }).focus();
    await page.keyboard.down('Enter');
    await page.locator('[data-phase=running]').waitFor();
    for (let repeat = 0; repeat < 5; repeat++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.locator('[data-phase=done], [data-phase=stopped]').waitFor();
    expect(await run.getAttribute('data-phase')).toBe('done');
  });

  test('a click made while the page was frozen does not start it again', async () => {
    const page = await lab.open('breakfast?variant=plain&tasks=coffee:0.6,bagel:0.6');
    const run = panel(page, 'breakfast/plain/javascript');
    await bet(run, '1');
    const button = run.getByRole('button', { name: /^Run/ });
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    await button.click();
    // The server tells of the wait while the page itself stands still.
    await expect.poll(() => lab.server.held()).toBe(1);
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
});

describe('[B9] stopped half-way, started again, and left: nothing is held, nothing runs', () => {
  test.each(LONG)('%s', async (key, path) => {
    const page = await startLong(key, path);
    const run = panel(page, key);
    await run.getByRole('button', { name: /^Stop/ }).click();
    await run.getByText(/^Stopped/).waitFor();
    await nothingHeld();
    await run.getByRole('button', { name: /^Run again/ }).click();
    await page.locator(`[data-key="${key}"][data-phase=running]`).waitFor();
    await page.goto(`${lab.server.url}/lab/nothing-here`);
    await nothingHeld();
    await page.goBack();
    await run.waitFor();
    expect(['idle', 'stopped']).toContain(await run.getAttribute('data-phase'));
  });

  test('what was stopped runs again as ever, with other settings', async () => {
    const [key, path] = LONG[0];
    const page = await startLong(key, path);
    const run = panel(page, key);
    await run.getByRole('button', { name: /^Stop/ }).click();
    await page.getByText(/^For breakfast:/).click();
    for (const name of ['coffee', 'bagel']) {
      await page.getByRole('textbox', { name: `Seconds of ${name}` }).fill('0.2');
      await page.getByRole('textbox', { name: `Seconds of ${name}` }).press('Enter');
    }
    // The bet was on other settings.
    expect(await run.getByRole('textbox', { name: /Another bet/ }).inputValue()).toBe('');
    expectTotal((await runOnce(page, key)).totalMs, 200);
  });
});
