// The network between browsers and a server, as a relay on a port of its own: it can go dead without a
// word, as in a tunnel, and come back with the old connections forgotten.
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Network {
  readonly url: string;
  /** Nothing passes any more, and nobody is told. */
  goDead(): void;
  /** New connections pass again. Those from before stay dead. */
  comeBack(): void;
  /** Ends all connections, as a server that drops them. */
  drop(): void;
}

export async function startNetwork(port: number): Promise<Network> {
  const open = new Set<Socket>();
  let isDead = false;
  const relay = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    if (isDead) return;
    near.pipe(far);
    far.pipe(near);
  });
  relay.listen(0, '127.0.0.1');
  await new Promise((listening) => relay.once('listening', listening));
  const drop = (): void => {
    for (const socket of open) socket.destroy();
  };
  onTestFinished(() => {
    drop();
    relay.close();
  });
  return {
    url: `http://localhost:${(relay.address() as { port: number }).port}`,
    goDead() {
      isDead = true;
      for (const socket of open) {
        socket.unpipe();
        socket.resume();
      }
    },
    comeBack() {
      isDead = false;
    },
    drop,
  };
}
