// Puts the layers together: log -> rooms -> sockets and HTTP, on one port.
import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import { createLightTimes } from '../shared/space/light-time.ts';
import type { Clock } from '../shared/time/clock.ts';
import { isControl } from '../shared/wire/protocol.ts';
import { refuse } from '../shared/wire/refusal.ts';
import { type EventLog, LogUnavailable } from './chat/log/event-log.ts';
import { createLogClock } from './chat/log/log-clock.ts';
import { startRetention } from './chat/retention.ts';
import { createRooms } from './chat/rooms.ts';
import { createSayLimit } from './chat/say-limit.ts';
import { performScript } from './chat/script.ts';
import { unavailable } from './chat/unavailable.ts';
import { watchConnections } from './guard/connections.ts';
import { limitFrames } from './guard/frames.ts';
import { createGuard, type GuardOptions } from './guard/guard.ts';
import { limitPipelines } from './guard/pipelines.ts';
import { GuardedWebSocketServer } from './guard/web-sockets.ts';
import { addressRoutes } from './http/addresses.ts';
import { blockingRoutes, type Tab } from './http/blocking.ts';
import { gateRoutes } from './http/gate.ts';
import { healthRoutes } from './http/health.ts';
import { joinRoutes } from './http/join.ts';
import { labRoutes } from './http/lab.ts';
import { pageRoutes } from './http/pages.ts';
import { recordingRoutes } from './http/recordings.ts';
import { sendRefusal } from './http/reply.ts';
import { roomRoutes } from './http/rooms.ts';
import { securityHeaders } from './http/security.ts';
import { createTickets } from './http/tickets.ts';
import { inTurns } from './http/turns.ts';
import { attachLink } from './link/attach.ts';
import type { ChatServer } from './sockets/session.ts';
import { serveSockets } from './sockets/sockets.ts';
import { createTabs } from './sockets/tabs.ts';
import { seatStations } from './stations/station.ts';

/** Bytes of one frame from a client: the longest text, four bytes a character, and its envelope. */
const FRAME_BYTES_MAX = 16_384;
/** Real ms for a request to come in whole: a large recording on a slow line. */
const REQUEST_MS_MAX = 300_000;

export interface AppOptions {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Serves the pages: the folder of the built client, or a development server's middleware. */
  readonly pages: string | RequestHandler;
  /** Whom to believe, whom to let in, and how much of one address. */
  readonly guard?: GuardOptions;
}

export interface App {
  readonly server: HttpServer;
  /** Resolves when it listens; rejects when the port is taken or not allowed. Port 0: any free one. */
  listen(port: number, host: string): Promise<AddressInfo>;
  /** How many requests are held on purpose now. */
  held(): number;
  /** Closes connections, then the log. Idempotent. */
  close(): Promise<void>;
}

/**
 * @example
 * const clock = createRealClock();
 * const app = createApp({ log: createMemoryLog({ clock }), clock, logger, pages: 'dist/client' });
 * const { port } = await app.listen(0, '127.0.0.1');
 */
