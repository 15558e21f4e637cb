// A visit to the little server that blocks, or to the one that awaits. The server of this page starts
// it in a thread of its own, sends the clients and answers with what it measured.
import type { HeldThread, ServerRun } from '../../../shared/wire/lab.ts';
import type { Span } from '../../ui/timeline/span.ts';
import type { Context, Play, Played } from '../state/play.ts';
import { CannotWait } from '../workers/sleep-blocking.ts';
import { HANDLER_NAMES, type Handler, type ServerSettings } from './server-settings.ts';

const WHY: { readonly [H in Handler]: string } = {
  blocks:
    'The handler held the server’s one thread while it waited, so each client waited for all who came before.',
  awaits:
    'The handler gave the thread back while it waited, so all the clients waited at the same time.',
};

/** A shorter hold of the thread is the work of calling, no wait. */
const HELD_MS_MIN = 2;

export function serverPlay(handler: Handler, settings: ServerSettings): Play<void> {
  return {
    key: `server/${handler}`,
    title: `A server whose handler ${HANDLER_NAMES[handler]}`,
    lanes: [],
    hasPageLane: false,
    run: (context) => visit(handler, settings, context),
  };
}

async function visit(
  handler: Handler,
  { clients, ms }: ServerSettings,
  { recording, signal }: Context,
): Promise<Played> {
  const ran = await askServer(
    `/api/lab/server?handler=${handler}&clients=${clients}&ms=${ms}`,
    signal,
  );
  const { lanes, spans } = lanesOf(ran, recording.startMs);
  recording.retell(lanes, spans);
  return {
    results: [],
    why: WHY[handler],
    totalMs: Math.max(...ran.clients.map(({ toMs }) => toMs)),
  };
}

async function askServer(address: string, signal: AbortSignal): Promise<ServerRun> {
  const response = await fetch(address, { signal }).catch((cause: unknown) => {
    throw new CannotWait('The server cannot be reached.', { cause });
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as ServerRun;
  throw new CannotWait((answer as { detail?: string }).detail ?? 'The server did not do it.');
}

/** Clients first, the server's thread last. Times of the run are moved to begin at `startMs`. */
function lanesOf({ clients, thread }: ServerRun, startMs: number) {
  const span = (lane: string, kind: Span['kind'], label: string, times: HeldThread) => ({
    lane,
    kind,
    label,
    fromMs: startMs + times.fromMs,
    toMs: startMs + times.toMs,
  });
  return {
    lanes: [
      ...clients.map(({ client }) => ({ id: `${client}`, name: `client ${client}` })),
      { id: 'thread', name: 'its thread' },
    ],
    spans: [
      ...clients.map((times) => span(`${times.client}`, 'waiting', 'waits', times)),
      ...thread.map((times) =>
        times.toMs - times.fromMs >= HELD_MS_MIN
          ? span('thread', 'frozen', `client ${times.client}`, times)
          : span('thread', 'running', '', times),
      ),
    ],
  };
}
