// Who is where, as one place knows it. News from different places arrive out of order: for each
// member the newest to have left counts. Pure.
import type { Person } from '../wire/chat.ts';
import type { ArrivedEvent } from '../wire/event.ts';

/** By member id. */
export type People = ReadonlyMap<string, Person>;

/** The people after one more event has arrived; the very same map if it tells nothing newer. */
export function foldPresence(people: People, event: ArrivedEvent): People {
  const before = people.get(event.author);
  const after = personAfter(before, event);
  if (after === undefined || after === before) return people;
  return new Map(people).set(event.author, after);
}

function personAfter(before: Person | undefined, event: ArrivedEvent): Person | undefined {
  const { author, origin, sentAt, body } = event;
  // A move is a leave and a join of one moment: the join is the newer news of the two.
  const isNews =
    before === undefined ||
    sentAt > before.asOf ||
    (sentAt === before.asOf && body.kind !== 'leave');
  if (!isNews) return before;
  switch (body.kind) {
    case 'join':
      return {
        id: author,
        name: body.name,
        hue: body.hue,
        station: body.station ?? false,
        place: origin,
        here: true,
        asOf: sentAt,
      };
    case 'rename': {
      const station = before?.station ?? false;
      const { name, hue } = body;
      return { id: author, name, hue, station, place: origin, here: true, asOf: sentAt };
    }
    case 'leave': {
      if (before === undefined) return undefined;
      const { id, name, hue, station } = before;
      const gone = { id, name, hue, station, place: origin, here: false, asOf: sentAt };
      return body.to === undefined ? gone : { ...gone, to: body.to };
    }
    case 'say':
    case 'receipt':
      return before;
    default:
      return body satisfies never;
  }
}

/** People by the place where they are, or to which they have set off; the gone are left out. */
export function groupByPlace(people: People): ReadonlyMap<string, readonly Person[]> {
  const groups = new Map<string, Person[]>();
  for (const person of people.values()) {
    const place = person.here ? person.place : person.to;
    if (place === undefined) continue;
    const group = groups.get(place);
    if (group) group.push(person);
    else groups.set(place, [person]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.name.localeCompare(b.name));
  return groups;
}
