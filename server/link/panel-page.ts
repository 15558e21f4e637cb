// The panel: one page, three files, nothing from anywhere else, under the strictest policy.
import { fileURLToPath } from 'node:url';
import type { Response, Router } from 'express';

const FOLDER = fileURLToPath(new URL('./panel/', import.meta.url));

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

/** `GET /` (with a slash at the end: the page's own addresses are relative) and its two files. */
export function mountPanel(router: Router): void {
  const send = (response: Response, file: string): void => {
    response.set(HEADERS).sendFile(file, { root: FOLDER });
  };
  router.get('/', (request, response) => {
    const [path, query] = request.originalUrl.split('?');
    if (path?.endsWith('/')) send(response, 'panel.html');
    else response.redirect(308, `${path}/${query === undefined ? '' : `?${query}`}`);
  });
  for (const file of ['panel.css', 'panel.js']) {
    router.get(`/${file}`, (_request, response) => send(response, file));
  }
}
