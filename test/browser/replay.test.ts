// The matrix, looking back, export and import in real tabs.

import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { afterAll, describe, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal, wordsIn } from '../support/tabs.ts';
import { temporaryFile } from '../support/temporary-file.ts';

afterAll(closeBrowser);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds on the page as it stands: rule and element. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = (await page.evaluate(
    'axe.run().then((result) => result.violations)',
  )) as readonly { id: string; nodes: readonly { html: string }[] }[];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const hostAddress = (url: string, { room, hostToken }: { room: string; hostToken: string }) =>
  `${url}/r/${room}#host=${hostToken}`;

test('[Y1][Y2][Y7] the host loses the way to Io: what is said then is not heard there', async () => {
  const server = await startReal();
  const made = await createRoom(server.url, 'io');
  const [earth, io] = [await openPage(), await openPage()];
  await enterRoom(io, `${server.url}/r/${made.room}`, 'Io');
  await enterRoom(earth, hostAddress(server.url, made));
  await earth.getByRole('button', { name: 'Distances' }).click();
  await earth.getByRole('button', { name: /^Earth to Io: ?4. min/ }).click();
  await earth.getByRole('radio', { name: 'Blocked; what is sent then is lost' }).check();
  await earth.getByRole('textbox', { name: /Ends in/ }).fill('30');
  await earth.getByRole('button', { name: 'Set this way' }).click();
  await earth.getByRole('button', { name: /^Earth to Io: ?lost/ }).waitFor();
  await sayIn(earth, 'into the void');
  // Half an hour of simulated time is 7 s here.
  await earth.getByRole('button', { name: /^Earth to Io: ?4. min/ }).waitFor({ timeout: 15_000 });
  await sayIn(earth, 'and back again');
  await wordsIn(io, 'and back again').waitFor({ timeout: 20_000 });
  expect(await wordsIn(io, 'into the void').count()).toBe(0);
  await earth
    .getByRole('article')
    .filter({ hasText: 'into the void' })
    .getByText(/should have arrived/)
    .waitFor();
});

test('[Y1] who may not steer sees the matrix and has nothing to press in it', async () => {
  const server = await startReal();
  const made = await createRoom(server.url, 'io');
  const page = await openPage();
  await enterRoom(page, `${server.url}/r/${made.room}`);
  await page.getByRole('button', { name: 'Distances' }).click();
  const table = page.getByRole('table');
  await table
    .getByText(/4. min/)
    .first()
    .waitFor();
  expect(await table.getByRole('button').count()).toBe(0);
});

