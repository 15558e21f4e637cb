// The bolt below Node's own door, on a real port: a refused connection is never made into anything.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { boltDoor } from '../../../server/guard/bolt.ts';
import { watchConnections } from '../../../server/guard/connections.ts';
import { createGuard } from '../../../server/guard/guard.ts';

async function listen(prepare: (server: ReturnType<typeof createServer>) => void) {
  const server = createServer();
  let begun = 0;
  server.on('connection', () => begun++);
  prepare(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  /** Resolves with false when the server hangs up, with true when it answers. */
  const knock = async (): Promise<boolean> => {
    const tcp = connect({ port, host: '127.0.0.1' });
    onTestFinished(() => void tcp.destroy());
    tcp.on('error', () => undefined);
    tcp.write('nonsense\r\n\r\n');
    const answered = once(tcp, 'data').then(() => true);
    return Promise.race([answered, once(tcp, 'close').then(() => false)]);
  };
  /** Opens a connection and says nothing. */
  const stay = (): void => {
    const tcp = connect({ port, host: '127.0.0.1' });
    onTestFinished(() => void tcp.destroy());
    tcp.on('error', () => undefined);
  };
  return { knock, stay, begun: () => begun };
}

test('[E8] from an address that is shut nothing is begun; from one that is open again it is', async () => {
  let isShut = true;
  const asked: string[] = [];
  const { knock, begun } = await listen((server) =>
    boltDoor(server, (address) => {
      asked.push(address);
      return isShut;
    }),
  );
  expect(await knock()).toBe(false);
  expect(begun()).toBe(0);
  expect(asked).toEqual(['127.0.0.1']);
  isShut = false;
  expect(await knock()).toBe(true);
  expect(begun()).toBe(1);
});

test('[E8] who begins too many connections is shut out before any more is begun', async () => {
  const limits = { connections: { points: 3, seconds: 60 } };
  const { knock, begun } = await listen((server) => {
    const stop = watchConnections(server, createGuard({ limits }), pino({ level: 'silent' }));
    onTestFinished(stop);
  });
  const answers: boolean[] = [];
  for (let count = 0; count < 10; count++) answers.push(await knock());
  expect(answers.slice(0, 3)).toEqual([true, true, true]);
  expect(answers.slice(3)).not.toContain(true);
  // The fourth is the one at which it was noticed.
  expect(begun()).toBe(4);
});

test('[E8] the connections of a proxy are those of many, and never shut out', async () => {
  const limits = { connections: { points: 3, seconds: 60 }, connectionsPerAddress: 3 };
  const guard = createGuard({ limits, proxies: ['127.0.0.1'] });
  const { knock, stay, begun } = await listen((server) => {
    onTestFinished(watchConnections(server, guard, pino({ level: 'silent' })));
  });
  for (let count = 0; count < 6; count++) stay();
  await expect.poll(begun).toBe(6);
  expect(await knock()).toBe(true);
});
