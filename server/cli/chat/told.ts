// What has been told of late: what an answer means, and what `/reply` answers.
import type { ArrivedEvent, EventKey } from '../../../shared/wire/event.ts';
import type { Member } from '../../remote/member-types.ts';
import { plain } from '../plain.ts';

const KEPT = 1000;
const SHOWN = 40;

export interface Told {
  add(event: ArrivedEvent): void;
  /** What an event answers, in short; undefined if it answers nothing. */
  quote(event: ArrivedEvent): string | undefined;
  /** The newest words of somebody else. */
  readonly last: EventKey | undefined;
}

export function createTold(who: () => Pick<Member, 'self' | 'people'>): Told {
  const texts = new Map<string, string>();
  let last: EventKey | undefined;
  const keyOf = ({ author, id }: EventKey): string => `${author} ${id}`;

  return {
    add({ author, id, body }) {
      if (body.kind !== 'say') return;
      const { self, people } = who();
      const name = author === self?.id ? 'You' : plain(people.get(author)?.name ?? 'Somebody');
      const text = plain(body.text);
      const short = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
      texts.set(keyOf({ author, id }), `${name}: “${short}”`);
      if (author !== self?.id) last = { author, id };
      const [oldest] = texts.keys();
      if (texts.size > KEPT && oldest !== undefined) texts.delete(oldest);
    },
    quote({ body }) {
      if (body.kind !== 'say' || !body.replyTo) return undefined;
      return texts.get(keyOf(body.replyTo)) ?? 'a message that is not shown here';
    },
    get last() {
      return last;
    },
  };
}
