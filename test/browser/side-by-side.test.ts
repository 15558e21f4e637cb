// Two panes of one room on one page: the left one freezes, the right one does not notice.
import { networkInterfaces } from 'node:os';
import { chromium, type Frame, type Page } from 'playwright';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { shown } from '../support/frozen.ts';
import { createRoom } from '../support/server.ts';
import { closeBrowser, openPage, type RealServer, startReal } from '../support/tabs.ts';

afterAll(closeBrowser);

/** An address of this machine that is not its loopback; without a network there is none. */
const lan = Object.values(networkInterfaces())
  .flatMap((entries) => entries ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

const hosts = ['127.0.0.1', 'localhost', ...(lan === undefined ? [] : [lan])];

const frameOf = (page: Page, side: string): Frame => {
  const found = page.frames().find((frame) => frame.url().includes(`/pane/${side}`));
  if (!found) throw new Error(`There is no ${side} pane.`);
  return found;
};

/** Opens the page and waits until it has tested itself. */
async function openBoth(page: Page, { port }: RealServer, host: string): Promise<string> {
  const at = `http://${host}:${port}`;
  const { room } = await createRoom(at, 'twenty-minutes');
  await page.goto(`${at}/r/${room}/side-by-side`);
  await page.locator('main:not([data-threads="testing"])').waitFor();
  return room;
}

/** Waits until both panes are in the room and their link is in force. */
async function bothReady(page: Page): Promise<void> {
  for (const side of ['left', 'right']) {
    await frameOf(page, side).getByText('You are on Earth').first().waitFor();
    await frameOf(page, side).locator('.pane[data-link="1000"]').waitFor();
  }
}

interface Seen {
  readonly gap: number;
  readonly delay: number;
}

/** From now on the longest time without a frame, and the delay of the last click, by the test's own watch. */
async function watchFrames(frame: Frame): Promise<() => Promise<Seen>> {
  await frame.evaluate(() => {
    const seen = { gap: 0, delay: -1 };
    let last = performance.now();
    const tick = (): void => {
      const now = performance.now();
      seen.gap = Math.max(seen.gap, now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const click = (event: Event): void => {
      seen.delay = performance.now() - event.timeStamp;
    };
    addEventListener('pointerdown', click, { capture: true });
    Object.assign(window, { seen });
  });
  return () => frame.evaluate(() => (window as unknown as { seen: Seen }).seen);
}

describe.each(hosts)('at %s', (host) => {
  test('[N10] the left pane is frozen for 2 s; the right one draws, and answers a click at once', async () => {
    const server = await startReal({ host: '0.0.0.0' });
    const page = await openPage();
    await openBoth(page, server, host);
    expect(await page.locator('main').getAttribute('data-threads')).toBe('two');
    // In a hurry: the button waits until both links are set.
    const both = page.getByRole('button', { name: 'Send from both' });
    await both.and(page.locator(':enabled')).waitFor();
    const [left, right] = [
      await watchFrames(frameOf(page, 'left')),
      await watchFrames(frameOf(page, 'right')),
    ];
    const silent = page.locator('.watch-strip.is-silent', { hasText: /no answer for \d\.\d s/ });
    await Promise.all([silent.waitFor(), both.click()]);
    await frameOf(page, 'right').getByRole('textbox', { name: 'Message' }).click();
    const { gap, delay } = await right();
    // All of that while the left pane was frozen.
    expect(server.held()).toBe(1);
    expect(gap).toBeLessThanOrEqual(300);
    expect(delay).toBeGreaterThanOrEqual(0);
    expect(delay).toBeLessThanOrEqual(200);
    // What is said from outside against the frames of the pane itself, by the test's own watch there.
    const words = page.getByText(/gave no answer for 2\.\d s/);
    await words.waitFor();
    const said = Number(/([\d.]+) s/.exec(await shown(words))?.[1]) * 1000;
    const frozen = await left();
    expect(frozen.gap).toBeGreaterThanOrEqual(1900);
    expect(Math.abs(said - frozen.gap)).toBeLessThanOrEqual(100);
    for (const side of ['left', 'right']) {
      const words = frameOf(page, side).getByRole('log').getByText('Which of us is alive?');
      await expect.poll(() => words.count()).toBe(2);
    }
  });
});

test('[N11] where panes share one thread the page says so and offers a second window', async () => {
  const server = await startReal();
  const browser = await chromium.launch({
    executablePath: inject('chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-features=DocumentIsolationPolicy,IsolateSandboxedIframes',
    ],
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const room = await openBoth(page, server, 'localhost');
  expect(await page.locator('main').getAttribute('data-threads')).toBe('one');
  await page.getByRole('heading', { name: 'One thread for both' }).waitFor();
  const second = page.getByRole('link', { name: 'Open it in a second window' });
  expect(await second.getAttribute('rel')).toBe('noopener');
  expect(await second.getAttribute('href')).toBe(`/r/${room}/pane/left`);
});

test('[N12] each pane is a member of its own, also after a reload', async () => {
  const server = await startReal();
  const page = await openPage();
  const room = await openBoth(page, server, 'localhost');
  await bothReady(page);
  await page.reload();
  await page.locator('main[data-threads="two"]').waitFor();
  await bothReady(page);
  const joins = await server.log.read(room, { kinds: ['join'], limit: 100 });
  const authors = joins.flatMap(({ author, body }) =>
    body.kind === 'join' && /pane/.test(body.name) ? [author] : [],
  );
  expect(new Set(authors).size).toBe(2);
});
