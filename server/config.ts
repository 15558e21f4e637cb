// The operator's options, from the command line or the environment; the command line wins.
import { parseArgs } from 'node:util';
import { createAddresses } from './guard/address.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Path of the SQLite file, `memory`, or the URL of a PostgreSQL database. */
  readonly db: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Public addresses of this server; empty: the one that is asked. */
  readonly origins: readonly string[];
  /** Proxies whose X-Forwarded-For is believed: addresses or ranges. */
  readonly proxies: readonly string[];
}

/** Thrown for an option that is unknown or out of range; the message is for the operator. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export const HELP = `Lightlag: a chat in which distance is real.

  --port <n>         port to listen on, 0 to 65535, 0 for any free one   LIGHTLAG_PORT       5180
  --host <address>   address to listen on                                LIGHTLAG_HOST       0.0.0.0
  --db <log>         SQLite file, postgres://... for many nodes,
                     or "memory" to keep nothing                         LIGHTLAG_DB         data/lightlag.db
  --log-level <l>    ${LOG_LEVELS.join(', ')}           LIGHTLAG_LOG_LEVEL  info
  --origin <urls>    public addresses, by comma; only their pages get in LIGHTLAG_ORIGIN     the one asked
  --trust-proxy <a>  addresses or ranges of proxies in front, by comma   LIGHTLAG_TRUST_PROXY none
  --help             this text
`;

/** Reads the options; `help` when only the text is wanted. Throws ConfigError. */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Config | 'help' {
  const given = parse(args);
  if (given.help) return 'help';
  return {
    port: readPort(given.port ?? env.LIGHTLAG_PORT ?? '5180'),
    host: given.host ?? env.LIGHTLAG_HOST ?? '0.0.0.0',
    db: readDb(given.db ?? env.LIGHTLAG_DB ?? 'data/lightlag.db'),
    logLevel: readLevel(given['log-level'] ?? env.LIGHTLAG_LOG_LEVEL ?? 'info'),
    origins: readList(given.origin ?? env.LIGHTLAG_ORIGIN).map(readOrigin),
    proxies: readList(given['trust-proxy'] ?? env.LIGHTLAG_TRUST_PROXY).map(readProxy),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    port: text,
    host: text,
    db: text,
    'log-level': text,
    origin: text,
    'trust-proxy': text,
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new ConfigError(`${(error as Error).message} See --help.`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new ConfigError(`Expected --port from 0 to 65535, got ${text}`);
  }
  return port;
}

/** Whether a log is meant by URL in PostgreSQL, and not by file. */
export const isPostgresUrl = (db: string): boolean => /^postgres(ql)?:\/\//i.test(db);

/** The scheme of a URL picks the driver; a URL may hold a password, so no more of it is said. */
function readDb(text: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== undefined && !isPostgresUrl(text)) {
    throw new ConfigError(`Expected --db as a file, memory or postgres://..., got ${scheme}://...`);
  }
  return text;
}

const readList = (text = ''): string[] => text.split(',').filter((part) => part.trim() !== '');

function readOrigin(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/') {
    throw new ConfigError(`Expected --origin as https://host or http://host:port, got ${text}`);
  }
  return url.origin;
}

function readProxy(text: string): string {
  const proxy = text.trim();
  try {
    createAddresses([proxy]);
  } catch {
    throw new ConfigError(`Expected --trust-proxy as an address or range, got ${text}`);
  }
  return proxy;
}

function readLevel(text: string): Config['logLevel'] {
  const level = LOG_LEVELS.find((name) => name === text);
  if (!level)
    throw new ConfigError(`Expected --log-level as one of ${LOG_LEVELS.join(', ')}, got ${text}`);
  return level;
}
