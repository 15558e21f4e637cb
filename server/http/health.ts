// For whoever runs it: is the process alive, and can it do its work.
import { Router } from 'express';
import type { EventLog } from '../chat/log/event-log.ts';

export function healthRoutes(log: EventLog): Router {
  const routes = Router();
  routes.get('/healthz', (_request, response) => {
    response.type('text').send('ok\n');
  });
  routes.get('/readyz', async (_request, response) => {
    const isReady = await log.isReady();
    response
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready\n' : 'not ready\n');
  });
  return routes;
}
