// The client: its built files, and the one page that answers for every address of a room and the lab.
import { join } from 'node:path';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import sirv from 'sirv';

/** Serves the build in `folder`; files with a hash in their name may be kept for ever. */
export function pageRoutes(folder: string): Router {
  const routes = Router();
  const files = sirv(folder, {
    etag: true,
    setHeaders(response, path) {
      const kept = path.startsWith('/assets/');
      // A sandboxed pane has no origin, and modules are always fetched with CORS. They are public.
      if (kept) response.setHeader('Access-Control-Allow-Origin', '*');
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
  const ok = (_request: Request, response: Response): void => page(response, 200);
  routes.get(
    [
      '/r/:room',
      '/r/:room/side-by-side',
      '/r/:room/console',
      '/r/:room/stage',
      '/r/:room/pane/right',
      '/new',
      '/lab',
      '/lab/:exhibit',
    ],
    ok,
  );
  // A main thread of its own, so that it can freeze beside a page that lives (https and localhost only).
  routes.get('/r/:room/pane/left', (request, response) => {
    // Asked for where it works; elsewhere browsers complain about it.
    if ('isolate' in request.query) {
      response.set('Document-Isolation-Policy', 'isolate-and-credentialless');
    }
    ok(request, response);
  });
  // A person who went astray gets the page that says so; a program gets a plain refusal.
  routes.get('/{*path}', (request, response, next) => {
    if (request.path.startsWith('/api/') || !request.accepts('html')) next();
    else page(response, 404);
  });
  return routes;
}
