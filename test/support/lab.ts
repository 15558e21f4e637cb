// The lab in a real Chromium: one server for a file of tests, one tab for those that look alike. The
// page counts its frames a second time, by itself.
import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { RunRecord } from '../../client/lab/state/run-record.ts';
import { closeBrowser, type OpenTab, openReal, openTab, type RealServer } from './tabs.ts';

export interface Lab {
  readonly page: Page;
  readonly server: RealServer;
  /** Opens an exhibit in the tab: `breakfast?variant=gather`. */
  open(path: string): Promise<Page>;
}

let server: Promise<RealServer> | undefined;

/** To be called once per file, before `useLab`. */
export function useServer(): void {
  beforeAll(async () => {
    server = openReal();
    await server;
  });
  afterAll(async () => {
    await closeBrowser();
    await (await server)?.close();
  });
}

/** A tab for the tests of a `describe`, or of the file. A test fails on what went wrong in the page. */
export function useLab(options: BrowserContextOptions = {}): Lab {
  let tab: OpenTab | undefined;
  let real: RealServer | undefined;
  const opened = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Error('The lab is open within its tests only.');
    return value;
  };
  beforeAll(async () => {
    real = await opened(server);
    tab = await openTab(options);
    await tab.page.addInitScript(countFrames);
  });
  afterEach(() => expect(opened(tab).problems.splice(0)).toEqual([]));
  afterAll(() => tab?.close());
  return {
    get page() {
      return opened(tab).page;
    },
    get server() {
      return opened(real);
    },
    async open(path) {
      const { page } = opened(tab);
      await page.goto(`${opened(real).url}/lab/${path}`);
      await page.locator('.run').first().waitFor();
      return page;
    },
  };
}

function countFrames(): void {
  const frames: number[] = [];
  const tick = (): void => {
    frames.push(performance.now());
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  Object.assign(window, { frames });
}

export const panel = (page: Page, key: string): Locator => page.locator(`[data-key="${key}"]`);

export async function bet(run: Locator, seconds: string): Promise<void> {
  await run.getByRole('textbox', { name: /Another bet/ }).fill(seconds);
}

/** Bets and presses the button. */
export async function start(run: Locator, seconds = '1'): Promise<void> {
  await bet(run, seconds);
  await run.getByRole('button', { name: /^Run/ }).click();
}

/** Bets, runs, waits for the end, and reads the record from the file that the card saves. */
export async function runOnce(page: Page, key: string, seconds = '1'): Promise<RunRecord> {
  const run = panel(page, key);
  await start(run, seconds);
  await page.locator(`[data-key="${key}"]:is([data-phase=done], [data-phase=failed])`).waitFor();
  await run.getByText('Result card').click();
  const saved = page.waitForEvent('download');
  await run.getByRole('button', { name: 'Save JSON' }).click();
  return JSON.parse(readFileSync(await (await saved).path(), 'utf8')) as RunRecord;
}

/** The longest gap that touches a run, of the test's own counter; the run is found by the browser's measures. */
export function ownLongest(page: Page, { spans, totalMs }: RunRecord): Promise<number> {
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
