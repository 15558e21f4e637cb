// What people write is text, wherever it is shown: as a message, a name, a room's title, a place's name.
import { expect, test } from 'vitest';
import { connect, newId } from '../support/server.ts';
import { enterRoom, openPage, startReal } from '../support/tabs.ts';

/** Ways in which text has become markup or code elsewhere; none longer than a name may be. */
const SHORT = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg/onload=alert(1)//',
  '"><img src=x onerror=alert(1)>',
  "'><img src=x onerror=alert(1)>",
  '</title><script>alert(1)</script>',
  '<iframe src=javascript:alert(1)>',
  '<iframe srcdoc="<b onclick=alert(1)>">',
  '<a href=javascript:alert(1)>x</a>',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//',
  'data:text/html,<script>alert(1)</script>',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<video><source onerror=alert(1)>',
  '<style>@import"//x.example"</style>',
  '<link rel=stylesheet href=//x.example>',
  '<base href=//x.example>',
  '<meta http-equiv=refresh content=0>',
  '<form action=//x.example><button>x',
  '<math><mi xlink:href=javascript:alert(1)>',
  '<template><img src=x onerror=alert(1)>',
  '<noscript><img src=x onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;img src=x onerror=alert(1)&#62;',
  '{{constructor.constructor("alert(1)")()}}',
  '$' + '{alert(1)}',
  '{"__html":"<img src=x onerror=alert(1)>"}',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '\u202e<script>alert(1)</script>',
  'url(javascript:alert(1))',
  'red;background:url(//x.example)',
];

/** Longer ones, and those with characters that a name may not have. */
const LONG = [
  'https://x.example/"onmouseover="alert(1)',
  'https://x.example/javascript:alert(1)//<img src=x onerror=alert(1)>',
  'http://javascript:alert(1)@x.example/',
  '<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  `<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>\n<img\nsrc=x\nonerror=alert(1)>`,
  '<div style="background:url(javascript:alert(1))" onclick="alert(1)">x</div>',
  ...SHORT.map((text) => `before ${text} after https://x.example/${text}`),
];

test('[E3] no name, title, place or message ever becomes markup or code', async () => {
  const server = await startReal();
  const short = SHORT.filter((text) => text.length <= 40);
  const made = await fetch(`${server.url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scenario: 'same-room', title: '<img src=x onerror=alert(1)>' }),
  });
  const { room, hostToken } = (await made.json()) as { room: string; hostToken: string };
  for (const [index, name] of short.entries()) {
    const guest = await connect(server.url);
    const newcomer = { name, hue: index, place: 'earth' };
    await guest.get('room:enter', { protocol: 1, room, newcomer, hostToken });
    await guest.get('space:place', { name, near: 'earth', owltMs: 1000 + index }).catch(() => 0);
    for (const text of LONG.filter((_, count) => count % short.length === index)) {
      await guest.get('chat:say', { id: newId(), text });
    }
    await guest.get('chat:say', { id: newId(), text: name });
  }

  const page = await openPage();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(globalThis, { policyReports: said });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      said.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  await enterRoom(page, `${server.url}/r/${room}`);
  await page
    .getByRole('log')
    .getByText(short.at(-1) as string, { exact: true })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Go to another place' }).click();
  await page.getByRole('dialog').getByText('<svg onload=alert(1)>').first().waitFor();
  await page.keyboard.press('Escape');

  const found = await page.evaluate(() => ({
    reports: (globalThis as unknown as { policyReports: string[] }).policyReports,
    foreign: document.querySelectorAll('iframe, base, form[action], link[href*=example], math')
      .length,
    inline: [...document.querySelectorAll('*')].filter((one) =>
      [...one.attributes].some(({ name }) => /^on/.test(name)),
    ).length,
    links: [...document.querySelectorAll<HTMLAnchorElement>('[role=log] a')].map((a) => a.protocol),
  }));
  expect(dialogs).toEqual([]);
  expect(found).toMatchObject({ reports: [], foreign: 0, inline: 0 });
  expect(found.links.filter((protocol) => !/^https?:$/.test(protocol))).toEqual([]);
  expect(short.length + LONG.length).toBeGreaterThan(60);
});
