// @ts-check
// The thread of the exhibit "A blocking server": one little HTTP server with an event loop of its own,
// so that the one that blocks blocks nobody but its own guests. Plain JavaScript: a thread is started
// by file name, and this way the same file runs from the tree and from dist.
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { handle as handleAwaiting } from './awaiting-handler.js';
import { handle as handleBlocking } from './blocking-handler.js';

const handle = workerData.handler === 'blocks' ? handleBlocking : handleAwaiting;
const nowMs = () => performance.timeOrigin + performance.now();

const server = createServer((request, response) => {
  const fromMs = nowMs();
  const running = handle(request, response, workerData);
  // When the call has returned, the thread is free again, whatever the handler still waits for.
  parentPort?.postMessage({
    held: { client: Number(request.headers['x-client']), fromMs, toMs: nowMs() },
  });
  return running;
});

server.listen(0, '127.0.0.1', () => parentPort?.postMessage({ address: server.address() }));
