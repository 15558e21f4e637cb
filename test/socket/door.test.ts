// What comes in at the door: hostile, malformed, too much. Always one answer, and the server goes on.
import { expect, test } from 'vitest';
import { connect, enter, newId, nextEvent, startServer } from '../support/server.ts';

test('[W1] names that are not of the protocol are refused, inherited ones too', async () => {
  const server = await startServer();
  const client = await connect(server.url);
  for (const name of ['constructor', '__proto__', 'toString', 'chat:nothing']) {
    const outcome = await client.ask(name as never, {} as never);
    expect(outcome).toMatchObject({ ok: false, reason: 'unknown' });
  }
});

test('[W1] a body of another form is refused with what was expected and what came', async () => {
  const server = await startServer();
  const { room } = await server.createRoom();
  const member = await enter(server.url, room);
  const bad: [string, unknown, RegExp][] = [
    ['space:warp', { warp: 2e6 }, /warp: Expected warp from 0 to 1000000, got 2000000/],
    ['space:warp', { warp: -1 }, /got -1/],
    ['space:warp', { warp: '7' }, /as a number, got "7"/],
    ['space:warp', { warp: Number.NaN }, /Expected warp/],
    ['chat:say', { id: newId(), text: 'x'.repeat(4001) }, /up to 4000 .* this one has 4001/],
    ['chat:say', { id: newId(), text: '   ' }, /needs some text/],
    ['chat:say', { id: 'short', text: 'hello' }, /event id/],
    [
      'link:set',
      { up: { delayMs: 60_001, jitterMs: 0 }, down: {} },
      /`delayMs` from 0 to 60000, got 60001/,
    ],
    ['chat:say', null, /Expected Object/],
    ['chat:say', [[[[]]]], /Expected/],
  ];
  for (const [name, body, detail] of bad) {
    const outcome = await member.ask(name as never, body as never);
    expect(outcome).toMatchObject({ ok: false, reason: 'invalid' });
    expect(outcome).toMatchObject({ detail: expect.stringMatching(detail) });
  }
});

test('[W1] an ask without an acknowledgement, or with a hostile one, hurts nobody', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const member = await enter(server.url, room);
  const other = await enter(server.url, room);
  const { socket } = member as unknown as { socket: { emit(...args: unknown[]): void } };
  socket.emit('chat:say', { id: newId(), text: 'no ack' });
  socket.emit('chat:say');
  socket.emit('chat:say', { id: newId(), text: 'odd ack' }, 'not a function');
  socket.emit('chat:resume', { after: {} }, null);
  expect((await other.get('clock:sync', {})).now).toBeGreaterThan(0);
  expect((await member.get('clock:sync', {})).now).toBeGreaterThan(0);
});

test('[W1] before entering a room everything that needs one is refused', async () => {
  const server = await startServer();
  const client = await connect(server.url);
  const outcome = await client.ask('chat:say', { id: newId(), text: 'hello' });
  expect(outcome).toEqual({ ok: false, reason: 'invalid', detail: 'Enter a room first.' });
});

test('[W4] a burst of 30 passes, the 31st is busy and says when to try again', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const member = await enter(server.url, room);
  const asks = Array.from({ length: 33 }, (_, count) =>
    member.ask('chat:say', { id: newId(), text: `${count}` }),
  );
  const outcomes = await Promise.all(asks);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(30);
  // None of those behind it gets through either: they would overtake it.
  for (const outcome of outcomes.slice(30)) {
    expect(outcome).toMatchObject({ ok: false, reason: 'busy' });
    expect(outcome).toHaveProperty('retryAfterMs');
  }
});

test('[W5] another protocol version is refused', async () => {
  const server = await startServer();
  const { room } = await server.createRoom();
  const client = await connect(server.url);
  const outcome = await client.ask('room:enter', { protocol: 999, room });
  expect(outcome).toMatchObject({ ok: false, reason: 'version' });
});

test('[W3] text comes back as it was written', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const one = await enter(server.url, room);
  const two = await enter(server.url, room);
  const text = '<script>alert(1)</script> &amp; \u202eabc\u0000 \ud83d\ude80 `room:1`';
  await one.get('chat:say', { id: newId(), text });
  const said = await nextEvent(two, ({ body }) => body.kind === 'say');
  expect(said.body).toEqual({ kind: 'say', text });
});

test('[D9] nothing that is sent to a tab holds a log position', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('moon');
  const seen: string[] = [];
  const member = await enter(server.url, room);
  member.socket.onAny((...args: unknown[]) => seen.push(JSON.stringify(args)));
  seen.push(JSON.stringify(member.entered), JSON.stringify(member.view));
  seen.push(JSON.stringify(await member.get('chat:say', { id: newId(), text: 'hello' })));
  server.clock.advance(5000);
  await member.get('clock:sync', {});
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.filter((json) => json.includes('"position"'))).toEqual([]);
});
