// How much is taken from one address, one connection, one member before it is too much. A class of
// thirty phones and a teacher comes from ONE address, all at once after a restart: the numbers for an
// address are several times what such a class does (31 pages are 800 requests and 62 connections).

/** `points` within `seconds`; what is over that is refused with `busy`. */
export interface Allowance {
  readonly points: number;
  readonly seconds: number;
}

export interface GuardLimits {
  /** Requests of one address, files of the page included. */
  readonly requests: Allowance;
  /** Socket.IO connections that one address begins. */
  readonly handshakes: Allowance;
  /** Rooms that one address makes, and recordings that it imports. */
  readonly rooms: Allowance;
  /** Tickets for panes that one address takes. */
  readonly tickets: Allowance;
  /** Times that one address asks for what is unknown: rooms, members, tokens. */
  readonly misses: Allowance;
  /** Asks of one member, of any kind; the text of messages has its own, narrower limit. */
  readonly asks: Allowance;
  /** Asks of one address. */
  readonly addressAsks: Allowance;
  /** Asks of one member that are written to the log and are no message. */
  readonly steering: Allowance;
  /** Packets of one connection; whoever sends more is cut off. */
  readonly frames: Allowance;
  /** Pings and pongs of one WebSocket, which only programs send, a few a minute; likewise. */
  readonly pings: Allowance;
  /** How many connections a flood counts for (`handshakes`), so that nobody floods again and again. */
  readonly floodCosts: number;
  /** Bytes a second that a WebSocket brings, two seconds in a row; whoever sends more is cut off. */
  readonly bytesPerSecond: number;
  /** Connections (TCP) that one address begins; what is over that is cut off before it is read. */
  readonly connections: Allowance;
  /** Connections (TCP) of one address at once. */
  readonly connectionsPerAddress: number;
  /** Seconds for a connection to say something, and for a request to say all of its headers. */
  readonly silenceS: number;
  /** Seconds for which an answer may wait while its reader takes none of it. */
  readonly unreadS: number;
  /** After `silenceS` a request's body must have come at this rate on average, bytes a second. */
  readonly bodyBytesPerSecond: number;
}

export const GUARD_LIMITS: GuardLimits = {
  requests: { points: 5000, seconds: 10 },
  handshakes: { points: 600, seconds: 10 },
  rooms: { points: 120, seconds: 60 },
  tickets: { points: 300, seconds: 30 },
  misses: { points: 300, seconds: 60 },
  asks: { points: 500, seconds: 5 },
  addressAsks: { points: 10_000, seconds: 5 },
  steering: { points: 150, seconds: 5 },
  frames: { points: 1000, seconds: 5 },
  pings: { points: 50, seconds: 5 },
  floodCosts: 100,
  bytesPerSecond: 1_000_000,
  connections: { points: 600, seconds: 10 },
  connectionsPerAddress: 1024,
  silenceS: 10,
  unreadS: 12,
  bodyBytesPerSecond: 1000,
};
