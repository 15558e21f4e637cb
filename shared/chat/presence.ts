// Who is where, as each place knows it: by the newest presence event whose light has arrived there.
import type { SimMs } from '../time/frames.ts';
import type { Person } from '../wire/chat.ts';
import type { DataBody } from '../wire/event.ts';
import type { Arrive, DataEvent, SentEvent } from './event.ts';

type News = SentEvent<Extract<DataBody, { kind: 'join' | 'leave' | 'rename' }>>;

export const PRESENCE_KINDS = ['join', 'leave', 'rename'] as const;

/** A member as the log knows it, light or no light. For the server's own decisions only. */
export interface Whereabouts {
  readonly name: string;
  readonly hue: number;
  readonly station: boolean;
  /** A station that is a client of its own. */
  readonly visiting: boolean;
  readonly place: string;
  readonly here: boolean;
}

export interface Presence {
  /** Takes the next event of the log; other kinds are passed over. */
  add(event: DataEvent): void;
  /** The truth about a member; undefined if it never joined. */
  whereabouts(member: string): Whereabouts | undefined;
  members(): Iterable<string>;
  /** Every place that somebody has ever been at: the origins of all data events. */
  origins(): Iterable<string>;
  /** Everybody that `place` knows of at `now`, by the order of their first join. */
  knownAt(place: string, now: SimMs, arrive: Arrive): Person[];
}

export function createPresence(): Presence {
  const newsOf = new Map<string, News[]>();
  const origins = new Set<string>();

  return {
    add(event) {
      if (!isNews(event)) return;
      origins.add(event.origin);
      const list = newsOf.get(event.author);
      if (list) list.push(event);
      else newsOf.set(event.author, [event]);
    },
    whereabouts(member) {
      const news = newsOf.get(member) ?? [];
      const person = personFrom(news);
      if (!person) return undefined;
      const { name, hue, station, place, here } = person;
      const visiting = news.some(({ body }) => body.kind === 'join' && body.visiting === true);
      return { name, hue, station, visiting, place, here };
    },
    members: () => newsOf.keys(),
    origins: () => origins,
    knownAt(place, now, arrive) {
      const people: Person[] = [];
      for (const list of newsOf.values()) {
        const known = list.filter((news) => arrive(news.origin, place, news.sentAt) <= now);
        const person = personFrom(known);
        if (person) people.push(person);
      }
      return people;
    },
  };
}

function isNews(event: DataEvent): event is News {
  return (PRESENCE_KINDS as readonly string[]).includes(event.body.kind);
}

/**
 * Folds what is known of one member. `news`: in log order, perhaps with gaps (a leave may be known
 * before the join that it ends, when they come from different places).
 */
function personFrom(news: readonly News[]): Person | undefined {
  let person: Person | undefined;
  for (const { author, origin, sentAt, body } of news) {
    switch (body.kind) {
      case 'join':
        person = {
          id: author,
          name: body.name,
          hue: body.hue,
          station: body.station ?? false,
          place: origin,
          here: true,
          asOf: sentAt,
        };
        break;
      case 'leave':
        if (person) {
          const { to: _, ...known } = person;
          const to = body.to === undefined ? {} : { to: body.to };
          person = { ...known, place: origin, here: false, asOf: sentAt, ...to };
        }
        break;
      case 'rename':
        if (person) person = { ...person, name: body.name, hue: body.hue };
        break;
    }
  }
  return person;
}
