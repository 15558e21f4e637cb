// The exhibit "A blocking server": starts a little server in a thread of its own, sends it so many
// clients at once, and answers with what was measured on both sides. The real server only awaits.
import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { Worker } from 'node:worker_threads';
import type {
  HandlerSources,
  HeldThread,
  ServerRun,
  ServerRunRequest,
} from '../../shared/wire/lab.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';

/** Little servers at once, for all guests of the lab. */
export const SERVER_RUNS_MAX = 2;
/** Real ms after which a run is given up: the longest run, and time to start on a slow machine. */
const RUN_MS_MAX = 20_000;

export interface ServerExhibit {
  /** Runs once; refuses with `busy` when too many run. Ends at once when `signal` is aborted. */
  run(request: ServerRunRequest, signal: AbortSignal): Promise<Outcome<ServerRun>>;
  /** Threads that live now. */
  readonly size: number;
  /** Stops what runs. Idempotent. */
  close(): Promise<void>;
}

type FromThread = { address: { port: number } } | { held: HeldThread };

export function createServerExhibit(): ServerExhibit {
  const threads = new Set<Worker>();
  const closing = new AbortController();

  return {
    get size() {
      return threads.size;
    },
    async run(request, signal) {
      if (threads.size >= SERVER_RUNS_MAX) {
        const detail = `At most ${SERVER_RUNS_MAX} little servers run at once. Try again soon.`;
        return refuse('busy', detail);
      }
      const file = new URL('./servers-thread.js', import.meta.url);
      const thread = new Worker(file, { workerData: request, execArgv: [] });
      threads.add(thread);
      const limit = [signal, closing.signal, AbortSignal.timeout(RUN_MS_MAX)];
      try {
        return done(await serveAndVisit(thread, request, AbortSignal.any(limit)));
      } catch (error) {
        if (!closing.signal.aborted) throw error;
        return refuse('unavailable', 'The server is closing.');
      } finally {
        threads.delete(thread);
        await thread.terminate();
      }
    },
    async close() {
      closing.abort();
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}

/** The sources of the two handlers, from the files that run, for people to read. */
export async function readHandlers(): Promise<HandlerSources> {
  const read = async (name: string): Promise<string> =>
    (await readFile(new URL(name, import.meta.url), 'utf8')).replace(
      /^\/\/# sourceMapping.*\n?/m,
      '',
    );
  const [blocks, awaits] = await Promise.all([
    read('./blocking-handler.js'),
    read('./awaiting-handler.js'),
  ]);
  return { blocks, awaits };
}

async function serveAndVisit(
  thread: Worker,
  { clients }: ServerRunRequest,
  signal: AbortSignal,
): Promise<ServerRun> {
  const held: HeldThread[] = [];
  let isAllHeld = (): void => undefined;
  const allHeld = new Promise<void>((resolve) => {
    isAllHeld = resolve;
  });
  const port = await new Promise<number>((resolve, reject) => {
    thread.on('message', (message: FromThread) => {
      if ('address' in message) resolve(message.address.port);
      else if (held.push(message.held) === clients) isAllHeld();
    });
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('The little server ended.')));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const startMs = nowMs();
  const visits = await Promise.all(
    Array.from({ length: clients }, (_, index) => visit({ port, client: index + 1, signal })),
  );
  // A message of the thread may come after the answer that it tells of.
  await allHeld;
  const since = <Times extends HeldThread>(times: Times): Times => ({
    ...times,
    fromMs: times.fromMs - startMs,
    toMs: times.toMs - startMs,
  });
  return { clients: visits.map(since), thread: held.map(since) };
}

const nowMs = (): number => performance.timeOrigin + performance.now();

interface VisitOptions {
  readonly port: number;
  /** From 1. */
  readonly client: number;
  readonly signal: AbortSignal;
}

/** One client, on a connection of its own. */
function visit({ port, client, signal }: VisitOptions): Promise<HeldThread> {
  const fromMs = nowMs();
  return new Promise((resolve, reject) => {
    const headers = { 'x-client': `${client}` };
    get({ host: '127.0.0.1', port, agent: false, headers, signal }, (response) => {
      response.resume();
      response.once('end', () => resolve({ client, fromMs, toMs: nowMs() }));
      response.once('error', reject);
    }).once('error', reject);
  });
}
