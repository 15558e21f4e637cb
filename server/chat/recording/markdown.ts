// A recording as the log of a mission (Markdown): what was said and who came and went, for people to read
// and to keep. In the order of sending; each entry says when its light was where.
import type { SentEvent } from '../../../shared/chat/event.ts';
import { type Named, namedPlace } from '../../../shared/space/place-names.ts';
import type { SimMs } from '../../../shared/time/frames.ts';
import type { CustomPlace, DataBody, WorldBody } from '../../../shared/wire/event.ts';
import type { Recorded } from './recorded.ts';

/** Characters of what an answer answers. */
const QUOTE = 80;

type Recording = SentEvent<DataBody | WorldBody>;
type Said = Extract<DataBody, { kind: 'say' }>;

/** Pieces of the document, each with its line ends. */
export async function* toMarkdown(recorded: Recorded): AsyncIterable<string> {
  const { header, events } = recorded;
  const places = header.place === null ? await recorded.origins() : [header.place];
  const teller = createTeller(recorded, places);
  const whose = header.place === null ? 'all places' : 'one place';
  yield `# ${plain(header.title)}\n\nMission log of ${whose}, as of ${instant(header.until)}. `;
  yield 'All times are simulated, UTC. In the order of sending.\n';
  let day = '';
  for await (const event of events()) {
    const entry = teller.take(event);
    if (entry === undefined) continue;
    const today = instant(event.sentAt).slice(0, 10);
    if (today !== day) yield `\n## ${today}\n`;
    day = today;
    yield `\n${entry}\n`;
  }
}

/** `places`: whose arrivals are told. */
function createTeller({ header, arrive }: Recorded, places: readonly string[]) {
  const names = new Map<string, string>();
  const texts = new Map<string, string>();
  const customs = new Map<string, CustomPlace>();
  const place = (id: string): string => {
    const named: Named = namedPlace(id, [...customs.values()]);
    return plain(named.name);
  };
  const nameOf = (author: string): string => plain(names.get(author) ?? 'Somebody');

  /** Where else it was heard, and when; of a view: here. */
  function arrivals({ origin, sentAt }: Recording): string {
    const told = places
      .filter((one) => one !== origin)
      .map((one) => ({ one, at: arrive(origin, one, sentAt) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ one, at }) => sayArrival(place(one), at, header.until));
    return told.map((words) => `; ${words}`).join('');
  }

  function take(event: Recording): string | undefined {
    const { author, id, origin, sentAt, body } = event;
    if (body.kind === 'place') customs.set(body.place.id, body.place);
    if (body.kind === 'join' || body.kind === 'rename') names.set(author, body.name);
    if (origin === '') return undefined;
    const who = `**${nameOf(author)}**, ${place(origin)}`;
    const head = (words: string): string =>
      `${time(sentAt)} ${who}${words} _(sent ${time(sentAt)}${arrivals(event)})_`;
    switch (body.kind) {
      case 'say':
        texts.set(`${author} ${id}`, `${nameOf(author)}: “${short(body.text)}”`);
        return `${head(body.priority ? ` **${body.priority.toUpperCase()}**` : '')}\n${answers(body)}\n${quoted(body.text)}`;
      case 'join':
        return head(body.from === undefined ? ' is here' : ` is here, from ${place(body.from)}`);
      case 'leave':
        return head(body.to === undefined ? ' is gone' : ` left for ${place(body.to)}`);
      default:
        return undefined;
    }
  }

  function answers({ replyTo }: Said): string {
    if (!replyTo) return '';
    const what = texts.get(`${replyTo.author} ${replyTo.id}`);
    return `\n_answers ${what ?? 'a message that has not reached this place'}_\n`;
  }

  return { take };
}

function sayArrival(place: string, at: SimMs, until: SimMs): string {
  if (at === Infinity) return `${place}: never`;
  return at <= until ? `${place} ${stamp(at)}` : `${place}: on its way, ${stamp(at)}`;
}

const instant = (ms: number): string => new Date(ms).toISOString();
const time = (ms: number): string => instant(ms).slice(11, 19);
/** Light may arrive on another day. */
const stamp = (ms: number): string => instant(ms).slice(0, 19).replace('T', ' ');

/** One line without markup: what people write is text. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>&#|~]/g, '\\$&');
}

const short = (text: string): string =>
  plain(text.length > QUOTE ? `${text.slice(0, QUOTE)}…` : text);

/** As an indented block: every character stands for itself. */
const quoted = (text: string): string => text.replace(/^/gm, '    ');
