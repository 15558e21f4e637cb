// Hands on the pictures, in a real tab: moving, zooming, looking back, the omniscient switch, what a tab
// did, full screen. What is painted is read from the drawing that the tab itself saves.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import { sayTime } from '../../shared/time/format.ts';
import { beMember, makeConversation, makeCrowd } from '../support/picture-room.ts';
import { createRoom } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, sayIn, startReal, wordsIn } from '../support/tabs.ts';

afterAll(closeBrowser);

/** A drawing is saved by hand each time that one looks at it. */
const PATIENT = { timeout: 15_000 };

const DIAGRAM = { name: /Messages between places/ };

/** The picture that is shown, as the drawing that is saved of it. */
async function drawing(page: Page): Promise<string> {
  await page.locator('.save-menu summary').click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'as SVG' }).click();
  return readFile(await (await download).path(), 'utf8');
}

/** Where the ticks of the time axis stand: y by label. */
function ticksOf(svg: string): ReadonlyMap<string, number> {
  const texts = svg.matchAll(/<text x="[\d.]+" y="([-\d.]+)" text-anchor="end"[^>]*>([^<]+)</g);
  return new Map([...texts].map(([, y, label]) => [label ?? '', Number(y)]));
}

/** How far each tick is from where it was, for those in both. */
function shifts(before: string, after: string): number[] {
  const now = ticksOf(after);
  return [...ticksOf(before)].flatMap(([label, y]) => {
    const next = now.get(label);
    return next === undefined ? [] : [next - y];
  });
}

/** Px that a second takes, from the first tick of the time axis to the last; midnight is labelled with its date. */
function pxPerSecond(svg: string): number {
  const ticks = [...ticksOf(svg)].flatMap(([label, y]) => {
    const time = /^\d{4}-\d\d-\d\d$/.test(label) ? '00:00' : label;
    const [, hours, minutes, seconds = '0'] = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(time) ?? [];
    return hours === undefined
      ? []
      : [{ y, at: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) }];
  });
  const [first, ...more] = ticks.toSorted((a, b) => a.y - b.y);
  const last = more.at(-1);
  if (!first || !last) throw new Error('The axis has fewer than two times.');
  return (last.y - first.y) / ((last.at - first.at + 86_400) % 86_400);
}

const zoomOf = (before: string, after: string): number => pxPerSecond(after) / pxPerSecond(before);

async function openConversation(look: Parameters<typeof openPage>[0] = {}): Promise<Page> {
  const server = await startReal();
  const made = await makeConversation(server.log);
  const page = await openPage(look);
  await beMember(page, made);
  await page.goto(`${server.url}/r/${made.room}`);
  await page.getByText('Good night, Ganymede').first().waitFor();
  await page.getByRole('button', { name: 'Space and time' }).click();
  await page.getByRole('application', DIAGRAM).waitFor();
  // Held, so that nothing moves but by hand.
  await page.getByRole('button', { name: 'Pause the picture' }).click();
  await page.getByRole('button', { name: 'To now' }).waitFor();
  return page;
}

/** As tall as it gets: at any hour and zoom its axis shows several times, though the moment held hides one. */
async function openTall(look: Parameters<typeof openPage>[0] = {}): Promise<Page> {
  const page = await openConversation({ ...look, viewport: { width: 1280, height: 1600 } });
  await page.getByRole('separator', { name: 'Height of the pictures' }).dblclick();
  await expect
    .poll(async () => (await page.getByRole('application', DIAGRAM).boundingBox())?.height ?? 0)
    .toBeGreaterThan(1000);
  return page;
}

async function middleOf(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('application', DIAGRAM).boundingBox();
  if (!box) throw new Error('There is no diagram.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('[P1] the wheel moves the picture, a drag too, each by as much as the hand', async () => {
  const page = await openTall();
  const start = await drawing(page);
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 60);
  // A wheel is handled when the browser comes to it.
  await expect
    .poll(async () => shifts(start, await drawing(page))[0] ?? 0, PATIENT)
    .toBeLessThan(-1);
  const wheeled = await drawing(page);
  for (const by of shifts(start, wheeled)) expect(by).toBeCloseTo(-60, 0);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 20);
  await page.mouse.move(x, y + 45);
  await page.mouse.up();
  for (const by of shifts(wheeled, await drawing(page))) expect(by).toBeCloseTo(45, 0);
});

test('[P1] with control the wheel zooms about the time under the pointer', async () => {
  const page = await openTall();
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  // Moved first: a picture that follows its moment zooms about that.
  await page.mouse.wheel(0, 1);
  const start = await drawing(page);
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect
    .poll(async () => zoomOf(start, await drawing(page)), PATIENT)
    .toBeCloseTo(Math.exp(0.3), 1);
});

test('[P1] two fingers that part zoom in by as much', async () => {
  const page = await openTall({ hasTouch: true });
  const { x, y } = await middleOf(page);
  const start = await drawing(page);
  const hand = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [
    { x, y: y - apart / 2, id: 0 },
    { x, y: y + apart / 2, id: 1 },
  ];
  await hand.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(80) });
  for (const apart of [90, 100, 110, 120]) {
    await hand.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  }
  await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(async () => zoomOf(start, await drawing(page)), PATIENT).toBeCloseTo(1.5, 1);
});

