// axe-core on every page and state that people meet, in both themes and on a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { afterAll, describe, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal } from '../support/tabs.ts';

afterAll(closeBrowser);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds on the page as it stands: rule and element. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = (await page.evaluate(
    'axe.run().then((result) => result.violations)',
  )) as Finding[];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe.each([
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const)('$colorScheme, $viewport.width px', (look) => {
  test('[U] the start page and the page for those who went astray', async () => {
    const server = await startReal();
    const page = await openPage(look);
    await page.goto(server.url);
    await page.getByRole('button', { name: /The Moon/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    for (const path of ['/nowhere', '/r/000000000000']) {
      await page.goto(server.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await findings(page)).toEqual([]);
    }
  });

  test('[U] a room, empty and with messages in flight, and its dialogs', async () => {
    const server = await startReal();
    const { room, hostToken } = await createRoom(server.url, 'io');
    const page = await openPage(look);
    await enterRoom(page, `${server.url}/r/${room}#host=${hostToken}`);
    await page.getByRole('button', { name: /Hello Io/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    await sayIn(page, 'Is this accessible? https://example.org/');
    await page.getByText(/in flight, reaches Io/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('dialog').getByRole('img').waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
