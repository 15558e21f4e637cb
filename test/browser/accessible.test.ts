// axe-core on every page and state that people meet, in both themes and on a phone.
import axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, describe, expect, test } from 'vitest';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal } from '../support/tabs.ts';

afterAll(closeBrowser);

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds on the page as it stands, colours that fade have faded: rule and element. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    const fades = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(fades.map(({ finished }) => finished));
  });
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    'axe.run().then((result) => result.violations)',
  )) as Finding[];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Which hues in degrees have a contrast below 4.5 to one of `grounds`, as this browser paints both. */
function hardToRead(grounds: string[]): string[] {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.className = 'hued';
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const luminance = (colour: string) => {
    probe.style.color = colour;
    if (pen === null) throw new Error('no canvas');
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = Array.from(pen.getImageData(0, 0, 1, 1).data, (byte) =>
      byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found: string[] = [];
  for (const ground of grounds) {
    const behind = luminance(`var(--${ground})`);
    for (let hue = 0; hue < 360; hue += 5) {
      probe.style.setProperty('--hue', `${hue}`);
      const name = luminance('var(--hued)');
      const ratio = (Math.max(name, behind) + 0.05) / (Math.min(name, behind) + 0.05);
      if (ratio < 4.5) found.push(`${hue} on ${ground}: ${ratio.toFixed(2)}`);
    }
  }
  probe.remove();
  return found;
}

test('[U17] a name in any hue can be read on every ground, in both themes', async () => {
  const server = await startReal();
  const page = await openPage();
  await page.goto(server.url);
  await page.getByRole('button', { name: /The Moon/ }).waitFor();
  const read = async (colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme });
    return page.evaluate(hardToRead, ['ground', 'raised', 'sunken', 'hover']);
  };
  expect(await read('light')).toEqual([]);
  expect(await read('dark')).toEqual([]);
});

