// One-time tickets for panes without an origin: a sandboxed frame on plain http is nobody to the server,
// so the page around it asks for a ticket, and the frame's connection shows it - to whichever node.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Router } from 'express';
import type { Clock } from '../../shared/time/clock.ts';
import type { PaneTicket } from '../../shared/wire/http.ts';
import { refuse } from '../../shared/wire/refusal.ts';
import { hashToken } from '../chat/credentials.ts';
import type { Peers } from '../chat/log/peers.ts';
import { sendRefusal } from './reply.ts';

/** Real ms for which a ticket is good: a page hands it to its frame at once. */
const TICKET_MS = 30_000;
/** Tickets out at once from this process; each is forgotten after TICKET_MS. */
const TICKETS_MAX = 10_000;

export interface Tickets {
  readonly routes: Router;
  /** Whether a request without an origin shows a ticket; it is used up. Rejects with LogUnavailable. */
  admits(request: IncomingMessage): Promise<boolean>;
}

/** `peers`: where there are other nodes, which take each other's tickets. */
export function createTickets(clock: Clock, peers: Peers | undefined): Tickets {
  /** When each was given, the oldest first. */
  const given = new Map<string, number>();

  function forgetOld(): void {
    for (const [ticket, at] of given) {
      if (clock.now() - at <= TICKET_MS) return;
      given.delete(ticket);
    }
  }

  const routes = Router();
  // Without CORS: only a page of this very origin can read the answer.
  routes.post('/api/pane-ticket', async (_request, response) => {
    forgetOld();
    if (given.size >= TICKETS_MAX) {
      sendRefusal(response, refuse('busy', 'Too many panes are being opened. Try again soon.'));
      return;
    }
    const ticket = randomBytes(24).toString('base64url');
    given.set(ticket, clock.now());
    await peers?.keepTicket(hashToken(ticket), TICKET_MS);
    response.set('Cache-Control', 'no-store').json({ ticket } satisfies PaneTicket);
  });

  return {
    routes,
    async admits({ url }) {
      forgetOld();
      const ticket = new URL(url ?? '', 'http://here').searchParams.get('ticket');
      if (ticket === null) return false;
      const isOurs = given.delete(ticket);
      return peers ? peers.takeTicket(hashToken(ticket)) : isOurs;
    },
  };
}
