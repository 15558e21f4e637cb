// Two nodes of one log in a database of their own, with a room, and what each of them hears of it.
import { onTestFinished } from 'vitest';
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
