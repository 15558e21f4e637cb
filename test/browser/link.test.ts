// The link panel in real tabs: presets, what is in flight, gaps, outages, the host's hand.
import type { Page } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import {
  closeBrowser,
  enterRoom,
  openPage,
  type RealServer,
  sayIn,
  startReal,
  wordsIn,
} from '../support/tabs.ts';

afterAll(closeBrowser);

async function roomFor(server: RealServer, scenario = 'same-room') {
  const { room, hostToken } = await createRoom(server.url, scenario);
  const guest = `${server.url}/r/${room}`;
  return { room, guest, host: `${guest}#host=${hostToken}` };
}

const inForce = (page: Page) =>
  page.getByRole('region', { name: 'My link' }).getByText('in force').waitFor();

async function setNumber(page: Page, name: string, value: number): Promise<void> {
  const box = page.getByRole('textbox', { name });
  await box.fill(`${value}`);
  await box.press('Enter');
  await inForce(page);
}

async function unfold(page: Page, group: string): Promise<void> {
  await page.getByRole('region', { name: 'My link' }).getByText(group, { exact: true }).click();
}

async function choosePreset(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Preset/ }).click();
  await page.getByRole('list', { name: 'Presets' }).getByRole('button', { name }).click();
  await inForce(page);
}

const texts = async (page: Page): Promise<string[]> =>
  page.getByRole('log').locator('.said').allTextContents();

test('[L140] a preset sets both directions, says one way and round trip, and survives a reload', async () => {
  const server = await startReal();
  const page = await openPage();
  await enterRoom(page, (await roomFor(server)).guest);
  await choosePreset(page, /^EDGE/);
  const figures = page.getByText('420 ms ± 40 ms one way · 840 ms round trip');
  await figures.waitFor();
  await page.getByText('1.5 % lost, 200 kbit/s up · 1.5 % lost, 240 kbit/s down').waitFor();
  const up = page.getByRole('textbox', { name: 'Up: what you send, delay, milliseconds' });
  expect(await up.inputValue()).toBe('420');
  await page.reload();
  await figures.waitFor();
  expect(await up.inputValue()).toBe('420');
});

test('[L141] what is in flight is listed by keyboard\u2019s reach; delivered now it lands, once', async () => {
  const server = await startReal();
  const page = await openPage();
  await enterRoom(page, (await roomFor(server, 'io')).guest);
  await setNumber(page, 'Up and down, delay, milliseconds', 60_000);
  await sayIn(page, 'a minute on its way');
  const now = page.getByRole('button', { name: 'Deliver now: a message, up' });
  await now.focus();
  await page.keyboard.press('Enter');
  // The last one: in a stream what is before it lands too.
  await page.getByRole('button', { name: 'Deliver now: an answer, down' }).last().press('Enter');
  await page.getByText(/in flight, reaches Io/).waitFor();
  expect(await texts(page)).toContain('a minute on its way');
  expect(await wordsIn(page, 'a minute on its way').count()).toBe(1);
});

test('[L133] a dropped message says "no answer; sent again in 3 s", goes out by its id and is there once', async () => {
  const server = await startReal();
  const page = await openPage();
  await enterRoom(page, (await roomFor(server, 'io')).guest);
  await setNumber(page, 'Up and down, delay, milliseconds', 3000);
  await sayIn(page, 'dropped once');
  await page.getByRole('button', { name: 'Drop: a message, up' }).click();
  await page.getByText(/no answer; sent again in [0-3]\.\d s/).waitFor();
  await page.getByText('Dropped: 1 by hand').waitFor();
  await setNumber(page, 'Up and down, delay, milliseconds', 0);
  await page.getByText(/in flight, reaches Io/).waitFor();
  expect(await wordsIn(page, 'dropped once').count()).toBe(1);
});

test('[L133] a lost datagram is sent again without a hand; doubled it is there once', async () => {
  const server = await startReal();
  const { guest } = await roomFor(server, 'io');
  const [page, other] = [await openPage(), await openPage()];
  await enterRoom(page, guest);
  await enterRoom(other, guest);
  await page.getByRole('radio', { name: 'Datagram' }).check();
  await unfold(page, 'Loss');
  await setNumber(page, 'Up and down, chance, per cent', 100);
  await sayIn(page, 'lost at first');
  await page.getByText(/no answer; sent again in/).waitFor();
  await setNumber(page, 'Up and down, chance, per cent', 0);
  await unfold(page, 'Order');
  await setNumber(page, 'Up and down, doubled, per cent', 100);
  await page.getByText(/in flight, reaches Io/).waitFor();
  await sayIn(other, 'twice on the link');
  await wordsIn(page, 'twice on the link').waitFor();
  await expect.poll(() => wordsIn(page, 'lost at first').count()).toBe(1);
  expect(await wordsIn(page, 'twice on the link').count()).toBe(1);
  expect(await page.getByText('Something is missing').count()).toBe(0);
});

/** One message is lost on the way to `page`, the next one is not. */
async function loseOne(page: Page, other: Page): Promise<void> {
  await unfold(page, 'Loss');
  await sayIn(other, 'first');
  await wordsIn(page, 'first').waitFor();
  await setNumber(page, 'Up and down, chance, per cent', 100);
  await sayIn(other, 'second');
  await wordsIn(other, 'second').waitFor();
  await setNumber(page, 'Up and down, chance, per cent', 0);
  await sayIn(other, 'third');
}

