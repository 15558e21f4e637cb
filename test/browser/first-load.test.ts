// The first seconds of a visit: what is fetched, what one can do before the server has answered, and ways to it.
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal, wordsIn } from '../support/tabs.ts';

afterAll(closeBrowser);

test('[U22] one can type when 45,000 bytes have been fetched, and they are what the page names', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, 'same-room');
  const page = await openPage();
  await page.addInitScript(() => {
    addEventListener('focusin', ({ target }) => {
      if ((target as Element).id === 'composer') performance.mark('can type');
    });
  });
  await page.goto(`${server.url}/r/${room}`);
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  const { bytes, asked, named } = await page.evaluate(() => {
    const [{ startTime: until } = { startTime: Number.NaN }] =
      performance.getEntriesByName('can type');
    const entries = performance
      .getEntries()
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name, startTime }) => startTime < until && !/\.(?:woff2|svg)$/.test(name));
    const files = document.head.querySelectorAll<HTMLScriptElement | HTMLLinkElement>(
      'script[src], link[rel="stylesheet"], link[rel="modulepreload"]',
    );
    return {
      bytes: entries.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      asked: entries.map(({ name }) => name),
      named: [...files].map((file) => ('src' in file ? file.src : file.href)),
    };
  });
  expect(asked.slice(1).sort()).toEqual(named.slice(0, asked.length - 1).sort());
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThanOrEqual(45_000);
});

test('[U22] typed and sent before the server has answered: it goes out once; what is typed on stays a draft', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, 'same-room');
  const page = await openPage();
  let letThrough: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.routeWebSocket(/socket\.io/, async (socket) => {
    const waiting = socket.connectToServer();
    socket.onMessage((message) => void isOpen.then(() => waiting.send(message)));
    waiting.onMessage((message) => void isOpen.then(() => socket.send(message)));
  });
  await page.goto(`${server.url}/r/${room}`);
  await page.getByRole('heading', { name: 'Entering' }).waitFor();
  await page.keyboard.type('early words');
  await page.keyboard.press('Enter');
  await page.keyboard.type('a draft');
  await page.getByText('early words').waitFor();
  letThrough();
  await page.getByRole('article').filter({ hasText: 'early words' }).getByText(/here/).waitFor();
  const box = page.getByRole('textbox', { name: 'Message' });
  expect(await box.inputValue()).toBe('a draft');
  await page.reload();
  await wordsIn(page, 'early words').waitFor();
  expect(await wordsIn(page, 'early words').count()).toBe(1);
  expect(await box.inputValue()).toBe('a draft');
});

test('[U23] where no WebSocket gets through, the room is entered and talked in by long polling', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, 'same-room');
  const page = await openPage();
  await page.addInitScript(() => {
    window.WebSocket = class {
      onerror: ((event: Event) => void) | undefined;
      constructor() {
        setTimeout(() => this.onerror?.(new Event('error')));
      }
      close(): void {
        // Was never open.
      }
    } as unknown as typeof WebSocket;
  });
  await enterRoom(page, `${server.url}/r/${room}`);
  await sayIn(page, 'by long polling');
  const other = await openPage();
  await enterRoom(other, `${server.url}/r/${room}`);
  await wordsIn(other, 'by long polling').waitFor();
});
