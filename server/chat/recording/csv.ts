// A recording as a table (RFC 4180), for spreadsheets: to be read, not to be imported again.
import type { SentEvent } from '../../../shared/chat/event.ts';
import { simMs } from '../../../shared/time/frames.ts';
import type { EventBody } from '../../../shared/wire/event.ts';
import type { Recorded } from './recorded.ts';

const COLUMNS = [
  'kind',
  'logged (real, UTC)',
  'sent (simulated, UTC)',
  'arrived (simulated, UTC)',
  'place',
  'author',
  'name',
  'text',
  'details',
];

/** Rows with their ends. `arrived` is at the place whose view it is, else empty. */
export async function* toCsv({ header, arrive, events }: Recorded): AsyncIterable<string> {
  const isView = header.place !== null;
  const names = new Map<string, string>();
  yield toRow(COLUMNS);
  for await (const event of events()) {
    const { author, origin, at, sentAt, body } = event;
    if (body.kind === 'join' || body.kind === 'rename') names.set(author, body.name);
    const isLight = isView && origin !== '';
    const arrivesAt = isLight ? arrive(origin, header.place ?? '', sentAt) : undefined;
    const who = isView && origin === '' ? '' : author;
    yield toRow([
      body.kind,
      instant(at),
      instant(sentAt),
      arrivesAt === undefined ? '' : instant(arrivesAt),
      origin,
      who,
      names.get(who) ?? '',
      body.kind === 'say' ? body.text : '',
      detailsOf(event),
    ]);
  }
}

/** What the other columns do not say, as JSON. */
function detailsOf({ body }: SentEvent): string {
  const { kind: _, ...rest } = body as EventBody & { text?: string };
  const { text: __, ...details } = rest;
  return Object.keys(details).length === 0 ? '' : JSON.stringify(details);
}

const instant = (ms: number): string => new Date(simMs(ms)).toISOString();

const toRow = (cells: readonly string[]): string => `${cells.map(toCell).join(',')}\r\n`;

/** A spreadsheet would run what begins like a formula; an apostrophe makes it a text. */
function toCell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
