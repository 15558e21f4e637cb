// The requests that freeze their page, seen from the server: no page here, only requests.
import { expect, test } from 'vitest';
import {
  BLOCKING_PER_ADDRESS_MAX,
  BLOCKING_PER_MEMBER_MAX,
  BLOCKING_WAIT_MS_MAX,
} from '../../shared/wire/limits.ts';
import {
  connect,
  enter,
  newId,
  nextEvent,
  startServer,
  type TestClient,
  type TestMember,
  type TestServer,
} from '../support/server.ts';

const CAP = BLOCKING_WAIT_MS_MAX;

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A blocking request; `answer` resolves when the server lets it go. */
function post(
  { url }: TestServer,
  member: TestMember,
  path: 'say' | 'listen',
  change: Record<string, unknown> = {},
): { answer: Promise<Answer>; abort(): void } {
  const controller = new AbortController();
  const { token, room } = member.entered;
  const ask =
    path === 'say'
      ? { message: { id: newId(), text: 'Are you there?' }, until: 'ack' }
      : { after: member.view.cursor };
  const answer = fetch(`${url}/api/rooms/${change.room ?? room.id}/blocking/${path}`, {
    method: 'POST',
    body: JSON.stringify({ socket: member.socket.id, token, ...ask, ...change }),
    signal: controller.signal,
  }).then(async (response) => ({
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
  }));
  answer.catch(() => undefined);
  return { answer, abort: () => controller.abort() };
}

/** Until the server has read all that was written before and let it act: a few round trips. */
async function settled(client: TestClient): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await client.get('clock:sync', {});
}

/** Waits until so many requests are held; the server tells by refusing, so this looks at its health. */
async function untilHeld(server: TestServer, count: number): Promise<void> {
  while (server.held() !== count) await new Promise((resolve) => setImmediate(resolve));
}

const link = (delayMs: number) => ({
  up: { delayMs, jitterMs: 0 },
  down: { delayMs, jitterMs: 0 },
});

async function start() {
  const server = await startServer();
  const { room } = await server.createRoom('moon');
  const member = await enter(server.url, room);
  return { server, room, member };
}

test('[N21] a blocking say is the same message in the same log, and its answer is the ack', async () => {
  const { server, room, member } = await start();
  const friend = await enter(server.url, room);
  const { status, body } = await post(server, member, 'say').answer;
  const event = await nextEvent(friend, ({ body }) => body.kind === 'say');
  expect(status).toBe(200);
  expect(body).toMatchObject({ released: 'ack', sent: { id: event.id, sentAt: event.sentAt } });
  expect(server.held()).toBe(0);
});

test('[N21] it is held for the way up and the way down of the tab\u2019s own link, and not longer', async () => {
  const { server, member } = await start();
  await member.get('link:set', link(1000));
  let isBack = false;
  const { answer } = post(server, member, 'say');
  void answer.then(() => {
    isBack = true;
  });
  await untilHeld(server, 1);
  server.clock.advance(1000);
  await settled(member);
  server.clock.advance(999);
  await settled(member);
  expect(isBack).toBe(false);
  server.clock.advance(1);
  expect((await answer).body).toMatchObject({ released: 'ack' });
});

test('[N22] asked twice with one id it is said once, by HTTP and socket alike', async () => {
  const { server, member } = await start();
  const message = { id: newId(), text: 'Once' };
  const [first, second] = await Promise.all([
    post(server, member, 'say', { message }).answer,
    post(server, member, 'say', { message }).answer,
  ]);
  const third = await member.get('chat:say', message);
  expect(first.body.sent).toEqual(third);
  expect(second.body.sent).toEqual(third);
  const view = await member.get('chat:resume', { after: null });
  expect(
    view.events.filter(({ body }) => body.kind === 'say' && body.text === 'Once'),
  ).toHaveLength(1);
});

test('[N23] nothing is held longer than the cap, and the message is still on its way', async () => {
  const { server, room, member } = await start();
  const friend = await enter(server.url, room);
  await member.get('link:set', link(CAP + 1000));
  const { answer } = post(server, member, 'say');
  await untilHeld(server, 1);
  server.clock.advance(CAP);
  expect((await answer).body).toEqual({ released: 'capped' });
  expect(server.held()).toBe(0);
  server.clock.advance(1000);
  expect(await nextEvent(friend, ({ body }) => body.kind === 'say')).toBeDefined();
});

test('[N24] until the receipt: held until the light of the far place is back', async () => {
  const { server, member } = await start();
  const { answer } = post(server, member, 'say', { until: 'receipt' });
  await untilHeld(server, 1);
  await settled(member);
  // The Moon and back are 2.4 to 2.8 s.
  server.clock.advance(1400);
  await settled(member);
  server.clock.advance(900);
  await settled(member);
  expect(server.held()).toBe(1);
  server.clock.advance(600);
  expect((await answer).body).toMatchObject({ released: 'receipt', place: 'moon' });
});

