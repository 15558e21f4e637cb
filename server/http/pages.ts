// The client: its built files, and the one page that answers for every address of a room and the lab.
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { Router } from 'express';
import sirv from 'sirv';

/** Serves the build in `folder`; files with a hash in their name may be kept for ever. */
export function pageRoutes(folder: string): Router {
  const routes = Router();
  const files = sirv(folder, {
    etag: true,
    setHeaders(response, path) {
      const kept = path.startsWith('/assets/');
      response.setHeader(
        'Cache-Control',
        kept ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  routes.use(files as RequestHandler);
  routes.get(['/r/:room', '/lab', '/lab/:exhibit'], (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile(join(folder, 'index.html'));
  });
  return routes;
}
