// Search in the room: what has arrived here, found by keyboard.
import axe from 'axe-core';
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, startReal } from '../support/tabs.ts';

afterAll(closeBrowser);

test('[C8] a person finds what was said long ago, and nothing that is still on its way', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, 'mars');
  let count = 0;
  const say = (origin: string, texts: readonly string[]) =>
    server.log.append(
      room,
      texts.map((text) => ({
        id: `${origin}-event-${count++}`,
        author: 'AAAAAAAAAAAAAAAA',
        origin,
        body: { kind: 'say', text } as const,
      })),
    );
  const page = await openPage();
  await enterRoom(page, `${server.url}/r/${room}`);
  await say('earth', ['The Airlock seal is <b>worn</b>']);
  await say(
    'earth',
    Array.from({ length: 300 }, (_, index) => `routine ${index}`),
  );
  await say('mars', ['The other airlock is fine']);

  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('searchbox', { name: 'Words that were said' }).fill('airlock');
  await page.keyboard.press('Enter');
  await dialog.getByText('1 message', { exact: true }).waitFor();
  expect(await dialog.getByRole('listitem').allTextContents()).toEqual([
    expect.stringContaining('The Airlock seal is <b>worn</b>'),
  ]);
  await page.evaluate(axe.source);
  const wrong = await page.evaluate('axe.run().then((result) => result.violations)');
  expect(wrong).toEqual([]);
  await dialog.getByRole('searchbox').fill('routine');
  await page.keyboard.press('Enter');
  await dialog.getByText('50 messages so far').waitFor();
  await dialog.getByRole('button', { name: 'Look further back' }).click();
  await dialog.getByText('100 messages so far').waitFor();
  await dialog.getByRole('searchbox').fill('no such thing');
  await page.keyboard.press('Enter');
  await dialog.getByText('Nothing here has these words.').waitFor();
}, 60_000);
