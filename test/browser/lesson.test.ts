// A lesson: a host with a console, thirty members without a browser on links of up to 10 s each way, a
// pupil with one, and a script of five minutes at ten times the pace. What the host decides holds at once.
import { afterAll, expect, test } from 'vitest';
import type { NoticeName } from '../../shared/wire/protocol.ts';
import { comeIn, newId, type TestMember } from '../support/server.ts';
import { closeBrowser, enterRoom, openPage, startReal } from '../support/tabs.ts';

afterAll(closeBrowser);

const MEMBERS = 30;
const LINK_MS_MAX = 10_000;
const AT_ONCE_MS = 200;
const LESSON = JSON.stringify({
  lightlag: 'scenario',
  version: 1,
  title: 'A lesson',
  warp: 10,
  far: 'moon',
  stations: [{ place: 'moon', name: 'Moon Base', hue: 255 }],
  script: [0, 60, 120, 180, 240, 300].map((at) => ({ at, caption: `Minute ${at / 60}` })),
});

test('[R1] a lesson of five minutes: every control holds within 200 ms on all, whatever their links', async () => {
  const server = await startReal();
  const response = await fetch(`${server.url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ file: LESSON }),
  });
  const { room, hostToken } = (await response.json()) as { room: string; hostToken: string };
  const lead = await comeIn(server.url, room, { hostToken });
  const members: Omit<TestMember, 'view'>[] = [];
  const captions: string[] = [];
  for (let index = 0; index < MEMBERS; index++) {
    const member = await comeIn(server.url, room);
    const delayMs = (index / (MEMBERS - 1)) * LINK_MS_MAX;
    await member.get('link:set', { up: { delayMs }, down: { delayMs } });
    members.push(member);
  }
  members[0]?.socket.on('room:captioned', ({ text }) => captions.push(text));
  const [teacher, pupil] = [await openPage(), await openPage()];
  await enterRoom(pupil, `${server.url}/r/${room}`);
  await enterRoom(teacher, `${server.url}/r/${room}#host=${hostToken}`);
  const desk = await teacher.context().newPage();
  await desk.goto(`${server.url}/r/${room}/console`);
  await desk.getByRole('heading', { name: `${MEMBERS + 3} people, as they are now` }).waitFor();

  /** How long it takes until all who are named have been told, ms. */
  async function felt(
    notice: NoticeName,
    act: () => Promise<unknown>,
    by = members,
  ): Promise<number> {
    for (const one of by) while (one.waiting(notice) > 0) await one.next(notice);
    const told = Promise.all(by.map((one) => one.next(notice)));
    const since = performance.now();
    await Promise.all([told, act()]);
    return performance.now() - since;
  }
  const idOf = (one: { entered: TestMember['entered'] }) => one.entered.self.id;
  const [first, second, third] = members as [TestMember, TestMember, TestMember];
  const last = members.at(-1) as TestMember;
  const took = {
    warp: await felt('clock:warped', () => lead.get('space:warp', { warp: 11 })),
    'warp back': await felt('clock:warped', () => lead.get('space:warp', { warp: 10 })),
    places: await felt('room:self', () => lead.get('console:place', { whose: 'all', place: 'io' })),
    'one place': await felt(
      'room:self',
      () => lead.get('console:place', { whose: idOf(last), place: 'mars' }),
      [last],
    ),
    modes: await felt('tab:modes', () =>
      lead.get('console:mode', { whose: 'all', send: 'blocking' }),
    ),
    caption: await felt('room:captioned', () => lead.get('console:caption', { text: 'Look' })),
    lock: await felt('room:settled', () =>
      lead.get('room:settings', { steering: 'host', omniscient: true, locked: true }),
    ),
    mute: await felt(
      'room:self',
      () => lead.get('console:standing', { member: idOf(last), is: 'muted' }),
      [last],
    ),
    'asked to freeze': await felt(
      'tab:asked',
      () => lead.get('console:freeze', { member: idOf(third), do: 'ask', ms: 1000 }),
      [third],
    ),
    links: await felt('link:changed', () =>
      lead.get('link:set', { whose: 'all', up: { delayMs: 10_000 }, down: { delayMs: 10_000 } }),
    ),
    removal: await felt('room:removed', () => lead.get('room:remove', { member: idOf(second) }), [
      second,
    ]),
  };

  // The same on the pupil's page, whose link now holds everything for 10 s each way.
  await pupil.getByRole('heading', { name: 'Io you are here' }).waitFor({ timeout: 5_000 });
  const row = desk.getByRole('row', { name: /sends blocking/ });
  await row.first().waitFor({ timeout: 5_000 });

  // A volunteer: asked by keyboard, agrees, and stands still for no longer than that.
  const name = await pupil.locator('.places .person .who').first().innerText();
  await desk.getByRole('radio', { name }).focus();
  await desk.keyboard.press('Space');
  await desk.getByRole('combobox', { name: 'Freeze for' }).selectOption('2 s');
  await desk.getByRole('button', { name: 'Ask to freeze' }).press('Enter');
  await pupil.getByRole('button', { name: 'Yes, freeze me' }).click();
  await desk.getByRole('button', { name: 'Freeze now' }).press('Enter');
  const words = pupil.getByText(/This page stood still for/);
  await words.waitFor({ timeout: 8_000 });
  const seconds = Number(/for ([\d.]+) s/.exec(await words.innerText())?.[1]);
  expect(seconds).toBeGreaterThanOrEqual(2);
  expect(seconds).toBeLessThan(4);
  await desk
    .getByRole('row', { name: new RegExp(name) })
    .getByText(/^[2-4](\.\d)? s$/)
    .waitFor();

  // The leaked link: made anew, and worth nothing.
  await desk.getByRole('button', { name: 'Make a new host link' }).press('Enter');
  await desk.getByRole('button', { name: 'Copy it' }).waitFor();
  expect((await comeIn(server.url, room, { hostToken })).entered.self.host).toBe(false);
  expect(await lead.ask('space:warp', { warp: 1 })).toMatchObject({ reason: 'forbidden' });
  await expect(comeIn(server.url, room, { token: second.entered.token })).rejects.toThrow(
    /removed you/,
  );
  expect(await last.ask('room:move', { id: newId(), place: 'io' })).toMatchObject({
    reason: 'forbidden',
  });
  expect(first.waiting('console:rows')).toBe(0);

  // To its end, five minutes by its own clock.
  await expect.poll(() => captions.at(-1), { timeout: 40_000 }).toBe('Minute 5');
  console.info(
    `Until all ${MEMBERS} knew: ${Object.entries(took)
      .map(([what, ms]) => `${what} ${Math.round(ms)} ms`)
      .join(', ')}`,
  );
  expect(Object.entries(took).filter(([, ms]) => ms > AT_ONCE_MS)).toEqual([]);
});