export function createApp({ log, clock, logger, pages, guard: guardOptions }: AppOptions): App {
  const lightTimes = createLightTimes();
  const http = express();
  const guard = createGuard(guardOptions ?? {});
  const { limits } = guard;
  const onError = (error: unknown): void => {
    logger.error({ err: error }, 'a room failed');
  };
  const server = createServer(
    {
      headersTimeout: limits.silenceS * 1000,
      requestTimeout: REQUEST_MS_MAX,
      connectionsCheckingInterval: 1000,
    },
    http,
  );
  watchConnections(server, guard, logger);
  const tickets = createTickets(clock, log.peers);
  let closing: Promise<void> | undefined;

  /** Whether a connection may be begun: from whose page, and not too many from there. */
  async function admit(request: IncomingMessage): Promise<boolean> {
    const whose = guard.whoseOf(request);
    if (whose === 'foreign') return false;
    if (await guard.handshakes.take(guard.addressOf(request))) return false;
    return whose !== 'null' || tickets.admits(request);
  }
  const io: ChatServer = new Server(server, {
    allowRequest(request, decide) {
      admit(request).then(
        (isAdmitted) => decide(null, isAdmitted && closing === undefined),
        () => decide(null, false),
      );
    },
    serveClient: false,
    maxHttpBufferSize: FRAME_BYTES_MAX,
    wsEngine: GuardedWebSocketServer,
    // A development server has a socket of its own.
    destroyUpgrade: typeof pages === 'string',
    connectTimeout: limits.silenceS * 1000,
  });
  limitFrames(io.engine, guard, (address) => {
    logger.info({ address }, 'a connection flooded: cut off');
    guard.handshakes.take(address, limits.floodCosts).catch(onError);
  });
  const links = attachLink(io, { exempt: isControl, clock });
  const tabs = createTabs(clock);
  const rooms = createRooms({
    log,
    clock: createLogClock(log, clock),
    lightTimes,
    onError,
    onLoad(room) {
      sockets.attach(room);
      seatStations(room, onError).catch(onError);
      performScript(room, onError);
      retention.attend(room);
    },
    onReset: (room) => sockets.hangUp(room),
  });
  const retention = startRetention({ log, clock, open: rooms.open, onError });
  const limit = createSayLimit();
  const sockets = serveSockets(io, {
    desk: { rooms, log, links, limit, tabs, guard, clock },
    logger,
  });
  const findTab = (socketId: string): Tab | undefined => {
    const session = sockets.find(socketId);
    return session?.inside && { ...session.inside, link: links.of(session.socket) };
  };
  const blocking = blockingRoutes({
    log,
    clock,
    limit,
    findTab,
    addressOf: guard.addressOf,
    onError,
  });

  const lab = labRoutes(clock, guard.addressOf);

  http.disable('x-powered-by');
  // A connection that was busy when the server closed would live on, and keep it from ending.
  const endWithAnswer = (_: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (closing) response.setHeader('Connection', 'close');
    next();
  };
  http.use(endWithAnswer);
  io.engine.use(endWithAnswer);
  http.use(limitPipelines(), inTurns());
  // A development server brings inline scripts and styles of its own.
  if (typeof pages === 'string') {
    const headers = securityHeaders();
    http.use(headers);
    io.engine.use(headers);
  }
  http.use(gateRoutes(guard));
  http.use(compression());
  http.use(
    recordingRoutes({ log, rooms, lightTimes, linkSeed: links.seed, linksIn: sockets.linksIn }),
  );
  http.use(
    healthRoutes(log),
    roomRoutes({ log, lightTimes }),
    blocking.routes,
    lab.routes,
    tickets.routes,
    joinRoutes({ log, rooms, clock, addressOf: guard.addressOf }),
  );
  http.use(addressRoutes(() => server.address() as AddressInfo | undefined));
  http.use(typeof pages === 'string' ? pageRoutes(pages) : pages);
  http.use((_request, response) =>
    sendRefusal(response, refuse('unknown', 'There is nothing here.')),
  );
  http.use(errorAnswer(logger));

  async function close(): Promise<void> {
    sockets.close();
    blocking.close();
    await lab.close();
    await io.close();
    retention.close();
    rooms.close();
    await links.detach();
    await log.close();
  }

  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => resolve(server.address() as AddressInfo));
      }),
    held: () => blocking.held + lab.held,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** The world's fault is said as such; ours is logged and says nothing of itself. */
function errorAnswer(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    if (error instanceof LogUnavailable) {
      sendRefusal(response, unavailable(error));
      return;
    }
    const { status } = error as { status?: number };
    if (status !== undefined && status >= 400 && status < 500) {
      sendRefusal(response, refuse('invalid', 'That request could not be read.'));
      return;
    }
    logger.error({ err: error }, 'a request failed');
    sendRefusal(response, refuse('internal', 'Something went wrong here.'));
  };
}
