// Which pages may speak to this server. CORS does not stop a page of another site from opening a
// WebSocket here or from posting a form: only looking at the origin does.
import type { IncomingMessage } from 'node:http';

/** Whose page made a request: nobody's (a program), our own, a frame without an origin, or another site's. */
export type Whose = 'program' | 'own' | 'null' | 'foreign';

export type WhoseOf = (request: Pick<IncomingMessage, 'headers'>) => Whose;

/** `origins`: the public addresses of this server; none: the one that the request was made to. */
export function createWhoseOf(origins: readonly string[]): WhoseOf {
  const own = new Set(origins.map((origin) => origin.toLowerCase()));
  return ({ headers: { origin, host } }) => {
    if (origin === undefined) return 'program';
    if (origin === 'null') return 'null';
    if (own.size > 0) return own.has(origin.toLowerCase()) ? 'own' : 'foreign';
    return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase() ? 'own' : 'foreign';
  };
}
