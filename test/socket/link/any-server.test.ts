// The example is run as its reader runs it: built, with its own Node, imported by the package name.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type Socket as Client, io as connect } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { next } from '../../support/link-server.ts';

const isBuilt = existsSync('dist/server/link/attach.js');

test.skipIf(!isBuilt)(
  "[L110] somebody else's server is 300 ms away with two lines of ours",
  async () => {
    const server = spawn(process.execPath, ['examples/any-server/server.js'], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const url = String(line).trim();
    const open = async (): Promise<Client> => {
      const client = connect(url, { transports: ['websocket'], forceNew: true });
      onTestFinished(() => void client.disconnect());
      await next(client, 'connect');
      return client;
    };
    onTestFinished(() => void server.kill());
    const [speaker, listener] = [await open(), await open()];
    listener.emit('join', 'room');
    // The answer comes 600 ms after the question, and so after the joining has landed.
    const begin = performance.now();
    await listener.emitWithAck('say', 'nowhere', '');
    const roundTripMs = performance.now() - begin;
    const heard = next(listener, 'said');
    speaker.emit('say', 'room', 'hello');
    expect([await heard, roundTripMs >= 600]).toEqual([['hello'], true]);
    const panel = await fetch(`${url}/link/`);
    expect([panel.status, (await fetch(`${url}/link/panel.js`)).status]).toEqual([200, 200]);
  },
);
