// The pace of the pictures with a crowd in flight, on a machine with nothing else to do.
import { afterAll, expect, test } from 'vitest';
import { frameTimes } from '../support/frame-times.ts';
import { beMember, makeCrowd } from '../support/picture-room.ts';
import { closeBrowser, openPage, startReal } from '../support/tabs.ts';
import { loadAll } from '../support/whole-history.ts';

afterAll(closeBrowser);

test('[P10] with 1,000 messages in flight 95 of 100 frames take 33 ms at most', async () => {
  const server = await startReal();
  const made = await makeCrowd(server.log, 1000);
  // The small layout: no conversation is painted beside the picture.
  const page = await openPage({ viewport: { width: 719, height: 1000 } });
  await beMember(page, made);
  await page.goto(`${server.url}/r/${made.room}`);
  await page.getByRole('log').waitFor();
  await loadAll(page);
  await page.getByRole('button', { name: 'Pictures' }).click();
  await page.getByRole('tab', { name: 'Sky' }).click();
  await page.getByRole('button', { name: 'Table' }).click();
  const cell = page.getByRole('row', { name: /^Io/ }).getByRole('cell').last();
  expect(await cell.textContent()).toBe('1000');
  await page.getByRole('tab', { name: 'Space and time' }).click();
  await frameTimes(page, 30);
  const { p95 } = await frameTimes(page, 300);
  expect(p95).toBeLessThanOrEqual(33);
});
