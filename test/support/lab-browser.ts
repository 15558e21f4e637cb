// A real Chromium on the built product, for the tests of the lab: one browser and one server per file.
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { pino } from 'pino';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { type App, createApp } from '../../server/app.ts';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import { createSystemClock } from '../../server/clock.ts';

const CLIENT = fileURLToPath(new URL('../../dist/client', import.meta.url));

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface LabBrowser {
  /** The server's address, without a slash at the end. */
  readonly origin: string;
  /** Opens a page of its own; it closes with the test, which fails on anything the page complained of. */
  open(path: string, options?: Parameters<Browser['newContext']>[0]): Promise<Page>;
}

/** Starts the built product and a browser before the tests of this file, and stops them after. */
export function useLabBrowser(): LabBrowser {
  let app: App | undefined;
  let browser: Browser | undefined;
  let origin = '';
  beforeAll(async () => {
    const clock = createSystemClock();
    const log = createMemoryLog({ clock });
    app = createApp({ log, clock, logger: pino({ level: 'warn' }), pages: CLIENT });
    const { port } = await app.listen(0, '127.0.0.1');
    origin = `http://127.0.0.1:${port}`;
    const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
    browser = await chromium.launch({ executablePath, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });
  return {
    get origin() {
      return origin;
    },
    async open(path, options) {
      if (!browser) throw new Error('The browser has not been started.');
      const context: BrowserContext = await browser.newContext(options);
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      onTestFinished(() => {
        if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('; ')}`);
      });
      await page.goto(origin + path);
      return page;
    },
  };
}
