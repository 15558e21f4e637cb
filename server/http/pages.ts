// The client: its built files, and the one page that answers for every address of a room and the lab.
import { join } from 'node:path';
import {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import sirv from 'sirv';

/** Serves the build in `folder`; files with a hash in their name may be kept for ever. */
export function pageRoutes(folder: string): Router {
  const routes = Router();
  const files = sirv(folder, {
    etag: true,
    // The build has both beside each file.
    brotli: true,
    gzip: true,
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
  const ok = (request: Request, response: Response, next: NextFunction): void => {
    request.url = '/index.html';
    files(request, response, next);
  };
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
  routes.get('/r/:room/pane/left', (request, response, next) => {
    // Asked for where it works; elsewhere browsers complain about it.
    if ('isolate' in request.query) {
      response.set('Document-Isolation-Policy', 'isolate-and-credentialless');
    }
    ok(request, response, next);
  });
  // A person who went astray gets the page that says so; a program gets a plain refusal.
  routes.get('/{*path}', (request, response, next) => {
    if (request.path.startsWith('/api/') || !request.accepts('html')) {
      next();
    } else {
      response.status(404).set('Cache-Control', 'no-cache').sendFile(join(folder, 'index.html'));
    }
  });
  return routes;
}
