// The mission log: an export for people, as a member may have it and as a host may.
import { expect, test } from 'vitest';
import { enter, newId, startServer, type TestMember } from '../support/server.ts';

const logOf = async (url: string, room: string, { entered }: Pick<TestMember, 'entered'>) => {
  const headers = { authorization: `Bearer ${entered.token}` };
  const answer = await fetch(`${url}/api/rooms/${room}/export?format=md`, { headers });
  expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toContain(`lightlag-${room}.md`);
  return answer.text();
};

const HOSTILE = '# Not a heading\n<script>alert(1)</script>\n\n* [x](javascript:alert(1))';

test('[X9] the host has what was said with its times at every place, by days; a member what has arrived', async () => {
  const server = await startServer();
  const { room, hostToken } = await server.createRoom('twenty-minutes');
  const earth = await enter(server.url, room, { hostToken });
  const habitat = await enter(server.url, room, { place: 'at-far-end0' });
  const question = { id: newId(), text: 'Is the *airlock* shut?' };
  await earth.get('chat:say', question);
  server.clock.advance(1_200_000);
  await habitat.get('clock:sync', {});
  const replyTo = { author: earth.entered.self.id, id: question.id };
  await habitat.get('chat:say', { id: newId(), text: HOSTILE, replyTo });
  server.clock.advance(1_000);
  await earth.get('clock:sync', {});

  const whole = await logOf(server.url, room, earth);
  expect(whole.split('\n')[2]).toContain('Mission log of all places, as of 2026-11-22T12:20:01');
  expect(whole).toContain('\n## 2026-11-22\n');
  expect(whole).toContain(
    '\n12:00:00 **Member at earth**, Earth _(sent 12:00:00; Habitat 2026-11-22 12:20:00)_\n\n    Is the *airlock* shut?\n',
  );
  expect(whole).toContain(
    '\n12:20:00 **Member at at-far-end0**, Habitat _(sent 12:20:00; Earth: on its way, 2026-11-22 12:40:00)_\n\n_answers Member at earth: “Is the \\*airlock\\* shut?”_\n\n    # Not a heading\n    <script',
  );
  // What people wrote is in indented blocks, or, where it is quoted, without any markup.
  const hostile = whole.split('\n').filter((line) => line.includes('alert(1)'));
  expect(hostile).toHaveLength(4);
  for (const line of hostile) expect(line).toMatch(/^ {4}|^_answers [^<[*]*\\/);
  expect(hostile.join('\n')).not.toMatch(/_answers.*[^\\][<[*]/);

  const view = await logOf(server.url, room, habitat);
  expect(view).toContain('Mission log of one place');
  expect(view).toContain(
    '**Member at earth**, Earth _(sent 12:00:00; Habitat 2026-11-22 12:20:00)_',
  );
  await earth.get('space:warp', { warp: 86_400 });
  server.clock.advance(1_000);
  await earth.get('space:warp', { warp: 1 });
  await earth.get('chat:say', { id: newId(), text: 'the next day' });
  expect(await logOf(server.url, room, earth)).toContain('\n## 2026-11-23\n');
  expect(await logOf(server.url, room, habitat)).not.toContain('the next day');
});
