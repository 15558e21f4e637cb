import { beforeAll } from 'vitest';
import { openPostgresLog } from '../../server/chat/log/postgres.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { describeOnPostgres } from '../support/postgres.ts';
import { eventLogSuite } from './event-log.ts';

/** The database's clock as a table, for the test to set. */
const MANUAL_CLOCK = `
CREATE TABLE lightlag.test_clock (at double precision);
INSERT INTO lightlag.test_clock VALUES (0);
CREATE OR REPLACE FUNCTION lightlag.now_ms() RETURNS double precision LANGUAGE sql VOLATILE AS
  'SELECT at FROM lightlag.test_clock'`;

describeOnPostgres('postgres', (server) => {
  let template: string;
  beforeAll(async () => {
    template = await server().createDatabase();
    await (await openPostgresLog({ url: template, clock: createManualClock(0) })).close();
    await server().run(template, MANUAL_CLOCK);
    // A template: its copies are not copies of somebody's log.
    await server().run(template, 'UPDATE lightlag.meta SET found = NULL');
  }, 60_000);

  eventLogSuite(
    async (clock) => {
      const url = await server().createDatabase(template);
      const setClock = () =>
        server().run(url, `UPDATE lightlag.test_clock SET at = ${clock.now()}`);
      await setClock();
      return { log: await openPostgresLog({ url, clock }), advanced: setClock };
    },
    { nodes: 'many' },
  );
});
