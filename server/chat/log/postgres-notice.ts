// What nodes say to each other over NOTIFY, whose payload holds less than 8000 bytes: a longer notice goes
// in parts.
import { randomBytes } from 'node:crypto';
import type { Word } from './peers.ts';

/** `by` keeps a node from hearing itself. */
export type Notice =
  | { readonly by: string; readonly heads: readonly (readonly [room: string, head: number])[] }
  | { readonly by: string; readonly room: string; readonly word: Word };

/** A part: its notice, its number, of how many. */
interface Part {
  readonly of: string;
  readonly n: number;
  readonly count: number;
  readonly data: string;
}

const PAYLOAD_BYTES_MAX = 7900;
/** Bytes of a part before they are written as base64, a third longer. */
const PART_BYTES = 5400;
/** Notices of which parts are missing, and parts of one; beyond that the oldest is given up. */
const PENDING_MAX = 64;
const PARTS_MAX = 200;

/** The payloads of a notice. One that is longer than PARTS_MAX parts is not said: none. */
export function payloadsOf(notice: Notice): string[] {
  const whole = JSON.stringify(notice);
  const bytes = Buffer.from(whole);
  if (bytes.length <= PAYLOAD_BYTES_MAX) return [whole];
  const of = randomBytes(9).toString('base64url');
  const count = Math.ceil(bytes.length / PART_BYTES);
  if (count > PARTS_MAX) return [];
  return Array.from({ length: count }, (_, n) => {
    const data = bytes.subarray(n * PART_BYTES, (n + 1) * PART_BYTES).toString('base64');
    return JSON.stringify({ of, n, count, data } satisfies Part);
  });
}

/** Takes one payload after the other; a notice when it is whole, and nothing for what is not ours. */
export function createNoticeReader(): (payload: string) => Notice | undefined {
  const pending = new Map<string, (string | undefined)[]>();

  function join({ of, n, count, data }: Part): Notice | undefined {
    if (!(count <= PARTS_MAX)) return undefined;
    const parts = pending.get(of) ?? new Array<string | undefined>(count).fill(undefined);
    pending.delete(of);
    parts[n] = data;
    if (!parts.includes(undefined)) {
      const bytes = Buffer.concat(parts.map((part) => Buffer.from(part ?? '', 'base64')));
      return JSON.parse(bytes.toString()) as Notice;
    }
    pending.set(of, parts);
    const [oldest] = pending.keys();
    if (pending.size > PENDING_MAX && oldest !== undefined) pending.delete(oldest);
    return undefined;
  }

  return (payload) => {
    try {
      const said = JSON.parse(payload) as Notice | Part | null;
      const notice = said && 'of' in said ? join(said) : said;
      return typeof notice?.by === 'string' ? notice : undefined;
    } catch {
      return undefined; // Somebody else speaks on our channel.
    }
  };
}
