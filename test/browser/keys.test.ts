// Keys: made in the console, opened on another machine, and there after a restart of the server.
import axe from 'axe-core';
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, openReal, sayIn, wordsIn } from '../support/tabs.ts';
import { temporaryFile } from '../support/temporary-file.ts';

afterAll(closeBrowser);

test('[I9] a key opens the room as its member, on every machine, and a restart is not noticed', async () => {
  const db = temporaryFile('log.db');
  const server = await openReal({ db });
  const { room, hostToken } = await createRoom(server.url, 'moon');
  const host = await openPage();
  await enterRoom(host, `${server.url}/r/${room}#host=${hostToken}`);
  await host.goto(`${server.url}/r/${room}/console`);
  await host.getByRole('switch', { name: 'Door closed' }).click();
  await host.getByRole('textbox', { name: 'Name' }).fill('Ada');
  await host.getByRole('combobox', { name: 'Place' }).last().selectOption('moon');
  await host.getByRole('button', { name: 'Make a key' }).click();
  const link = await host.getByRole('textbox', { name: 'Link for Ada' }).inputValue();
  expect(link).toMatch(new RegExp(`^${server.url}/r/${room}#key=[\\w-]{43}$`));
  await host.evaluate(axe.source);
  expect(await host.evaluate('axe.run().then((result) => result.violations)')).toEqual([]);
  await host.goto(`${server.url}/r/${room}`);
  await host.getByRole('log').waitFor();

  const open = async () => {
    const page = await openPage();
    await enterRoom(page, link);
    await page.getByRole('heading', { name: 'Moon you are here' }).waitFor();
    expect(page.url()).toBe(`${server.url}/r/${room}`);
    return page;
  };
  const laptop = await open();
  const phone = await open();
  await sayIn(laptop, 'Ada speaks');
  await wordsIn(phone, 'Ada speaks').waitFor();
  await phone.locator('.message.is-own').getByText('Ada speaks').waitFor();
  // A second tab of the same browser, too: nobody is asked for a name.
  const tab = await laptop.context().newPage();
  await enterRoom(tab, link);
  await tab.locator('.message.is-own').getByText('Ada speaks').waitFor();
  await tab.close();

  await server.close();
  const { port } = server;
  const again = await openReal({ db, port });
  try {
    await wordsIn(host, 'Ada speaks').waitFor();
    const row = host.locator('.message', {
      has: host.locator('.said').getByText('Ada speaks', { exact: true }),
    });
    await row.hover();
    await row.getByRole('button', { name: 'Reply to Ada' }).click();
    await sayIn(host, 'We hear you, Ada');
    await laptop.getByRole('button', { name: 'You Ada speaks' }).waitFor();
    await laptop.reload();
    await wordsIn(laptop, 'We hear you, Ada').waitFor();
    await laptop.getByRole('heading', { name: 'Moon you are here' }).waitFor();
    const joined = await again.log.read(room, { kinds: ['join'], origin: 'moon', limit: 100 });
    expect(new Set(joined.map(({ author }) => author)).size).toBe(2); // Ada, and the station.
  } finally {
    await again.close();
  }
}, 120_000);
