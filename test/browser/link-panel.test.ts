// The panel of the link layer in a real Chromium, under its own policy.
import axe from 'axe-core';
import { afterAll, describe, expect, test } from 'vitest';
import { controlLink } from '../support/link-control.ts';
import { closeBrowser, openPage } from '../support/tabs.ts';

afterAll(closeBrowser);

describe.each([
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const)('$colorScheme, $viewport.width px', (look) => {
  test('[L106] a knob is turned, packets are seen in flight and delivered', async () => {
    const { url, layer, client, socket } = await controlLink();
    const page = await openPage(look);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(`${url}/link/`);
    const number = page.getByLabel('Delay down, ms, as a number');
    await number.fill('250');
    await number.press('Enter');
    await expect.poll(() => layer.server.get().down.delayMs).toBe(250);
    socket.emit('<b>hello</b>');
    const row = page.getByRole('row', { name: /down/ });
    await expect.poll(() => row.getByRole('cell').nth(3).textContent()).toBe('1');
    const heard = new Promise((resolve) => client.once('<b>hello</b>', () => resolve('heard')));
    await row.getByRole('button', { name: /Deliver now/ }).click();
    expect(await heard).toBe('heard');
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] };
    expect([violations.map(({ id }) => id), faults]).toEqual([[], []]);
  });
});