test('[P1] scrubbed to its beginning the picture fetches what came before, to the first event', async () => {
  const server = await startReal();
  const made = await makeCrowd(server.log, 1000);
  const record = await server.log.findRoom(made.room);
  const page = await openPage();
  await beMember(page, made);
  await page.goto(`${server.url}/r/${made.room}`);
  await page.getByText('Message 999').first().waitFor();
  await page.getByRole('button', { name: 'Space and time' }).click();
  const scrubber = page.getByRole('slider', { name: 'The moment shown' });
  const first = sayTime(record?.sim ?? 0);
  expect(await scrubber.getAttribute('aria-valuetext')).not.toContain(first);
  const seen = async () => {
    await scrubber.fill('1');
    await scrubber.fill('0');
    return scrubber.getAttribute('aria-valuetext');
  };
  await expect.poll(seen, { timeout: 30_000 }).toContain(first);
});

test('[P6][P11] the omniscient view shows what is not here yet, and what tabs far away did', async () => {
  const server = await startReal();
  const made = await createRoom(server.url, 'mars');
  const [mars, earth] = [await openPage(), await openPage()];
  await enterRoom(mars, `${server.url}/r/${made.room}`, 'Mars');
  await enterRoom(earth, `${server.url}/r/${made.room}#host=${made.hostToken}`);
  await earth.getByRole('button', { name: 'Space and time' }).click();
  await earth.getByRole('button', { name: 'Table' }).click();
  await earth.getByRole('region', { name: 'Messages as a table' }).waitFor();
  await sayIn(mars, 'minutes away');
  await wordsIn(mars, 'minutes away').waitFor();
  const row = earth.getByRole('row', { name: /minutes away/ });
  expect(await row.count()).toBe(0);
  await earth.getByRole('switch', { name: /^Omniscient/ }).click();
  await row
    .getByText(/in flight, due/)
    .first()
    .waitFor();
  await earth.getByText(/Omniscient: shows also what nobody at/).waitFor();
  await mars.evaluate(() => {
    const end = performance.now() + 700;
    while (performance.now() < end);
  });
  const did = earth.getByRole('row', { name: /a tab at Mars/ });
  await did.getByText('frozen').first().waitFor();
  await earth.getByRole('switch', { name: /^Omniscient/ }).click();
  await did.waitFor({ state: 'detached' });
  await row.waitFor({ state: 'detached' });
});

test('[P11] a freeze of this tab is on its world line, as long as it was', async () => {
  const page = await openConversation();
  const ice = await page.evaluate(() => {
    const probe = document.createElement('canvas').getContext('2d');
    if (!probe) return '';
    probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--ice');
    probe.fillRect(0, 0, 1, 1);
    const hex = [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
    return `#${hex.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  });
  const bars = (svg: string) =>
    [...svg.matchAll(new RegExp(`width="8" height="([\\d.]+)" fill="${ice}"`, 'g'))].length;
  const before = bars(await drawing(page));
  await page.evaluate(() => {
    const end = performance.now() + 1500;
    while (performance.now() < end);
  });
  await page.getByRole('button', { name: 'To now' }).click();
  await expect.poll(async () => bars(await drawing(page))).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Table' }).click();
  const rows = page
    .getByRole('table')
    .last()
    .getByRole('row', { name: /this tab frozen/ });
  // 1.5 s at 260 simulated seconds a second are 6 and a half minutes.
  await rows
    .getByText(/^([6-9]|1\d) min/)
    .first()
    .waitFor();
});

test('[X8] a picture is saved as a drawing: every place, the words, and no other markup', async () => {
  const page = await openConversation();
  const svg = await drawing(page);
  for (const name of ['Earth', 'Mars', 'Io', 'Ganymede']) expect(svg).toContain(`>${name}</text>`);
  expect(svg).toContain('Good night, Ganymede');
  expect(svg).toContain('<title>Space and time, Worlds talking');
  // Our own pages may not make markup of text; an empty one may.
  const reader = await openPage();
  const size = await reader.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const isWrong = parsed.querySelector('parsererror, script, foreignObject, [href]') !== null;
    return isWrong ? -1 : Number(parsed.documentElement.getAttribute('width'));
  }, svg);
  const box = await page.locator('#picture canvas').boundingBox();
  expect(size).toBeCloseTo(box?.width ?? 0, 1);
  await page.getByRole('tab', { name: 'Sky' }).click();
  await page.locator('.sky-box canvas').waitFor();
  await expect.poll(() => drawing(page)).toContain('>Ganymede</text>');
});

test('[P10] a picture takes the whole screen, and gives it back', async () => {
  const page = await openConversation();
  const before = (await page.locator('#picture canvas').boundingBox())?.height ?? 0;
  const button = page.getByRole('button', { name: 'Full screen' });
  await button.click();
  await page.waitForFunction(() => document.fullscreenElement?.matches('.pictures'));
  await expect
    .poll(async () => (await page.locator('#picture canvas').boundingBox())?.height ?? 0)
    .toBeGreaterThan(before + 100);
  await button.click();
  await page.waitForFunction(() => document.fullscreenElement === null);
});
