// Parts of the page that are loaded when they are first shown, on a network that loses them.
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal, wordsIn } from '../support/tabs.ts';

afterAll(closeBrowser);

test('[U19] a part that does not come is said so, and comes by one press; what was said and typed is kept', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, 'same-room');
  const page = await openPage();
  await page.route('**/assets/invite-*.js', (route) => route.abort());
  await enterRoom(page, `${server.url}/r/${room}`);
  await sayIn(page, 'said before');
  await page.getByRole('textbox', { name: 'Message' }).fill('typed before');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByText('This part of the page has not come. What you wrote is kept.').waitFor();

  await page.route('**/healthz', (route) => route.abort());
  const again = page.getByRole('button', { name: 'Try again' });
  await again.click();
  await page.getByText('The server cannot be reached. Try again in a moment.').waitFor();

  await page.unroute('**/healthz');
  await page.unroute('**/assets/invite-*.js');
  await Promise.all([page.waitForEvent('load'), again.click()]);
  await wordsIn(page, 'said before').waitFor();
  expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('typed before');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog', { name: 'Invite' }).waitFor();
});
