// Nodes of one log: their logs alone, with a room and what each of them hears of it; or whole servers.
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createApp } from '../../server/app.ts';
import type { EventLog, LoggedEvent } from '../../server/chat/log/event-log.ts';
import { openPostgresLog, type PostgresLogOptions } from '../../server/chat/log/postgres.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import { roomRecord } from '../contract/event-log.ts';
import type { TestPostgres } from './postgres.ts';

/** Opens the log until the test ends. */
export async function openNode(
  url: string,
  options: Partial<PostgresLogOptions> = {},
): Promise<EventLog> {
  const log = await openPostgresLog({ url, clock: createRealClock(), ...options });
  onTestFinished(() => log.close());
  return log;
}

/** `room-1` is there, and both follow it. `prepare`: statements run before the nodes open it. */
export async function openNodes(
  server: TestPostgres,
  { prepare, ...options }: Partial<PostgresLogOptions> & { prepare?: (url: string) => string } = {},
) {
  const url = await server.createDatabase();
  if (prepare) await server.run(url, prepare(new URL(url).pathname.slice(1)));
  const nodes = [await openNode(url, options), await openNode(url, options)] as const;
  await nodes[0].createRoom({ ...roomRecord(), openedAt: nodes[0].now() }, []);
  const heard: [LoggedEvent[], LoggedEvent[]] = [[], []];
  nodes.forEach((log, index) => {
    log.follow('room-1', 1, (events) => heard[index]?.push(...events));
  });
  return { url, nodes, heard };
}

/** A whole server in this process, until the test ends; its address. */
export async function startNode(url: string): Promise<string> {
  const clock = createRealClock();
  const log = await openPostgresLog({ url, clock });
  const pages = join(process.cwd(), 'dist/client');
  const app = createApp({ log, clock, logger: pino({ level: 'silent' }), pages });
  const { port } = await app.listen(0, '127.0.0.1');
  onTestFinished(() => app.close());
  return `http://127.0.0.1:${port}`;
}
