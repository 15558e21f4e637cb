// Two tabs of one member: each has the whole view, and neither takes anything from the other.
import { expect, test } from 'vitest';
import { enter, newId, nextEvent, startServer } from '../support/server.ts';

test('[K9] two tabs of one member both hear all, speak as one, and one may go without the other', async () => {
  const server = await startServer();
  const { room } = await server.createRoom('same-room');
  const bob = await enter(server.url, room);
  const first = await enter(server.url, room);
  const { token, self } = first.entered;
  const second = await enter(server.url, room, { token });
  expect(second.entered.self.id).toBe(self.id);

  const id = newId();
  const [one, two] = await Promise.all([
    first.get('chat:say', { id, text: 'of both' }),
    second.get('chat:say', { id, text: 'of both' }),
  ]);
  expect(one).toEqual(two);
  const isOf = (what: string) => (event: { id: string }) => event.id === what;
  for (const tab of [first, second, bob]) await nextEvent(tab, isOf(id));

  first.close();
  server.clock.advance(60_000);
  const later = newId();
  await second.get('chat:say', { id: later, text: 'still here' });
  await nextEvent(bob, isOf(later));
  const said = await server.log.read(room, { kinds: ['say', 'leave'], limit: 100 });
  expect(said.filter(({ author }) => author === self.id).map((event) => event.id)).toEqual([
    id,
    later,
  ]);
});
