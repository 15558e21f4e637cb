// What the operator's log says, and what it never does.
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createMemoryLog } from '../../../server/chat/log/memory.ts';
import { connect, enter, newId, startServer } from '../../support/server.ts';

const SECRET = 'My secret \u001b[2J\r\n{"level":60}';

test('[E11] the log is one JSON value a line, without what people write, also when things fail', async () => {
  let written = '';
  const write = (line: string): void => {
    written += line;
  };
  const logger = pino({ level: 'debug' }, { write });
  let isBroken = false;
  const server = await startServer({
    logger,
    log(clock) {
      const log = createMemoryLog({ clock });
      const append: typeof log.append = (room, drafts) =>
        isBroken
          ? Promise.reject(new Error('broken \u001b[2J\nfor a test'))
          : log.append(room, drafts);
      return { ...log, append };
    },
    guard: { limits: { frames: { points: 60, seconds: 60 } } },
  });
  const { room } = await server.createRoom('same-room');
  const member = await enter(server.url, room);
  await member.get('chat:say', { id: newId(), text: SECRET });
  await member.ask('room:rename', { id: newId(), name: 'My secret name', hue: 1 });
  await member.ask(SECRET as never, { text: SECRET } as never);
  await fetch(`${server.url}/api/rooms`, { method: 'POST', body: SECRET });
  await fetch(`${server.url}/My secret path`);
  isBroken = true;
  expect(await member.ask('chat:say', { id: newId(), text: SECRET })).toMatchObject({
    reason: 'internal',
    detail: expect.not.stringContaining('broken'),
  });
  const flood = await connect(server.url);
  const ended = new Promise((resolve) => flood.socket.once('disconnect', resolve));
  for (let count = 0; count < 100; count++) flood.socket.emit('clock:sync', {} as never, () => 0);
  await ended;

  const lines = written.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(2);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
  expect(written).toContain('a handler failed');
  expect(written).toContain('a connection flooded');
  expect(written).not.toContain('secret');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(written.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f]/);
});
