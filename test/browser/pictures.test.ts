// The pictures in a real tab: opened, read, used by keyboard, accessible, and quick with a crowd.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright';
import { afterAll, describe, expect, test } from 'vitest';
import { beMember, makeConversation, type PictureRoom } from '../support/picture-room.ts';
import { closeBrowser, openPage, type RealServer, sayIn, startReal } from '../support/tabs.ts';

afterAll(closeBrowser);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = (await page.evaluate('axe.run().then((result) => result.violations)')) as {
    id: string;
    nodes: { html: string }[];
  }[];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function openRoom(
  server: RealServer,
  made: PictureRoom,
  look: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openPage(look);
  await beMember(page, made);
  await page.goto(`${server.url}/r/${made.room}`);
  await page.getByRole('log').waitFor({ state: 'attached' });
  await page.getByText('Good night, Ganymede').or(page.getByText('Message 999')).first().waitFor();
  const isSmall = (look.viewport?.width ?? 1280) < 720;
  await page.getByRole('button', { name: isSmall ? 'Pictures' : 'Space and time' }).click();
  await page.getByRole('tabpanel', { name: 'Space and time' }).waitFor();
  return page;
}

/** Waits until the picture shown has several colours, that is, until something is painted on it. */
const painted = (page: Page) =>
  page.waitForFunction(() => {
    // Looked up each time: the canvas of the picture before may still stand for a moment.
    const canvas = document.querySelector<HTMLCanvasElement>('.picture canvas');
    if (!canvas || canvas.width === 0) return false;
    const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(image?.data.buffer ?? [])).size >= 5;
  });

test('[P6] a message is selected by keyboard; the detail tells where and when it is known', async () => {
  const server = await startReal();
  const page = await openRoom(server, await makeConversation(server.log));
  const diagram = page.getByRole('application', { name: /Messages between places/ });
  await sayIn(page, 'Is this line slanted?');
  await page.getByRole('log').getByText('Is this line slanted?').waitFor();
  await diagram.focus();
  await diagram.press('ArrowRight');
  const detail = page.getByRole('complementary', { name: 'Selected message' });
  await detail.getByText('Is this line slanted?').waitFor();
  const io = detail.getByRole('listitem').filter({ hasText: /^Io/ });
  await io.getByText(/^in flight, there at \d\d:\d\d:\d\d$/).waitFor();
  await io.getByText(/^should have arrived at/).waitFor({ timeout: 20_000 });
  await diagram.press('ArrowLeft');
  await detail.getByText('Is this line slanted?').waitFor({ state: 'detached' });
  await diagram.press('ArrowRight');
  await detail.getByText('Is this line slanted?').waitFor();
  await diagram.press('Escape');
  await detail.waitFor({ state: 'detached' });
});

test('[P6] the replies to a message are followed from the detail', async () => {
  const server = await startReal();
  const page = await openRoom(server, await makeConversation(server.log));
  const diagram = page.getByRole('application', { name: /Messages between places/ });
  const detail = page.getByRole('complementary', { name: 'Selected message' });
  await diagram.focus();
  for (let step = 0; step < 15; step++) {
    await diagram.press('ArrowLeft');
    if (await detail.getByText('Loud. Yellow. Wonderful.').first().isVisible()) break;
  }
  await detail.getByRole('button', { name: /Good morning, everybody/ }).click();
  await detail.locator('.words').getByText('Good morning, everybody. Who is awake?').waitFor();
});

test('[P1][P10] the picture is held, scrubbed back, and let go again', async () => {
  const server = await startReal();
  const page = await openRoom(server, await makeConversation(server.log));
  await page.getByRole('button', { name: 'Pause the picture' }).click();
  await page.getByRole('button', { name: 'To now' }).waitFor();
  const scrubber = page.getByRole('slider', { name: 'The moment shown' });
  await scrubber.fill('400');
  await expect.poll(() => scrubber.getAttribute('aria-valuetext')).toMatch(/\d\d:\d\d:\d\d/);
  await page.getByRole('button', { name: 'To now' }).click();
  await expect.poll(() => scrubber.getAttribute('aria-valuetext')).toBe('now');
});

test('[P8] two places show two orders of the same messages, and say which pairs are swapped', async () => {
  const server = await startReal();
  const page = await openRoom(server, await makeConversation(server.log));
  await page.getByRole('tab', { name: 'Who knew what when' }).click();
  const earth = page.getByRole('list', { name: 'In the order of Earth' }).getByRole('button');
  const far = page.getByRole('list', { name: 'In the order of Ganymede' }).getByRole('button');
  await far.first().waitFor();
  expect(await earth.first().textContent()).toContain('Good morning, everybody');
  expect(await far.first().textContent()).toContain('Night shift on Io');
  await page
    .getByRole('listitem')
    .filter({ hasText: /Mars is. Coffee is on. came before Night shift on Io.* at Earth/ })
    .waitFor();
  await earth.filter({ hasText: 'Night shift' }).click();
  await earth.filter({ hasText: 'Mars is' }).getByText('neither could know').waitFor();
});

test('[P9] the sky says in its table what is on its way to whom', async () => {
  const server = await startReal();
  const page = await openRoom(server, await makeConversation(server.log));
  await page.getByRole('tab', { name: 'Sky' }).click();
  await page.locator('.sky-box canvas').waitFor();
  await painted(page);
  await page.getByRole('button', { name: 'Table' }).click();
  await sayIn(page, 'One more for everybody');
  const cell = page.getByRole('row', { name: /^Io/ }).getByRole('cell').last();
  await expect.poll(async () => Number(await cell.textContent())).toBeGreaterThanOrEqual(1);
});

describe.each([
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const)('$colorScheme, $viewport.width px', (look) => {
  test('[P10] every picture and every table is accessible', async () => {
    const server = await startReal();
    const page = await openRoom(server, await makeConversation(server.log), look);
    for (const name of ['Space and time', 'Sky', 'Who knew what when']) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel', { name }).getByRole('region').first().waitFor();
      expect(await findings(page)).toEqual([]);
      const table = page.getByRole('button', { name: 'Table' });
      if ((await table.count()) === 0) continue;
      await table.click();
      await page.getByRole('table').first().waitFor();
      expect(await findings(page)).toEqual([]);
    }
  });
});

test.each([{ reducedMotion: 'reduce' }, { forcedColors: 'active' }] as const)(
  '[P10] the diagram is painted with %o',
  async (look) => {
    const server = await startReal();
    const page = await openRoom(server, await makeConversation(server.log), look);
    await painted(page);
  },
);
