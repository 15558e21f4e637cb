// The tables. Rooms have a number of their own, so that the big tables stay small. Events lie in the
// order of (room, position), so that a page of history is one stretch of the file.

/** 'LLAG' in ASCII, in the header of the file: whose database it is. */
export const APPLICATION_ID = 0x4c4c4147;

/** Goes up with every change below; a log never opens a newer file. */
export const SCHEMA_VERSION = 2;

/**
 * Stamps never decrease with the position, so a window of time is a window of positions and needs no
 * index of its own (a binary search of 20 steps finds it in a million events). `head` and `newest_at`
 * of a room are those of its last event.
 */
export const SCHEMA = `
CREATE TABLE room (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  record TEXT NOT NULL,
  head INTEGER NOT NULL DEFAULT 0,
  newest_at REAL
) STRICT;
CREATE INDEX room_by_newest ON room (newest_at);

CREATE TABLE event (
  room INTEGER NOT NULL REFERENCES room (key),
  position INTEGER NOT NULL,
  author TEXT NOT NULL,
  id TEXT NOT NULL,
  origin TEXT NOT NULL,
  kind TEXT NOT NULL,
  at REAL NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (room, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX event_by_key ON event (room, author, id);
CREATE INDEX event_by_origin ON event (room, origin, kind, position);
CREATE INDEX event_by_kind ON event (room, kind, position);

CREATE TABLE member (
  room INTEGER NOT NULL REFERENCES room (key),
  id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  PRIMARY KEY (room, id),
  UNIQUE (room, token_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE probe (id INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
INSERT INTO probe VALUES (1, 0);
`;

/** From version 1. Who is a host is told by events since; a browser with the host link says so again. */
export const FROM_1 = 'ALTER TABLE member DROP COLUMN host';
