// A scenario as a link: one of ours by its name; any other as its own text, packed, behind the hash. No
// server is asked to fetch anything, and no address bar sends the text anywhere.
import { SCENARIO_BYTES_MAX } from '../../shared/wire/limits.ts';
import type { AnyScenario } from '../http.ts';

const HASH = /^#scenario=([A-Za-z0-9_-]+)$/;

/** The link on `origin` whose page opens a room of it. */
export async function linkOfScenario(origin: string, what: AnyScenario): Promise<string> {
  if ('scenario' in what) return `${origin}/new?scenario=${encodeURIComponent(what.scenario)}`;
  const packed = await through(
    new TextEncoder().encode(what.file),
    new CompressionStream('deflate-raw'),
    Infinity,
  );
  return `${origin}/new#scenario=${toBase64Url(packed as Uint8Array)}`;
}

/** What a link holds; a sentence that says what is wrong with it when it holds nothing. */
export async function readScenarioLink({
  search,
  hash,
}: Pick<Location, 'search' | 'hash'>): Promise<AnyScenario | string> {
  const scenario = new URLSearchParams(search).get('scenario');
  if (scenario !== null) return { scenario };
  const packed = HASH.exec(hash)?.[1];
  if (packed === undefined) return 'There is no scenario in this link.';
  try {
    const stream = new DecompressionStream('deflate-raw');
    const bytes = await through(fromBase64Url(packed), stream, SCENARIO_BYTES_MAX);
    if (bytes === undefined) return `A scenario holds up to ${SCENARIO_BYTES_MAX} characters.`;
    return { file: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return 'This link is damaged: perhaps its end was cut off when it was copied.';
  }
}

/** The bytes through a stream; undefined once there are more than `limit`: little can unpack to a lot. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));
