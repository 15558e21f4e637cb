// The gate in front of all routes: pages of other sites may read what is public and change nothing, and
// nobody may ask for more than a class of thirty would.
import { type RequestHandler, Router } from 'express';
import { refuse } from '../../shared/wire/refusal.ts';
import type { Counter } from '../guard/allowances.ts';
import type { Guard } from '../guard/guard.ts';
import { sendRefusal } from './reply.ts';

/** Where a frame without an origin may post: the body holds the token that proves who asks. */
const OPEN_TO_PANES = /^\/api\/rooms\/[^/]+\/blocking\//;

export function gateRoutes(guard: Guard): Router {
  const routes = Router();
  const limit =
    (counter: Counter): RequestHandler =>
    async (request, response, next) => {
      const refused = await counter.take(guard.addressOf(request));
      if (refused) sendRefusal(response, refused);
      else next();
    };

  routes.use(limit(guard.requests));
  routes.use((request, response, next) => {
    const whose = guard.whoseOf(request);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isPane = whose === 'null' && OPEN_TO_PANES.test(request.path);
    if (isRead || isPane || whose === 'own' || whose === 'program') next();
    else sendRefusal(response, refuse('forbidden', 'A page of another site may not do this.'));
  });
  routes.post(['/api/rooms', '/api/rooms/import'], limit(guard.rooms));
  routes.post('/api/pane-ticket', limit(guard.tickets));
  routes.use('/api', async (request, response, next) => {
    const address = guard.addressOf(request);
    const refused = await guard.misses.look(address);
    if (refused) {
      sendRefusal(response, refused);
      return;
    }
    response.once('finish', () => {
      if (response.statusCode === 404) void guard.misses.take(address);
    });
    next();
  });
  return routes;
}
