// Threads in the room: what an answer answers, the way to it, and a thread by itself, by keyboard too.
import axe from 'axe-core';
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal, wordsIn } from '../support/tabs.ts';

afterAll(closeBrowser);

const ANN = 'AAAAAAAAAAAAAAAA';

test('[C11] an answer shows what it answers, however far back, and not before it is here', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, 'mars');
  let count = 0;
  const say = async (origin: string, text: string, answers?: string) => {
    const id = `event-number-${count++}`;
    const replyTo = answers === undefined ? undefined : { author: ANN, id: answers };
    const body = { kind: 'say', text, ...(replyTo && { replyTo, thread: replyTo }) } as const;
    await server.log.append(room, [{ id, author: ANN, origin, body }]);
    return id;
  };
  const page = await openPage();
  const log = page.getByRole('log');
  await enterRoom(page, `${server.url}/r/${room}`);
  const first = await say('earth', 'Is the <b>airlock</b> shut?');
  await say('earth', 'It is', first);
  const quote = log.getByRole('button', { name: 'Somebody Is the <b>airlock</b> shut?' });
  await quote.waitFor();

  // What is answered is still on its way here: neither who nor what.
  const secret = await say('mars', 'Secret of Mars');
  await say('earth', 'Never mind', secret);
  await log.getByText('answers a message that has not reached this place yet').waitFor();
  expect(await page.locator('body').textContent()).not.toContain('Secret of Mars');

  // By keyboard to what is answered.
  await quote.focus();
  await page.keyboard.press('Enter');
  await page.locator('.message:focus').getByText('Is the <b>airlock</b> shut?').waitFor();

  // Far back in the history the quote is asked for, and leads to the thread.
  for (let line = 0; line < 250; line++) await say('earth', `routine ${line}`);
  await say('earth', 'Still shut', first);
  await page.reload();
  await wordsIn(page, 'Still shut').waitFor();
  expect(await wordsIn(page, 'Is the <b>airlock</b> shut?').count()).toBe(0);
  await quote.click();
  const thread = page.getByRole('dialog', { name: 'Thread' });
  await thread.getByText('Still shut').waitFor();
  expect(await thread.locator('.said').allTextContents()).toEqual([
    'Is the <b>airlock</b> shut?',
    'It is',
    'Still shut',
  ]);
  await page.evaluate(axe.source);
  expect(await page.evaluate('axe.run().then((result) => result.violations)')).toEqual([]);

  // What arrives while one looks is there at once; an answer out of the thread is one of it.
  await say('earth', 'Now it is open', first);
  await thread.getByText('Now it is open').waitFor();
  await thread.getByRole('button', { name: 'Reply to Somebody' }).first().click();
  await page.getByRole('button', { name: 'Do not reply to it' }).waitFor();
  await sayIn(page, 'Then shut it');
  await wordsIn(page, 'Then shut it').waitFor();
  const [said] = await server.log.read(room, { kinds: ['say'], newestFirst: true, limit: 1 });
  expect(said?.body).toMatchObject({ thread: { author: ANN, id: first } });
}, 90_000);

test('[U20] a line names the day where another one begins', async () => {
  const server = await startReal();
  const { room, hostToken } = await createRoom(server.url, 'same-room');
  const page = await openPage();
  await enterRoom(page, `${server.url}/r/${room}#host=${hostToken}`);
  await sayIn(page, 'today');
  await wordsIn(page, 'today').waitFor();
  const warp = async (factor: number) => {
    const body = { kind: 'warp', warp: factor } as const;
    await server.log.append(room, [{ id: `warp-${factor}-now`, author: ANN, origin: '', body }]);
  };
  await warp(1_000_000);
  await new Promise((wake) => setTimeout(wake, 200));
  await warp(1);
  await sayIn(page, 'days later');
  await wordsIn(page, 'days later').waitFor();
  const line = page.getByRole('log').locator('.day-line').last();
  expect(await line.textContent()).toMatch(/^\w+day,? \d+ \w+ 20\d\d$/);
  const rows = await page
    .getByRole('log')
    .locator('.day-line, .said')
    .evaluateAll((all) => all.map((row) => (row.matches('p.said') ? row.textContent : 'a day')));
  // The station answers at once.
  expect(rows.indexOf('a day', rows.indexOf('today'))).toBe(rows.indexOf('days later') - 1);
}, 60_000);
