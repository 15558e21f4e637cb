// Tickets of panes without an origin: kept where every node finds them, and taken by one.
import type { Peers } from './peers.ts';
import type { Queries } from './postgres-queries.ts';

export function createTicketBox({ ask }: Queries): Pick<Peers, 'keepTicket' | 'takeTicket'> {
  return {
    async keepTicket(ticket, forMs) {
      await ask(KEEP, [ticket, forMs]);
    },
    async takeTicket(ticket) {
      const { rows } = await ask<{ isGood: boolean }>(TAKE, [ticket]);
      return rows[0]?.isGood === true;
    },
  };
}

const KEEP = `
WITH old AS (DELETE FROM lightlag.ticket WHERE until < lightlag.now_ms())
INSERT INTO lightlag.ticket (id, until) VALUES ($1, lightlag.now_ms() + $2)`;

const TAKE = `
DELETE FROM lightlag.ticket WHERE id = $1 RETURNING until > lightlag.now_ms() AS "isGood"`;
