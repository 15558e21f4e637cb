// Priorities in the room: chosen while one types, seen on the message, told at once.
import axe from 'axe-core';
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal, wordsIn } from '../support/tabs.ts';

afterAll(closeBrowser);

test('[C12] urgent words are marked where they are said and where they arrive, and told at once', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, 'same-room');
  const [one, two] = [await openPage(), await openPage()];
  await enterRoom(one, `${server.url}/r/${room}`);
  await enterRoom(two, `${server.url}/r/${room}`);
  await one.getByRole('textbox', { name: 'Message' }).fill('Get out of there');
  await one.getByRole('combobox', { name: 'Priority' }).selectOption('Urgent');
  // The focus is back in the field.
  await one.waitForFunction(() => document.activeElement?.id === 'composer');
  await one.evaluate(axe.source);
  expect(await one.evaluate('axe.run().then((result) => result.violations)')).toEqual([]);
  await one.getByRole('textbox', { name: 'Message' }).press('Enter');
  for (const page of [one, two]) {
    const row = page.locator('.message', { has: page.getByText('Get out of there') }).first();
    await row.getByText('Urgent', { exact: true }).waitFor();
  }
  const told = two.getByRole('alert').filter({ hasText: 'Urgent, from ' });
  await told.waitFor();
  expect(await told.textContent()).toContain('Get out of there');
  expect(await one.getByRole('alert').filter({ hasText: 'Urgent, from ' }).count()).toBe(0);
  // The next one is routine again.
  await sayIn(one, 'All is well');
  await wordsIn(two, 'All is well').waitFor();
  const said = await server.log.read(room, { kinds: ['say'], newestFirst: true, limit: 10 });
  const own = said.map(({ body }) => body).filter((body) => body.kind === 'say');
  expect(own.filter(({ priority }) => priority !== undefined)).toEqual([
    { kind: 'say', text: 'Get out of there', priority: 'urgent' },
  ]);
  await two.evaluate(axe.source);
  expect(await two.evaluate('axe.run().then((result) => result.violations)')).toEqual([]);

  await two.getByRole('button', { name: 'Search', exact: true }).click();
  const dialog = two.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('combobox', { name: 'Priority' }).selectOption('urgent');
  await dialog.getByRole('button', { name: 'Search', exact: true }).click();
  await dialog.getByText('1 message', { exact: true }).waitFor();
}, 60_000);
