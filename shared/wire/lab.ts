// What the lab asks of the server over HTTP, and its limits.
import * as v from 'valibot';

/** The longest wait the server holds: browsers offer to kill a page that is frozen for 15 s. */
export const WAIT_MS_MAX = 8_000;

const wholeMs = v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'Expected whole ms'), v.transform(Number));

/** `GET /api/lab/wait?ms=500`. More than WAIT_MS_MAX is held for WAIT_MS_MAX. Other keys are ignored. */
export const waitQuery = v.object({ ms: wholeMs });

export interface Waited {
  /** For how long it was held, in ms. */
  readonly heldMs: number;
}

/** Clients of a little server, and the ms that each of its answers takes. */
export const SERVER_CLIENTS_MAX = 20;
export const SERVER_MS_MIN = 10;
export const SERVER_MS_MAX = 1_000;

/** `GET /api/lab/server?handler=blocks&clients=6&ms=300`. */
export const serverQuery = v.object({
  handler: v.picklist(['blocks', 'awaits']),
  clients: v.pipe(wholeMs, v.minValue(1), v.maxValue(SERVER_CLIENTS_MAX)),
  ms: v.pipe(wholeMs, v.minValue(SERVER_MS_MIN), v.maxValue(SERVER_MS_MAX)),
});

export type ServerRunRequest = v.InferOutput<typeof serverQuery>;

/** One client from its request to its answer, or the thread held for it; client 1 is the first. */
export interface HeldThread {
  readonly client: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Measured on both sides, in ms since the first client set out. */
export interface ServerRun {
  /** In the order of the clients. */
  readonly clients: readonly HeldThread[];
  /** When the server's one thread was held, in the order of holding. */
  readonly thread: readonly HeldThread[];
}

/** `GET /api/lab/handlers`: the JavaScript of the two handlers. */
export interface HandlerSources {
  readonly blocks: string;
  readonly awaits: string;
}
