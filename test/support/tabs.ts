// Real tabs of a real Chromium on a real server with the built client; real time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { expect, inject, onTestFinished } from 'vitest';
import { createApp } from '../../server/app.ts';
import type { EventLog } from '../../server/chat/log/event-log.ts';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import { launchChromium } from './chromium.ts';

export interface RealServer {
  readonly url: string;
  readonly port: number;
  readonly log: EventLog;
  /** How many blocking requests are held. */
  held(): number;
  close(): Promise<void>;
}

export interface RealOptions {
  readonly db?: string;
  readonly port?: number;
  readonly host?: string;
}

/** As openReal; it is closed when the test is over. */
export async function startReal(options: RealOptions = {}): Promise<RealServer> {
  const server = await openReal(options);
  onTestFinished(server.close);
  return server;
}

/** The whole product on a free port of the loopback, its log in a temporary file. The caller closes it. */
export async function openReal(options: RealOptions = {}): Promise<RealServer> {
  const folder = mkdtempSync(join(tmpdir(), 'lightlag-'));
  const clock = createRealClock();
  const log = openSqliteLog({ file: options.db ?? join(folder, 'log.db'), clock });
  const logger = pino({ level: 'warn' });
  const pages = join(process.cwd(), 'dist/client');
  const app = createApp({ log, clock, logger, pages });
  const { port } = await app.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  const close = async (): Promise<void> => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `http://localhost:${port}`, port, log, held: app.held, close };
}

let browser: Promise<Browser> | undefined;

/** As openTab; it is closed when the test is over, which fails on what went wrong in the page. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const { page, problems, close } = await openTab(options);
  onTestFinished(async () => {
    await close();
    expect(problems).toEqual([]);
  });
  return page;
}

export interface OpenTab {
  readonly page: Page;
  /** Errors of the page, and reports of the content security policy. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** A tab of a person of its own (own storage). The caller closes it. */
export async function openTab(options: BrowserContextOptions = {}): Promise<OpenTab> {
  browser ??= launchChromium(inject('chromium'));
  const context = await (await browser).newContext({
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) problems.push(message.text());
  });
  return { page, problems, close: () => context.close() };
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/** Opens a room, waits until it is entered, and goes to a place if it is not Earth. */
export async function enterRoom(page: Page, address: string, place = 'Earth'): Promise<void> {
  await page.goto(address);
  await page.getByRole('log').waitFor();
  if (place === 'Earth') return;
  await page.getByRole('button', { name: 'Go to another place' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^${place} `) })
    .click();
  await page.getByRole('heading', { name: `${place} you are here` }).waitFor();
}

/** Types a message and sends it by Enter. */
export async function sayIn(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
}

/** The messages of the log that say exactly `text`; quotes of it do not count. */
export const wordsIn = (page: Page, text: string) =>
  page.getByRole('log').locator('.said').getByText(text, { exact: true });

/** Real ms since 1970 at which `text` was first in the page's log, noted by the page itself. */
export async function shownAt(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const log = document.querySelector('[role=log]');
        const look = (): boolean => {
          if (!log?.textContent?.includes(wanted)) return false;
          resolve(performance.timeOrigin + performance.now());
          return true;
        };
        if (look()) return;
        const watcher = new MutationObserver(() => {
          if (look()) watcher.disconnect();
        });
        watcher.observe(log ?? document.body, {
          childList: true,
          subtree: true,
          characterData: true,
        });
      }),
    text,
  );
}
