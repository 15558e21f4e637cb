// The manners of a chat that people expect: the list stays where one reads, drafts are kept, history
// comes from above, nothing is said twice to a screen reader.
import type { Page } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import type { EventLog } from '../../server/chat/log/event-log.ts';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, startReal, wordsIn } from '../support/tabs.ts';

afterAll(closeBrowser);

/** Mars Station hears of none of this for ten minutes, and keeps quiet. */
const SCENARIO = 'mars';

/** Somebody at Earth says numbered messages, straight into the log. */
const fill = (log: EventLog, room: string, from: number, to: number) =>
  log.append(
    room,
    Array.from({ length: to - from }, (_, count) => ({
      id: `backlog-${from + count}`,
      author: 'AAAAAAAAAAAAAAAA',
      origin: 'earth',
      body: { kind: 'say', text: `message ${from + count}` } as const,
    })),
  );

const scroller = (page: Page) => page.getByRole('region', { name: 'Conversation' });
const topOf = (page: Page, text: string): Promise<number> =>
  wordsIn(page, text).evaluate((it) => it.getBoundingClientRect().top);
const isAtEnd = (page: Page): Promise<boolean> =>
  scroller(page).evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight < 4);

test('[U14] at the end the list follows; elsewhere it stays, and a pill counts what is new', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, SCENARIO);
  await fill(server.log, room, 0, 60);
  const page = await openPage();
  await enterRoom(page, `${server.url}/r/${room}`);
  await wordsIn(page, 'message 59').waitFor();
  await expect.poll(() => isAtEnd(page)).toBe(true);
  await fill(server.log, room, 60, 61);
  await wordsIn(page, 'message 60').waitFor();
  await expect.poll(() => isAtEnd(page)).toBe(true);

  await scroller(page).evaluate((it) => it.scrollTo(0, it.scrollHeight / 2));
  await page.getByRole('button', { name: 'Latest' }).waitFor();
  const read = await page.locator('.said').evaluateAll((all) => {
    const inSight = all.find((it) => it.getBoundingClientRect().top > 200);
    return inSight?.textContent ?? '';
  });
  const before = await topOf(page, read);
  await fill(server.log, room, 61, 64);
  await page.getByRole('button', { name: '3 new' }).waitFor();
  expect(Math.abs((await topOf(page, read)) - before)).toBeLessThanOrEqual(1);
  await page.getByRole('button', { name: '3 new' }).click();
  await page.getByText('new since you looked').first().waitFor();
});

test('[U14][D7] scrolling up brings history, whole and in order, and keeps what is in sight', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, SCENARIO);
  await fill(server.log, room, 0, 500);
  const page = await openPage();
  await enterRoom(page, `${server.url}/r/${room}`);
  await wordsIn(page, 'message 499').waitFor();
  await expect
    .poll(
      async () => {
        await scroller(page).evaluate((it) => it.scrollTo(0, 0));
        return wordsIn(page, 'message 0').count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
});

test('[U15] a draft is there again after a reload, and gone when it was sent', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, SCENARIO);
  const page = await openPage();
  await enterRoom(page, `${server.url}/r/${room}`);
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.fill('half a thou');
  await page.reload();
  await page.getByRole('log').waitFor();
  await expect.poll(() => box.inputValue()).toBe('half a thou');
  await box.press('Enter');
  await wordsIn(page, 'half a thou').waitFor();
  await page.reload();
  await page.getByRole('log').waitFor();
  await wordsIn(page, 'half a thou').waitFor();
  expect(await box.inputValue()).toBe('');
});

test('[U11] a second tab of one browser is somebody else; a reload is the same person', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, SCENARIO);
  const page = await openPage();
  await enterRoom(page, `${server.url}/r/${room}`);
  const people = () => page.getByRole('navigation', { name: 'Places and people' }).innerText();
  const before = await people();
  const other = await page.context().newPage();
  await enterRoom(other, `${server.url}/r/${room}`);
  await expect
    .poll(async () => (await people()).split('\n').length)
    .toBeGreaterThan(before.split('\n').length);
  const both = await people();
  await page.reload();
  await page.getByRole('log').waitFor();
  await expect.poll(people).toBe(both);
});

test('[U16] arrivals are told to a screen reader by one announcer, the log itself is silent', async () => {
  const server = await startReal();
  const { room } = await createRoom(server.url, SCENARIO);
  const page = await openPage();
  await enterRoom(page, `${server.url}/r/${room}`);
  const spoken = page.locator('[aria-live=polite], [role=status]');
  expect(await page.getByRole('log').getAttribute('aria-live')).toBe('off');
  await fill(server.log, room, 0, 1);
  await expect
    .poll(async () => (await spoken.allTextContents()).filter((text) => text.includes('message 0')))
    .toHaveLength(1);
});
