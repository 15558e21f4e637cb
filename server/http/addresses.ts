// Where other devices of the same network reach this server: what an invitation says.
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Router } from 'express';
import type { Addresses } from '../../shared/wire/http.ts';

const ANYWHERE = new Set(['0.0.0.0', '::']);

/** Addresses that a server listening on `host` and `port` has in its networks; IPv4 only. */
export function reachableAt(host: string, port: number): Addresses {
  const open = ANYWHERE.has(host);
  const found = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter(
      ({ family, internal, address }) =>
        family === 'IPv4' && !internal && (open || address === host),
    )
    .map(({ address }) => `http://${address}:${port}`);
  if (found.length > 0) return { urls: found, onlyThisMachine: false };
  return { urls: [`http://localhost:${port}`], onlyThisMachine: true };
}

/** `listeningOn`: the server's address, once it listens. */
export function addressRoutes(listeningOn: () => AddressInfo | undefined): Router {
  const routes = Router();
  routes.get('/api/addresses', (_request, response) => {
    const on = listeningOn();
    response
      .set('Cache-Control', 'no-store')
      .json(on ? reachableAt(on.address, on.port) : { urls: [], onlyThisMachine: true });
  });
  return routes;
}
