// The client: its built files, and the one page that answers for every address of a room and the lab.
import { join } from 'node:path';
import { type RequestHandler, type Response, Router } from 'express';
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
  const page = (response: Response, status: number): void => {
    response.status(status).set('Cache-Control', 'no-cache').sendFile(join(folder, 'index.html'));
  };
  routes.get(['/r/:room', '/lab', '/lab/:exhibit'], (_request, response) => page(response, 200));
  // A person who went astray gets the page that says so; a program gets a plain refusal.
  routes.get('/{*path}', (request, response, next) => {
    if (request.path.startsWith('/api/') || !request.accepts('html')) next();
    else page(response, 404);
  });
  return routes;
}