test('[N24] the receipt of an earlier message does not do', async () => {
  const { server, member } = await start();
  await member.get('chat:say', { id: newId(), text: 'Earlier' });
  server.clock.advance(500);
  const { answer } = post(server, member, 'say', { until: 'receipt' });
  await untilHeld(server, 1);
  await settled(member);
  server.clock.advance(1000);
  await settled(member);
  server.clock.advance(1100);
  await settled(member);
  // 2.6 s. The station answered when it had the turn: at 1.5 s, back at 2.73 s, and at 2.6 s, back at 3.83 s.
  server.clock.advance(200);
  await settled(member);
  expect(server.held()).toBe(1);
  server.clock.advance(1100);
  expect((await answer).body).toMatchObject({ released: 'receipt' });
});

test('[N25] listening ends with the next words of somebody else, after they came by the socket', async () => {
  const { server, room, member } = await start();
  const friend = await enter(server.url, room);
  const { answer } = post(server, member, 'listen');
  await untilHeld(server, 1);
  await settled(member);
  expect(server.held()).toBe(1);
  await friend.get('chat:say', { id: newId(), text: 'Over' });
  expect((await answer).body).toEqual({ released: 'arrival' });
  expect(member.waiting('chat:arrived')).toBeGreaterThan(0);
});

test('[N25] what has arrived already and the tab has not seen ends it at once', async () => {
  const { server, room, member } = await start();
  const friend = await enter(server.url, room);
  await friend.get('chat:say', { id: newId(), text: 'Before' });
  expect((await post(server, member, 'listen').answer).body).toEqual({ released: 'arrival' });
});

test('[N25] own words and the coming of others do not end it; the cap does', async () => {
  const { server, room, member } = await start();
  const { answer } = post(server, member, 'listen');
  await untilHeld(server, 1);
  await member.get('chat:say', { id: newId(), text: 'Hello?' });
  await enter(server.url, room);
  await settled(member);
  expect(server.held()).toBe(1);
  server.clock.advance(CAP);
  expect((await answer).body).toEqual({ released: 'capped' });
});

test('[N26] without the member\u2019s token, with another\u2019s, or for another room nothing is held', async () => {
  const { server, room, member } = await start();
  const other = await enter(server.url, room);
  const elsewhere = await server.createRoom('moon');
  const stranger = await connect(server.url);
  const refusals = await Promise.all([
    post(server, member, 'say', { token: undefined }).answer,
    post(server, member, 'say', { token: 'A'.repeat(43) }).answer,
    post(server, member, 'say', { token: other.entered.token }).answer,
    post(server, member, 'say', { socket: other.socket.id }).answer,
    post(server, member, 'say', { socket: stranger.socket.id }).answer,
    post(server, member, 'say', { room: elsewhere.room }).answer,
    post(server, member, 'listen', { token: other.entered.token }).answer,
    post(server, member, 'say', { message: { id: 'short', text: '' } }).answer,
  ]);
  expect(refusals.map(({ status }) => status)).toEqual([400, 404, 404, 404, 404, 404, 404, 400]);
  expect(server.held()).toBe(0);
  const view = await member.get('chat:resume', { after: null });
  expect(view.events.filter(({ author }) => author === member.entered.self.id)).toHaveLength(1);
});

test('[N27] of one member only a few are held; the next is refused, and after the cap all are gone', async () => {
  const { server, member } = await start();
  const held = Array.from({ length: BLOCKING_PER_MEMBER_MAX }, () =>
    post(server, member, 'listen'),
  );
  await untilHeld(server, BLOCKING_PER_MEMBER_MAX);
  const refused = await post(server, member, 'listen').answer;
  expect([refused.status, refused.body.reason]).toEqual([429, 'busy']);
  server.clock.advance(CAP);
  const answers = await Promise.all(held.map(({ answer }) => answer));
  expect(answers.map(({ body }) => body.released)).toEqual(['capped', 'capped']);
  expect(server.held()).toBe(0);
});

test('[N27] of one address only so many are held, whoever asks', async () => {
  const { server, room, member } = await start();
  const members = [member];
  while (members.length * BLOCKING_PER_MEMBER_MAX <= BLOCKING_PER_ADDRESS_MAX) {
    members.push(await enter(server.url, room));
  }
  const last = members.pop() as TestMember;
  for (const one of members) {
    for (let each = 0; each < BLOCKING_PER_MEMBER_MAX; each++) post(server, one, 'listen');
  }
  await untilHeld(server, BLOCKING_PER_ADDRESS_MAX);
  expect((await post(server, last, 'listen').answer).status).toBe(429);
});

test('[N28] who goes away is held no longer: a request cut off, a tab closed', async () => {
  const { server, member } = await start();
  const { abort } = post(server, member, 'listen');
  await untilHeld(server, 1);
  abort();
  await untilHeld(server, 0);
  const again = post(server, member, 'say', { until: 'receipt' });
  await untilHeld(server, 1);
  member.close();
  again.abort();
  await untilHeld(server, 0);
});

test('[N28] a server that closes answers all that it holds', async () => {
  const { server, member } = await start();
  const { answer } = post(server, member, 'listen');
  await untilHeld(server, 1);
  await server.close();
  expect((await answer).body).toEqual({ released: 'capped' });
  expect(server.held()).toBe(0);
});
