// From run to run in real browsers: the console calls everybody over, and a scenario goes as a link.
import type { Page } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal, wordsIn } from '../support/tabs.ts';

afterAll(closeBrowser);

const roomOf = (page: Page): string => /\/r\/([^/#]+)/.exec(page.url())?.[1] ?? '';

const nameOf = async (page: Page): Promise<string> =>
  page.locator('.places .person .who').first().innerText();

async function openConsole(page: Page): Promise<Page> {
  const desk = await page.context().newPage();
  await desk.goto(`${new URL(page.url()).origin}/r/${roomOf(page)}/console`);
  await desk.getByRole('heading', { name: 'Console' }).waitFor();
  return desk;
}

test('[R18][R20] hand-over: everybody goes along as who they are, a mute and a named host too; the old log is kept', async () => {
  const server = await startReal();
  const { room, hostToken } = await createRoom(server.url, 'same-room');
  const [teacher, quiet, helper] = [await openPage(), await openPage(), await openPage()];
  await enterRoom(quiet, `${server.url}/r/${room}`);
  await enterRoom(helper, `${server.url}/r/${room}`);
  await enterRoom(teacher, `${server.url}/r/${room}#host=${hostToken}`);
  const names = await Promise.all([teacher, quiet, helper].map(nameOf));
  const [, quietName = '', helperName = ''] = names;
  await sayIn(helper, 'said in the first run');
  const desk = await openConsole(teacher);
  await desk.getByRole('radio', { name: quietName }).check();
  await desk.getByRole('button', { name: 'Mute' }).click();
  await desk.getByText('muted', { exact: true }).waitFor();
  await desk.getByRole('radio', { name: helperName }).check();
  await desk.getByRole('button', { name: 'Name a host' }).click();
  await desk
    .getByRole('row', { name: new RegExp(helperName) })
    .getByText('host')
    .waitFor();
  await desk.getByRole('switch', { name: 'Door closed' }).check();

  await desk.getByRole('combobox', { name: 'Scenario' }).selectOption('moon');
  await desk.getByRole('button', { name: 'Start', exact: true }).click();
  for (const page of [teacher, quiet, helper]) {
    await page.waitForURL((url) => !url.pathname.includes(room));
    await page.getByRole('log').waitFor();
  }
  await desk.getByRole('heading', { name: '3 people, as they are now' }).waitFor();
  const next = roomOf(teacher);
  expect([desk, quiet, helper].map(roomOf)).toEqual([next, next, next]);
  expect(await Promise.all([teacher, quiet, helper].map(nameOf))).toEqual(names);
  const row = (name: string) => desk.getByRole('row', { name: new RegExp(name) });
  await row(quietName).getByText('muted').waitFor();
  await row(helperName).getByText('host').waitFor();
  await expect.poll(() => desk.getByRole('switch', { name: 'Door closed' }).isChecked()).toBe(true);
  // The named host leads there: has the way to the console, and the console takes its word.
  const second = await openConsole(helper);
  await second.getByRole('button', { name: 'Link in detail' }).waitFor();

  // The old run is as it was; somebody new is not let in by the new one's door.
  expect(await wordsIn(helper, 'said in the first run').count()).toBe(0);
  const events = await server.log.read(room, { kinds: ['say'], limit: 100 });
  expect(events.some(({ body }) => body.kind === 'say' && /first run/.test(body.text))).toBe(true);
  const stranger = await openPage();
  await stranger.goto(`${server.url}/r/${next}`);
  await stranger.getByText(/The host has closed the door/).waitFor();
});

test('[R21] the console gives a room as a link, and ours by name; whoever opens one starts a room by one press', async () => {
  const server = await startReal();
  const { room, hostToken } = await createRoom(server.url, 'romer');
  const teacher = await openPage();
  await enterRoom(teacher, `${server.url}/r/${room}#host=${hostToken}`);
  const desk = await openConsole(teacher);
  const field = desk.getByLabel(/^Whoever opens this can start a room/);
  const linkOf = async (scenario: string): Promise<string> => {
    await desk.getByRole('combobox', { name: 'Scenario' }).selectOption(scenario);
    await desk.getByRole('button', { name: 'As a link' }).click();
    await field.waitFor();
    return `${server.url}/${(await field.inputValue()).replace(/^https?:\/\/[^/]+\//, '')}`;
  };
  const [own, ours] = [await linkOf('again'), await linkOf('mars-landing')];
  expect(own).toMatch(/\/new#scenario=[\w-]{200,}$/);
  expect(ours).toBe(`${server.url}/new?scenario=mars-landing`);
  for (const [link, title] of [
    [own, /Why light has a speed/],
    [ours, /Seven minutes to Mars/],
  ] as const) {
    const guest = await openPage();
    const made: string[] = [];
    guest.on('request', (request) => {
      if (request.method() === 'POST') made.push(new URL(request.url()).pathname);
    });
    await guest.goto(link);
    const card = guest.getByRole('button', { name: title });
    await card.waitFor();
    expect(made).toEqual(['/api/scenarios']);
    await card.press('Enter');
    await guest.waitForURL(/\/r\//);
    await guest.getByRole('log').waitFor();
    expect(roomOf(guest)).not.toBe(room);
    await guest.getByRole('link', { name: 'Console' }).waitFor();
  }
});

test('[R21] what is wrong with the scenario of a link is said with its line', async () => {
  const server = await startReal();
  const page = await openPage();
  await page.goto(`${server.url}/new?scenario=nowhere`);
  await page.getByText('There is no scenario `nowhere`').waitFor();
  const { linkOfScenario } = await import('../../client/state/scenario-link.ts');
  const file = '{\n  "lightlag": "scenario",\n  "version": 1,\n  "title": ""\n}';
  await page.goto(await linkOfScenario(server.url, { file }));
  await page.getByText(/^Line 4: title: /).waitFor();
  await page.goto(`${server.url}/new#scenario=AAAA`);
  await page.getByText(/^This link is damaged/).waitFor();
  expect(await page.getByRole('button', { name: /Open a room/ }).count()).toBe(0);
});

test('[C9] stations are started and removed on the console, and speak in the room', async () => {
  const server = await startReal();
  const { room, hostToken } = await createRoom(server.url, 'same-room');
  const teacher = await openPage();
  await enterRoom(teacher, `${server.url}/r/${room}#host=${hostToken}`);
  const desk = await openConsole(teacher);
  await desk.getByLabel('What it does').selectOption('Says your words back');
  await desk.getByLabel('Where').selectOption('Earth');
  await desk.getByRole('button', { name: 'Start a station' }).press('Enter');
  await desk.getByRole('button', { name: 'Remove Echo' }).waitFor();
  await sayIn(teacher, 'Marco');
  await expect.poll(() => wordsIn(teacher, 'Marco').count()).toBe(2);
  await desk.getByLabel('What it does').selectOption('Speaks by itself');
  await desk.getByLabel(/^Every so many seconds/).fill('5');
  await desk.getByRole('button', { name: 'Start a station' }).click();
  await teacher
    .getByRole('log')
    .getByText(/^Beacon 1, on Earth/)
    .waitFor();
  for (const name of ['Echo', 'Earth Beacon']) {
    await desk.getByRole('button', { name: `Remove ${name}` }).click();
    await desk.getByRole('button', { name: `Remove ${name}` }).waitFor({ state: 'detached' });
  }
  await desk.getByText('The station is gone.').waitFor();
});
