// A server that closes begins nothing new, also for whoever was in the middle of asking.
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '../support/server.ts';

/** Half a request is on its way when the server closes, on a connection that has been answered before. */
async function askWhileClosing(path: string): Promise<string> {
  const server = await startServer();
  const { hostname, port, host } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const head = (of: string) => `GET ${of} HTTP/1.1\r\nHost: ${host}\r\n`;
  socket.write(`${head('/healthz')}\r\n${head(path)}`);
  await once(socket, 'data');
  const closed = server.close();
  socket.write('\r\n');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part) => {
    answer += part;
  });
  await once(socket, 'end');
  await closed;
  return answer;
}

test('[O3] a session that is asked for while the server closes is not begun', async () => {
  expect(await askWhileClosing('/socket.io/?EIO=4&transport=polling')).toMatch(/^HTTP\/1.1 403 /);
});

test('[O3] what is asked for while the server closes is answered, and the connection ends', async () => {
  const answer = await askWhileClosing('/healthz');
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer).toMatch(/^connection: close\r$/im);
});
