// What the lab needs of a server: requests that are held for a while, and a little server to visit.
import { Router } from 'express';
import * as v from 'valibot';
import type { Clock } from '../../shared/time/clock.ts';
import { serverQuery, WAIT_MS_MAX, type Waited, waitQuery } from '../../shared/wire/lab.ts';
import { refuse } from '../../shared/wire/refusal.ts';
import type { AddressOf } from '../guard/address.ts';
import { createHolds } from '../lab/holds.ts';
import { createServerExhibit, readHandlers } from '../lab/server-exhibit.ts';
import { sendRefusal } from './reply.ts';

export interface LabRoutes {
  readonly routes: Router;
  /** Waits that are held and little servers that run, now. */
  readonly held: number;
  /** Answers what is held, stops what runs. Idempotent. */
  close(): Promise<void>;
}

export function labRoutes(clock: Clock, addressOf: AddressOf): LabRoutes {
  const routes = Router();
  const holds = createHolds({ clock });
  const exhibit = createServerExhibit();

  routes.get('/api/lab/wait', (request, response) => {
    const query = v.safeParse(waitQuery, request.query);
    response.set('Cache-Control', 'no-store');
    if (!query.success) {
      sendRefusal(response, refuse('invalid', query.issues[0].message));
      return;
    }
    const ms = Math.min(query.output.ms, WAIT_MS_MAX);
    const fromMs = clock.now();
    const held = holds.hold(addressOf(request), ms, () => {
      response.json({ heldMs: clock.now() - fromMs } satisfies Waited);
    });
    if (held.ok) response.once('close', held.value.release);
    else sendRefusal(response, held);
  });

  routes.get('/api/lab/handlers', async (_request, response) => {
    response.set('Cache-Control', 'no-cache').json(await readHandlers());
  });

  routes.get('/api/lab/server', async (request, response) => {
    const query = v.safeParse(serverQuery, request.query);
    response.set('Cache-Control', 'no-store');
    if (!query.success) {
      sendRefusal(response, refuse('invalid', query.issues[0].message));
      return;
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const ran = await exhibit.run(query.output, gone.signal);
      if (ran.ok) response.json(ran.value);
      else sendRefusal(response, ran);
    } catch (error) {
      if (!gone.signal.aborted) throw error;
    }
  });

  return {
    routes,
    get held() {
      return holds.size + exhibit.size;
    },
    async close() {
      holds.close();
      await exhibit.close();
    },
  };
}
