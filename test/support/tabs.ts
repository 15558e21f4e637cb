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
import { createSystemClock } from '../../server/clock.ts';
import { launchChromium } from './chromium.ts';

export interface RealServer {
  readonly url: string;
  readonly log: EventLog;
  /** How many blocking requests are held. */
  held(): number;
  close(): Promise<void>;
}

/** The whole product on a free port of the loopback, its log in a temporary file. */
export async function startReal(
  options: { db?: string; port?: number; host?: string } = {},
): Promise<RealServer> {
  const folder = mkdtempSync(join(tmpdir(), 'lightlag-'));
  const clock = createSystemClock();
  const log = openSqliteLog({ file: options.db ?? join(folder, 'log.db'), clock });
  const logger = pino({ level: 'warn' });
  const pages = join(process.cwd(), 'dist/client');
  const app = createApp({ log, clock, logger, pages });
  onTestFinished(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { port } = await app.listen(options.port ?? 0, options.host ?? '127.0.0.1');
  const { close, held } = app;
  return { url: `http://localhost:${port}`, log, held, close };
}

let browser: Promise<Browser> | undefined;

/**
 * A tab of a person of its own (own storage). Fails the test on any error of the page and on any
 * report of the content security policy.
 */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
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
  onTestFinished(async () => {
    await context.close();
    expect(problems).toEqual([]);
  });
  return page;
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}
