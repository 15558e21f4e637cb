// The tables, in a schema of their own, so that a database may be shared with others. Positions and
// stamps are given under the lock of the room's row; everything else follows from that.

/** Goes up with every change below; a log never opens a newer schema. */
export const SCHEMA_VERSION = 2;

/** What need not outlive a crash of the database. */
const PASSING = `
CREATE UNLOGGED TABLE IF NOT EXISTS lightlag.attendance (
  node text COLLATE "C" NOT NULL,
  room text COLLATE "C" NOT NULL,
  members text[] NOT NULL,
  until double precision NOT NULL,
  PRIMARY KEY (room, node)
);
CREATE UNLOGGED TABLE lightlag.ticket (
  id text COLLATE "C" PRIMARY KEY,
  until double precision NOT NULL
);
`;

/**
 * Texts are compared byte by byte (COLLATE "C"): ids have no language. A room's row changes with each
 * batch, so it leaves space on its page, and none of the columns that change has an index. Events refer
 * to their room without a foreign key: its check is another lock for each, and the row is locked anyway.
 * `told_at`: a node was told that it has everything until then, so no later event is stamped before.
 * `turn`, `found`: see postgres-epoch.ts.
 */
export const SCHEMA = `
CREATE TABLE lightlag.meta (
  version integer NOT NULL,
  probes bigint NOT NULL DEFAULT 0,
  turn text NOT NULL DEFAULT '',
  found text
);
INSERT INTO lightlag.meta (version) VALUES (${SCHEMA_VERSION});

CREATE FUNCTION lightlag.now_ms() RETURNS double precision LANGUAGE sql VOLATILE AS
  'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::double precision';

CREATE TABLE lightlag.room (
  key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  record text NOT NULL,
  head integer NOT NULL DEFAULT 0,
  newest_at double precision,
  told_at double precision NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 50);

CREATE TABLE lightlag.event (
  room integer NOT NULL,
  position integer NOT NULL,
  author text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  origin text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  at double precision NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (room, position)
);
CREATE UNIQUE INDEX event_by_key ON lightlag.event (room, author, id);
CREATE INDEX event_by_origin ON lightlag.event (room, origin, kind, position);
CREATE INDEX event_by_kind ON lightlag.event (room, kind, position);

CREATE TABLE lightlag.member (
  room integer NOT NULL,
  id text COLLATE "C" NOT NULL,
  token_hash text COLLATE "C" NOT NULL,
  PRIMARY KEY (room, id),
  UNIQUE (room, token_hash)
);

${PASSING}
CREATE FUNCTION lightlag.first_position(in_room integer, wanted double precision, or_equal boolean)
RETURNS integer LANGUAGE sql STABLE AS $$
  WITH RECURSIVE search (low, high) AS (
    SELECT 1, head + 1 FROM lightlag.room WHERE key = in_room
    UNION ALL
    SELECT CASE WHEN hit THEN low ELSE middle + 1 END, CASE WHEN hit THEN middle ELSE high END
    FROM search, LATERAL (SELECT (low + high) / 2 AS middle) AS m, LATERAL (
      SELECT at > wanted OR (or_equal AND at = wanted) AS hit
      FROM lightlag.event WHERE room = in_room AND position = middle
    ) AS e
    WHERE low < high
  )
  SELECT low FROM search WHERE low = high
$$;
`;

/** From schema 1, of which there are some with and some without `told_at` and `attendance`. */
export const FROM_1 = `
ALTER TABLE lightlag.room
  ADD COLUMN IF NOT EXISTS told_at double precision NOT NULL DEFAULT '-infinity';
${PASSING}
ALTER TABLE lightlag.meta ADD COLUMN turn text NOT NULL DEFAULT '', ADD COLUMN found text;
UPDATE lightlag.meta SET version = 2;
`;