/** Looks back in an open room and saves what it is; the text of the file. */
async function saveAs(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save as ${name}` }).click();
  return readFile(await (await download).path(), 'utf8');
}

test('[X1][X2][X6][X7] exported by the host, imported, replayed: the same words at the same times', async () => {
  const server = await startReal();
  const made = await createRoom(server.url, 'io');
  const page = await openPage();
  await enterRoom(page, hostAddress(server.url, made));
  await sayIn(page, 'for the record');
  await page.getByText(/Heard .for the record./).waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Look back, export' }).click();
  const text = await saveAs(page, 'JSON lines');
  expect(await saveAs(page, 'CSV')).toContain('for the record');
  const dialog = page.getByRole('dialog', { name: 'Looking back' });
  const lived = await dialog.getByRole('region', { name: /seen from Earth/ }).textContent();

  const file = temporaryFile('recording.jsonl');
  await writeFile(file, text);
  const other = await openPage();
  await other.goto(server.url);
  await other.getByLabel('Open a recording').setInputFiles(file);
  const rows = other.getByRole('region', { name: /seen from Earth/ });
  await rows.getByText(/Heard .for the record./).waitFor();
  expect(await rows.textContent()).toBe(lived);
  expect(await other.getByRole('textbox', { name: 'Message' }).count()).toBe(0);

  await other.getByRole('combobox', { name: /Seen from/ }).selectOption('io');
  await other
    .getByRole('region', { name: /seen from Io/ })
    .getByText('for the record')
    .first()
    .waitFor();
});

test('[X7] a replay is scrubbed, stepped and played by keyboard', async () => {
  const server = await startReal();
  const made = await createRoom(server.url, 'same-room');
  const page = await openPage();
  await enterRoom(page, hostAddress(server.url, made));
  await sayIn(page, 'once upon a time');
  await page.getByText(/Heard .once upon a time./).waitFor();
  await page.getByRole('button', { name: 'Look back, export' }).click();
  const rows = page.getByRole('region', { name: /What had arrived/ });
  const words = rows.locator('.said').getByText('once upon a time', { exact: true });
  await words.waitFor();
  await page.getByRole('slider', { name: 'Time of the replay' }).focus();
  await page.keyboard.press('Home');
  await words.waitFor({ state: 'detached' });
  const step = async (name: string) => {
    await page.getByRole('button', { name }).press('Enter');
    return words.count();
  };
  await expect.poll(() => step('Next arrival')).toBe(1);
  await expect.poll(() => step('Arrival before')).toBe(0);
  const speed = page.getByRole('textbox', { name: /Speed as a number/ });
  await speed.fill('1000000');
  await speed.press('Enter');
  await page
    .getByRole('group', { name: 'Replay' })
    .getByRole('button', { name: 'Play' })
    .press('Enter');
  await words.waitFor();
  await page.getByRole('group', { name: 'Replay' }).getByRole('button', { name: 'Play' }).waitFor();
});

test('[X2] a member saves its view: not a word of what is still on its way', async () => {
  const server = await startReal();
  const made = await createRoom(server.url, 'mars');
  const [mars, earth] = [await openPage(), await openPage()];
  await enterRoom(mars, `${server.url}/r/${made.room}`, 'Mars');
  await enterRoom(earth, `${server.url}/r/${made.room}`);
  await sayIn(earth, 'still on its way');
  await wordsIn(earth, 'still on its way').waitFor();
  await mars.getByRole('button', { name: 'Look back, export' }).click();
  await mars.getByText(/What was known on Mars/).waitFor();
  expect(await saveAs(mars, 'JSON lines')).not.toContain('still on its way');
  expect(await saveAs(mars, 'CSV')).not.toContain('still on its way');
});

test('[X8] a picture is saved as it is painted', async () => {
  const server = await startReal();
  const made = await createRoom(server.url, 'io');
  const page = await openPage();
  await enterRoom(page, hostAddress(server.url, made));
  await page.getByRole('button', { name: 'Space and time' }).click();
  await page.locator('#picture canvas').waitFor();
  const download = page.waitForEvent('download');
  await page.locator('.save-menu summary').click();
  await page.getByRole('button', { name: 'as PNG' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('lightlag-diagram.png');
  const bytes = await readFile(await file.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.length).toBeGreaterThan(1000);
});

test('[X5] a file that is no recording is refused with the line that is wrong', async () => {
  const server = await startReal();
  const page = await openPage();
  const file = temporaryFile('recording.jsonl');
  await writeFile(file, '{"no":"recording"}\n');
  await page.goto(server.url);
  await page.getByLabel('Open a recording').setInputFiles(file);
  await page.getByText(/Line 1: /).waitFor();
});

describe.each([
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const)('$colorScheme, $viewport.width px', (look) => {
  test('[U] the matrix, its dialog, and a replay are accessible', async () => {
    const server = await startReal();
    const made = await createRoom(server.url, 'io');
    const page = await openPage(look);
    await enterRoom(page, hostAddress(server.url, made));
    const isNarrow = look.viewport.width < 720;
    const goTo = (part: string) =>
      page.getByRole('navigation', { name: 'Parts of the room' }).getByText(part).click();
    if (isNarrow) await goTo('Pictures');
    await page.getByRole(isNarrow ? 'tab' : 'button', { name: 'Distances' }).click();
    await page.getByRole('button', { name: /^Earth to Io:/ }).click();
    await page.getByRole('radio', { name: 'Fixed' }).check();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await findings(page)).toEqual([]);
    if (isNarrow) await goTo('Link');
    await page.getByRole('button', { name: 'Look back, export' }).click();
    await page.getByRole('slider', { name: 'Time of the replay' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