describe.each([
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const)('$colorScheme, $viewport.width px', (look) => {
  test('[U17] the start page and the page for those who went astray', async () => {
    const server = await startReal();
    const page = await openPage(look);
    await page.goto(server.url);
    await page.getByRole('button', { name: /The Moon/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    for (const path of ['/nowhere', '/r/000000000000', '/new?scenario=romer', '/new#scenario=A']) {
      await page.goto(server.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (path.startsWith('/new')) await page.locator('.card, .refusal').waitFor();
      expect(await findings(page)).toEqual([]);
    }
  });

  test('[U17] a room, empty and with messages in flight, and its dialogs', async () => {
    const server = await startReal();
    const { room, hostToken } = await createRoom(server.url, 'io');
    const page = await openPage(look);
    await enterRoom(page, `${server.url}/r/${room}#host=${hostToken}`);
    await page.getByRole('button', { name: /Hello Io/ }).waitFor();
    expect(await findings(page)).toEqual([]);
    await sayIn(page, 'Is this accessible? https://example.org/');
    await page.getByText(/in flight, reaches Io/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('dialog').getByRole('img').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('[U17] the link panel with all its folds open, its presets, and the link of another', async () => {
    const server = await startReal();
    const { room, hostToken } = await createRoom(server.url, 'same-room');
    const [page, other] = [await openPage(look), await openPage()];
    await enterRoom(other, `${server.url}/r/${room}`);
    await enterRoom(page, `${server.url}/r/${room}#host=${hostToken}`);
    const isNarrow = look.viewport.width < 720;
    if (isNarrow) await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByRole('button', { name: /^Preset/ }).click();
    await page.getByRole('button', { name: /^Geostationary/ }).click();
    await page.getByRole('button', { name: /^Preset/ }).click();
    await page.getByText('In bursts').first().waitFor({ state: 'attached' });
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    await page
      .getByRole('region', { name: 'Scenario' })
      .getByRole('button', { name: 'Play' })
      .click();
    await page.getByText('Pause', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    if (isNarrow) await page.getByRole('button', { name: 'Places', exact: true }).click();
    await page.getByRole('button', { name: /^Set the link of/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Preset/ })
      .waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('[U17] blocking and not: after a freeze, as a walkie-talkie, its timeline, side by side', async () => {
    const server = await startReal();
    const { room } = await createRoom(server.url, 'twenty-minutes');
    const page = await openPage(look);
    await enterRoom(page, `${server.url}/r/${room}`);
    const isNarrow = look.viewport.width < 720;
    const show = async (tab: string) => {
      if (isNarrow) await page.getByRole('button', { name: tab, exact: true }).click();
    };
    await show('Link');
    for (const what of ['Send', 'Receive']) {
      await page
        .getByRole('group', { name: what })
        .getByRole('radio', { name: 'blocking', exact: true })
        .check();
    }
    await page.getByRole('button', { name: 'Here', exact: true }).click();
    await page.locator('.last-freeze[data-kind="computing"]').waitFor();
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    expect(await findings(page)).toEqual([]);
    await show('Chat');
    await sayIn(page, 'Freezes a little');
    await page.getByText(/^Frozen for .* until the ack was back/).waitFor();
    await page.getByRole('button', { name: 'Listen' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await show('Pictures');
    await page.getByRole(isNarrow ? 'tab' : 'button', { name: 'This tab', exact: true }).click();
    await page.getByRole('img', { name: /^Timeline of this tab/ }).waitFor();
    await page.getByText('The same as a table').last().click();
    expect(await findings(page)).toEqual([]);
    await page.goto(`${server.url}/r/${room}/side-by-side`);
    await page.locator('main:not([data-threads="testing"])').waitFor();
    await page.locator('button:enabled', { hasText: 'Send from both' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('[R19] the console, for all and for one, by keyboard; the stage; the page for who is no host', async () => {
    const server = await startReal();
    const { room, hostToken } = await createRoom(server.url, 'io');
    const [page, other] = [await openPage(look), await openPage(look)];
    await enterRoom(other, `${server.url}/r/${room}`);
    await enterRoom(page, `${server.url}/r/${room}#host=${hostToken}`);
    const desk = await page.context().newPage();
    await desk.goto(`${server.url}/r/${room}/console`);
    await desk.getByRole('heading', { name: '2 people, as they are now' }).waitFor();
    expect(await findings(desk)).toEqual([]);
    await desk.getByRole('radio', { name: 'Everybody' }).focus();
    await desk.keyboard.press('ArrowDown');
    if (!(await desk.getByRole('button', { name: 'Mute' }).isVisible())) {
      await desk.keyboard.press('ArrowDown');
    }
    await desk.getByRole('button', { name: 'Mute' }).press('Enter');
    await desk.getByText('muted', { exact: true }).waitFor();
    await desk.getByRole('button', { name: 'Ban' }).press('Enter');
    await desk.getByRole('dialog').waitFor();
    expect(await findings(desk)).toEqual([]);
    await desk.keyboard.press('Escape');
    await desk.getByRole('switch', { name: 'Short code' }).press('Space');
    await desk.getByLabel('What it does').selectOption('beacon');
    await desk.getByRole('button', { name: 'Start a station' }).press('Enter');
    await desk.getByRole('button', { name: /^Remove .*Beacon/ }).waitFor();
    await desk.getByRole('button', { name: 'As a link' }).press('Enter');
    await desk.getByRole('button', { name: 'Copy the link' }).waitFor();
    expect(await findings(desk)).toEqual([]);
    const stage = await page.context().newPage();
    await stage.goto(`${server.url}/r/${room}/stage`);
    await stage.locator('.stage-code').waitFor();
    await stage.locator('canvas').nth(1).waitFor();
    expect(await stage.getByRole('button').count()).toBe(0);
    expect(await findings(stage)).toEqual([]);
    const refused = await other.context().newPage();
    await refused.goto(`${server.url}/r/${room}/console`);
    await refused.getByRole('heading', { name: 'The console is for hosts' }).waitFor();
    expect(await findings(refused)).toEqual([]);
  });
});
