// Tabs that sleep: frozen, in a tunnel, closed with the lid, left and returned to by the back button. What
// they missed is there within 2 s of waking, each once, in order, and what was typed is kept.
import type { Page } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import { type Network, startNetwork } from '../support/network.ts';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal, wordsIn } from '../support/tabs.ts';

afterAll(closeBrowser);

/** Real ms after waking in which all that was missed has to be there. */
const AWAKE_MS = 2000;
const MISSED = Array.from({ length: 30 }, (_, index) => `missed ${String(index).padStart(2, '0')}`);

interface Scene {
  readonly sleeper: Page;
  readonly network: Network;
  /** Somebody else says all that is to be missed. */
  speak(): Promise<void>;
}

/** Somebody who will sleep, behind a network of its own, and a room in which others go on. */
async function openScene(): Promise<Scene> {
  const server = await startReal();
  const network = await startNetwork(server.port);
  const { room } = await createRoom(server.url, 'same-room');
  const sleeper = await openPage();
  await enterRoom(sleeper, `${network.url}/r/${room}`);
  await sleeper.getByRole('textbox', { name: 'Message' }).fill('a draft');
  return {
    sleeper,
    network,
    async speak() {
      for (const text of MISSED) {
        const body = { kind: 'say', text } as const;
        const id = text.replace(' ', '-');
        await server.log.append(room, [{ id, author: 'somebody', origin: 'earth', body }]);
      }
    },
  };
}

const shown = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[role=log] .said')]
      .map((said) => said.textContent ?? '')
      .filter((text) => /^missed \d\d$/.test(text)),
  );

/** All of it is there within 2 s, each once, in order; the draft too. */
async function expectAwake(page: Page): Promise<void> {
  await expect.poll(() => shown(page), { timeout: AWAKE_MS, interval: 50 }).toEqual(MISSED);
  expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('a draft');
}

async function freeze(page: Page, state: 'frozen' | 'active'): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state });
  await devtools.detach();
}

test('[K9] a frozen tab gets what it missed within 2 s of waking', async () => {
  const { sleeper, speak } = await openScene();
  await freeze(sleeper, 'frozen');
  await speak();
  await freeze(sleeper, 'active');
  await expectAwake(sleeper);
});

test('[K9] a frozen tab that the server has dropped, as after an hour, too', async () => {
  const { sleeper, network, speak } = await openScene();
  await freeze(sleeper, 'frozen');
  network.drop();
  await speak();
  await freeze(sleeper, 'active');
  await expectAwake(sleeper);
});

test('[K9] after a tunnel: the dead connection is noticed, and what was said in it goes out once', async () => {
  const { sleeper, network, speak } = await openScene();
  network.goDead();
  await sleeper.context().setOffline(true);
  await speak();
  await sayIn(sleeper, 'from the tunnel');
  await sleeper.getByRole('textbox', { name: 'Message' }).fill('a draft');
  network.comeBack();
  await sleeper.context().setOffline(false);
  await expectAwake(sleeper);
  await sleeper.getByText(/Heard .from the tunnel./).waitFor();
  expect(await wordsIn(sleeper, 'from the tunnel').count()).toBe(1);
});

test('[K9] a machine that slept: only its wall clock tells, and the dead connection is noticed', async () => {
  const { sleeper, network, speak } = await openScene();
  network.goDead();
  await speak();
  network.comeBack();
  await sleeper.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 3_600_000;
  });
  // One look at the clock, up to a second from now, is before waking.
  await expect
    .poll(() => shown(sleeper), { timeout: AWAKE_MS + 1000, interval: 50 })
    .toEqual(MISSED);
});

test('[K9] back and forward: the room is as it would have been, and the draft is kept', async () => {
  const { sleeper, speak } = await openScene();
  await sleeper.goto('about:blank');
  await speak();
  await sleeper.goBack();
  await expectAwake(sleeper);
});
