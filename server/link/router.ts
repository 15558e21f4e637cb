// Control over HTTP, for the owner of the server to mount and to guard: whoever reaches it can slow
// down and cut off every client. Published as `lightlag/link/router`.
//
//   GET /links                      all of it       PUT /links       server, namespaces, sockets at once
//   GET /links/server               one level       POST /links/reset   nothing is set anywhere
//   GET /links/namespaces/:name     (encoded)       PUT replaces, PATCH merges, DELETE inherits again
//   GET /links/sockets/:id          and .../in-flight, POST .../deliver-now, .../drop
//   GET PUT DELETE /scenario        POST /scenario/pause, /scenario/resume
//   GET /presets                    GET /            the panel
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { type LinkChange, mergeChanges } from '../../shared/link/parameters.ts';
import { LINK_PRESETS } from '../../shared/link/presets.ts';
import { assertLinkChange } from '../../shared/link/validate.ts';
import type { LinkLayer } from './layer.ts';
import { mountPanel } from './panel-page.ts';
import { mountScenario } from './scenario-routes.ts';
import type { LinkSettings } from './scope.ts';
import type { LinkOfSocket, PacketChoice } from './socket-handle.ts';

const BODY_LIMIT = '256kb';

/**
 * A router with the whole control of a layer and its panel.
 *
 * @example
 * app.use('/link', requireAdmin, createLinkRouter(attachLink(io)));
 */
export function createLinkRouter(layer: LinkLayer): Router {
  const router = express.Router();
  router.use(express.json({ limit: BODY_LIMIT, type: 'application/json' }), requireJson);
  mountLevels(router, layer);
  mountPackets(router, layer);
  mountScenario(router, layer);
  mountPanel(router);
  router.get('/presets', (_request, response) => {
    response.json({ presets: LINK_PRESETS });
  });
  router.use(answerError);
  return router;
}

function mountLevels(router: Router, layer: LinkLayer): void {
  router.get('/links', (_request, response) => {
    response.json(overview(layer));
  });
  router.put('/links', (request, response) => {
    populate(layer, request.body);
    response.json(overview(layer));
  });
  router.post('/links/reset', (_request, response) => {
    layer.reset();
    response.json(overview(layer));
  });
  const level = (path: string, find: (request: Request) => LinkSettings | undefined): void => {
    router
      .route(path)
      .all((request, response, next) => {
        const settings = find(request);
        response.locals.settings = settings;
        if (settings === undefined) response.status(404).json(NO_SUCH_LINK);
        else next();
      })
      .put((request, response, next) => apply(response, next, (to) => to.replace(request.body)))
      .patch((request, response, next) => apply(response, next, (to) => to.set(request.body)))
      .delete((_request, response, next) => apply(response, next, (to) => to.reset()))
      .all((_request, response) => {
        const settings: LinkSettings = response.locals.settings;
        response.json({ own: settings.own(), link: settings.get() });
      });
  };
  level('/links/server', () => layer.server);
  level('/links/namespaces/:name', ({ params }) => layer.namespace(String(params.name)));
  level('/links/sockets/:id', ({ params }) => socketLink(layer, params.id));
}

function apply(response: Response, next: NextFunction, change: (to: LinkSettings) => void): void {
  change(response.locals.settings);
  next();
}

function mountPackets(router: Router, layer: LinkLayer): void {
  const act = (path: string, verb: (link: LinkOfSocket, choice: PacketChoice) => object): void => {
    const handle = (request: Request, response: Response): void => {
      const link = socketLink(layer, request.params.id);
      if (link === undefined) response.status(404).json(NO_SUCH_LINK);
      else response.json(verb(link, choiceOf(request.body)));
    };
    if (path === 'in-flight') router.get(`/links/sockets/:id/${path}`, handle);
    else router.post(`/links/sockets/:id/${path}`, handle);
  };
  act('in-flight', (link) => ({ nowMs: layer.clock.now(), packets: link.inFlight() }));
  act('deliver-now', (link, choice) => ({ delivered: link.deliverNow(choice) }));
  act('drop', (link, choice) => ({ dropped: link.drop(choice) }));
}

const NO_SUCH_LINK = { error: 'Expected the id of a connected socket' };

function socketLink(layer: LinkLayer, id: unknown): LinkOfSocket | undefined {
  return layer.links().find((link) => link.status().socketId === id);
}

function overview(layer: LinkLayer): object {
  const level = (settings: LinkSettings) => ({ own: settings.own(), link: settings.get() });
  return {
    seed: layer.seed,
    nowMs: layer.clock.now(),
    server: level(layer.server),
    namespaces: Object.fromEntries(
      layer.namespaces.map((name) => [name, level(layer.namespace(name))]),
    ),
    sockets: layer.links().map((link) => link.status()),
    totals: layer.totals(),
  };
}

/** Sets what is named at each level, all of it or, when anything is wrong, nothing. Idempotent. */
function populate(layer: LinkLayer, body: unknown): void {
  const { server, namespaces = {}, sockets = {}, ...rest } = asObject(body);
  const [unknown] = Object.keys(rest);
  if (unknown) throw new TypeError(`Expected server, namespaces or sockets, got \`${unknown}\``);
  const changes: [LinkSettings, LinkChange][] = [];
  const plan = (settings: LinkSettings | undefined, change: unknown, what: string): void => {
    assertLinkChange(change);
    if (settings === undefined) throw new RangeError(`Expected a connected socket, got ${what}`);
    changes.push([settings, change]);
  };
  if (server !== undefined) plan(layer.server, server, 'server');
  for (const [name, change] of Object.entries(asObject(namespaces))) {
    plan(layer.namespace(name), change, name);
  }
  for (const [id, change] of Object.entries(asObject(sockets))) {
    plan(socketLink(layer, id), change, id);
  }
  for (const [settings, change] of changes) settings.replace(mergeChanges({}, change));
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new TypeError('Expected a JSON object');
}

function choiceOf(body: unknown): PacketChoice {
  const { direction, seq } = (body ?? {}) as { direction?: unknown; seq?: unknown };
  if (direction === undefined && seq === undefined) return {};
  if (direction !== 'up' && direction !== 'down') {
    throw new RangeError(`Expected \`direction\` 'up' or 'down', got ${String(direction)}`);
  }
  if (seq === undefined) return { direction };
  if (!Number.isInteger(seq)) {
    throw new RangeError(`Expected \`seq\` a whole number, got ${String(seq)}`);
  }
  return { direction, seq: seq as number };
}

/** A POST is the one method that another site's page could send without being allowed to. */
function requireJson(request: Request, response: Response, next: NextFunction): void {
  if (request.method !== 'POST' || request.is('application/json')) next();
  else response.status(415).json({ error: 'Expected Content-Type application/json' });
}

/** What the peer got wrong is said to it; all else is the owner's to handle. */
function answerError(error: unknown, _request: Request, response: Response, next: NextFunction) {
  const isPeers = error instanceof RangeError || error instanceof TypeError;
  const status = (error as { status?: number }).status;
  if (isPeers) response.status(400).json({ error: error.message });
  else if (status !== undefined && status >= 400 && status < 500) {
    response.status(status).json({ error: 'Expected JSON' });
  } else next(error);
}
