// What a host presses on the console, and what the pupils' tabs then do: for one, for all, and for time.
import type { Page } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal, wordsIn } from '../support/tabs.ts';

afterAll(closeBrowser);

/** A host's console, and two pupils by name. */
async function openClass(scenario: string) {
  const server = await startReal();
  const { room, hostToken } = await createRoom(server.url, scenario);
  const [teacher, one, other] = [await openPage(), await openPage(), await openPage()];
  for (const page of [one, other]) await enterRoom(page, `${server.url}/r/${room}`);
  await enterRoom(teacher, `${server.url}/r/${room}#host=${hostToken}`);
  const desk = await teacher.context().newPage();
  await desk.goto(`${server.url}/r/${room}/console`);
  await desk.getByRole('heading', { name: '3 people, as they are now' }).waitFor();
  const nameOf = async (page: Page) =>
    (await page.locator('.places .person .who').first().textContent()) ?? '';
  const [name = '', otherName = ''] = await Promise.all([one, other].map(nameOf));
  return { server, room, desk, one, other, name, otherName };
}

const order = (desk: Page, label: string, choice: string) =>
  desk
    .getByRole('group', { name: /^For / })
    .getByRole('combobox', { name: label, exact: true })
    .selectOption(choice);

const isHere = (page: Page, place: string) =>
  page.locator('.places h3', { hasText: `${place}you are here` }).waitFor();

const isBlocking = (page: Page, what: 'Send' | 'Receive') =>
  page
    .getByRole('group', { name: what })
    .getByRole('radio', { name: 'blocking', exact: true })
    .isChecked();

test('[R1] place, link, preset and mode of one: only that tab obeys; then of all', async () => {
  const { desk, one, other, name } = await openClass('moon');
  const row = desk.getByRole('row', { name: new RegExp(name) });
  await desk.getByRole('radio', { name }).check();

  await order(desk, 'Place', 'Moon');
  await isHere(one, 'Moon');
  await row.getByText('Moon').waitFor();
  await isHere(other, 'Earth');

  await order(desk, 'Link', '3G');
  await row.getByText('3G', { exact: true }).waitFor();
  await one.getByRole('button', { name: /^Preset\s*3G/ }).waitFor();
  expect(await other.getByRole('button', { name: /^Preset\s*3G/ }).count()).toBe(0);

  await order(desk, 'Send', 'blocking');
  await expect.poll(() => isBlocking(one, 'Send')).toBe(true);
  await row.getByText('sends blocking').waitFor();
  expect(await isBlocking(one, 'Receive')).toBe(false);
  expect(await isBlocking(other, 'Send')).toBe(false);

  await desk.getByRole('radio', { name: 'Everybody' }).check();
  await order(desk, 'Place', 'Earth');
  await isHere(one, 'Earth');
  await order(desk, 'Receive', 'blocking');
  for (const page of [one, other]) {
    await expect.poll(() => isBlocking(page, 'Receive')).toBe(true);
  }
});

test('[R1] time stands still for everybody by one press, what flies too, and goes on by another', async () => {
  const { desk, one, other, otherName } = await openClass('io');
  await desk.getByRole('radio', { name: otherName }).check();
  await order(desk, 'Place', 'Io');
  await isHere(other, 'Io');
  await sayIn(one, 'On its way');
  await one.getByText(/in flight, reaches Io/).waitFor();
  await desk.getByRole('button', { name: 'Pause the clock' }).press('Enter');
  for (const page of [one, other]) {
    await page.getByRole('button', { name: 'Let the clock run' }).waitFor();
  }
  const timeOf = (page: Page) => page.locator('.sim-clock .time').textContent();
  await expect.poll(async () => (await timeOf(one)) === (await timeOf(other))).toBe(true);
  const stopped = await timeOf(other);
  await desk.getByRole('radio', { name: 'Everybody' }).check();
  await order(desk, 'Link', '3G');
  await other.getByRole('button', { name: /^Preset\s*3G/ }).waitFor();
  expect(await timeOf(other)).toBe(stopped);
  expect(await wordsIn(other, 'On its way').count()).toBe(0);
  await desk.getByRole('button', { name: 'Let the clock run' }).press('Enter');
  await wordsIn(other, 'On its way').waitFor();
  expect(await timeOf(other)).not.toBe(stopped);
});

test('[K20] the host says for how long words are kept, and takes it back', async () => {
  const { server, room, desk } = await openClass('same-room');
  const keeping = desk.getByRole('region', { name: 'Keeping' });
  const days = keeping.getByLabel(/^Days to keep/);
  const press = (name: string) => keeping.getByRole('button', { name }).press('Enter');
  await days.fill('0');
  await keeping.getByText(/^Expected whole days from 1/).waitFor();
  expect(await keeping.getByRole('button', { name: 'Keep no longer' }).isDisabled()).toBe(true);
  await days.fill('7');
  await press('Keep no longer');
  await keeping.getByText(/^Messages are kept for 7 days/).waitFor();
  await days.fill('');
  await press('Keep for ever');
  await keeping.getByText('Messages are kept for ever.').waitFor();
  const changes = await server.log.read(room, { kinds: ['settings'], limit: 10 });
  expect(
    changes.map(({ body }) => (body.kind === 'settings' ? body.settings.keepDays : body.kind)),
  ).toEqual([7, undefined]);
});