test('[L132] a lost datagram is a gap; "Ask again" brings what is missing to its place', async () => {
  const server = await startReal();
  const { guest } = await roomFor(server, 'io');
  const [page, other] = [await openPage(), await openPage()];
  await enterRoom(page, guest);
  await enterRoom(other, guest);
  await page.getByRole('radio', { name: 'Datagram' }).check();
  await loseOne(page, other);
  await wordsIn(page, 'third').waitFor();
  const gap = page.getByText('Something is missing here: your link lost it.');
  await gap.waitFor();
  const [above, hole, below] = await Promise.all(
    [wordsIn(page, 'first'), gap, wordsIn(page, 'third')].map((one) => one.boundingBox()),
  );
  expect(above?.y).toBeLessThan(hole?.y ?? 0);
  expect(hole?.y).toBeLessThan(below?.y ?? 0);
  await page.getByRole('button', { name: 'Ask again' }).press('Enter');
  await wordsIn(page, 'second').waitFor();
  expect((await texts(page)).slice(-3)).toEqual(['first', 'second', 'third']);
  expect(await gap.count()).toBe(0);
});

test('[L134] the same losses on a stream: late, in order, and never a gap', async () => {
  const server = await startReal();
  const { guest } = await roomFor(server, 'io');
  const [page, other] = [await openPage(), await openPage()];
  await enterRoom(page, guest);
  await enterRoom(other, guest);
  await unfold(page, 'Loss');
  await setNumber(page, 'Up and down, chance, per cent', 40);
  let gaps = 0;
  for (const text of ['a', 'b', 'c', 'd', 'e']) await sayIn(other, text);
  await expect
    .poll(
      async () => {
        gaps += await page.getByText('Something is missing').count();
        return (await texts(page)).slice(-5);
      },
      { timeout: 40_000 },
    )
    .toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(gaps).toBe(0);
});

test('[L142] a simulated outage and a lost connection differ in words, icon and colour', async () => {
  const server = await startReal();
  const page = await openPage();
  await enterRoom(page, (await roomFor(server)).guest);
  const look = (banner: ReturnType<Page['locator']>) =>
    banner.evaluate((element) => ({
      icon: element.querySelector('.icon path')?.getAttribute('d'),
      colour: getComputedStyle(element.querySelector('b') ?? element).color,
    }));
  const scenario = page.getByRole('region', { name: 'Scenario' });
  await scenario.getByRole('button', { name: 'Play' }).click();
  const simulated = page.locator('.banner').filter({ hasText: 'simulated' });
  await simulated.getByText(/Your link is down for [0-5]\.\d s more\s+\(simulated\)/).waitFor();
  const one = await look(simulated);
  await simulated.waitFor({ state: 'detached', timeout: 8_000 });
  await server.close();
  const lost = page.locator('.banner').filter({ hasText: 'Connection lost.' });
  await lost.waitFor();
  const other = await look(lost);
  expect(other.icon).not.toBe(one.icon);
  expect(other.colour).not.toBe(one.colour);
  expect(await simulated.count()).toBe(0);
});

test('[L143] the host sets the link of one member by keyboard; the member sees it, and turns it back', async () => {
  const server = await startReal();
  const { guest, host } = await roomFor(server);
  const [steering, member] = [await openPage(), await openPage()];
  await enterRoom(member, guest);
  await enterRoom(steering, host);
  await steering.getByRole('button', { name: /^Set the link of/ }).press('Enter');
  const dialog = steering.getByRole('dialog');
  const box = dialog.getByRole('textbox', { name: 'Up and down, delay, milliseconds' });
  await box.fill('700');
  await box.press('Enter');
  await dialog.getByText('In force.').waitFor();
  const theirs = member.getByRole('textbox', { name: 'Up and down, delay, milliseconds' });
  await expect.poll(() => theirs.inputValue()).toBe('700');
  await member.reload();
  await expect.poll(() => theirs.inputValue()).toBe('700');
  await setNumber(member, 'Up and down, delay, milliseconds', 0);
  await member.reload();
  await inForce(member);
  expect(await theirs.inputValue()).toBe('0');
  expect(
    await steering
      .getByRole('textbox', { name: 'Up and down, delay, milliseconds' })
      .first()
      .inputValue(),
  ).toBe('0');
});

test('[L143] a scenario file drives the whole room, by the host\u2019s hand', async () => {
  const server = await startReal();
  const { guest, host } = await roomFor(server);
  const [steering, member] = [await openPage(), await openPage()];
  await enterRoom(member, guest);
  await enterRoom(steering, host);
  await steering.getByRole('button', { name: 'Set everybody\u2019s link' }).click();
  const dialog = steering.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Scenario' }).selectOption('file');
  const [chooser] = await Promise.all([
    steering.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Open' }).click(),
  ]);
  const steps = [
    { atMs: 0, preset: 'geostationary' },
    { atMs: 60_000, outageMs: 5000 },
  ];
  await chooser.setFiles({
    name: 'far.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ steps })),
  });
  const figures = member.getByText('280 ms ± 10 ms one way · 560 ms round trip');
  await figures.waitFor();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await figures.waitFor({ state: 'detached' });
});
