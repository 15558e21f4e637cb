// An automatic member: it sits at its place like anybody else and answers what reaches it. Its answers
// carry ids that follow from what they answer, so that no restart makes it answer twice.
import { type Arrival, pointOf } from '../../shared/chat/event.ts';
import { namedPlace } from '../../shared/space/place-names.ts';
import { customPlaces } from '../../shared/space/place-table.ts';
import { createKind, type StationKind, type StationView } from '../../shared/station/kinds.ts';
import { SAY_BURST } from '../../shared/wire/limits.ts';
import type { PlaceFeed } from '../chat/place-feed.ts';
import { isSeated, type Room } from '../chat/room.ts';
import { threadOf } from '../chat/threads.ts';
import { acknowledge, say } from '../chat/verbs.ts';
import { answerId } from './answer-id.ts';
import { startBeacon } from './beacon.ts';

/** Arrivals that a kind which keeps something in mind reads again when the room is loaded. */
const READ_AGAIN = 2_000;

/**
 * Seats the room's stations, and those that are started later. They stay for as long as the room is
 * loaded, or until they are removed.
 */
export async function seatStations(room: Room, onError: (error: unknown) => void): Promise<void> {
  const seats = new Map<string, Promise<() => void>>();
  const sit = (member: string): Promise<unknown> => {
    const kind = kindOf(room, member);
    if (!kind || seats.has(member)) return Promise.resolve();
    const seated = seat(room, { member, kind }, onError);
    seats.set(member, seated);
    return seated;
  };
  const stand = (member: string): void => {
    void seats.get(member)?.then((leave) => leave(), onError);
    seats.delete(member);
  };
  room.listen({
    logged(events) {
      for (const { author, body } of events) {
        if (body.kind === 'join') void sit(author).catch(onError);
        if (body.kind === 'leave') stand(author);
      }
    },
  });
  await Promise.all([...room.members()].map(sit));
}

/** What a member does by itself, if the server speaks for it. */
function kindOf(room: Room, member: string): StationKind | undefined {
  const who = room.whereabouts(member);
  if (!who?.here || !isSeated(who)) return undefined;
  const does = room.world.stations.get(member)?.does;
  const { stations = [] } = room.record.play ?? {};
  const isSilent = stations.some((one) => one.member === member && !one.answers);
  return does === undefined && isSilent ? undefined : createKind(does ?? 'answer', member);
}

interface Seat {
  readonly member: string;
  readonly kind: StationKind;
}

/** Answers with what ends it. */
async function seat(
  room: Room,
  { member, kind }: Seat,
  onError: (error: unknown) => void,
): Promise<() => void> {
  const place = room.whereabouts(member)?.place ?? '';
  const hear = (arrivals: readonly Arrival[]): void => {
    answerAll(room, { member, kind }, arrivals).catch(onError);
  };
  const feed = await room.feeds.open(place);
  const before = await pastOf(room, feed, kind);
  // From here to the end of this turn nothing arrives.
  const last = before.at(-1);
  const meanwhile = last ? (feed.since(pointOf(last)) ?? []) : feed.latest(SAY_BURST);
  const past = [...before, ...meanwhile];
  const came = past.findLastIndex(
    ({ event }) => event.author === member && event.body.kind === 'join',
  );
  // What was there before it came was not said to it.
  hear(past.slice(came + 1));
  const deaf = room.listen({ arrived: (at, arrivals) => at === place && hear(arrivals) });
  const hello = kind.hello?.(viewOf(room, member));
  if (hello !== undefined) {
    say(room, { member, host: false }, { id: 'station-hello', text: hello }).catch(onError);
  }
  const quiet = startBeacon(room, member, kind, () => viewOf(room, member), onError);
  return () => {
    deaf();
    quiet();
  };
}

const pastOf = async (
  room: Room,
  feed: PlaceFeed,
  { remembers }: StationKind,
): Promise<readonly Arrival[]> =>
  remembers
    ? room.feeds.before(
        feed.place,
        { ...feed.frontier, position: feed.frontier.position + 0.5 },
        READ_AGAIN,
      )
    : feed.latest(SAY_BURST);

async function answerAll(
  room: Room,
  { member, kind }: Seat,
  arrivals: readonly Arrival[],
): Promise<void> {
  const actor = { member, host: false };
  const view = viewOf(room, member);
  const known = new Map(room.knownAt(view.here().id).map(({ id, name }) => [id, name]));
  const heard = arrivals.filter((arrival) => isForStation(room, member, arrival));
  const last = heard[heard.length - 1];
  if (!last) return;
  const answers = heard.map(({ event, arrivesAt }) => {
    const { author, id, sentAt, origin, body } = event;
    const text = kind.answer?.(
      {
        author,
        id,
        name: known.get(author) ?? 'somebody',
        text: body.kind === 'say' ? body.text : '',
        sentAt,
        arrivesAt,
        from: namedPlace(origin, customPlaces(room.world.places)),
      },
      view,
    );
    const replyTo = { author, id };
    return { id: answerId(author, id), text, replyTo, thread: threadOf(event) };
  });
  // A flood is answered as far as any member could answer it.
  const said = answers
    .slice(-SAY_BURST)
    .flatMap(({ text, ...how }) =>
      text === undefined ? [] : [say(room, actor, { ...how, text })],
    );
  await Promise.all([...said, acknowledge(room, actor, { upTo: last.arrivesAt })]);
}

const viewOf = (room: Room, member: string): StationView => ({
  here: () => namedPlace(room.whereabouts(member)?.place ?? '', customPlaces(room.world.places)),
  simNow: room.simNow,
});

/** People's words, not its own and not another station's: two stations would never stop. */
function isForStation(room: Room, member: string, { event }: Arrival): boolean {
  if (event.body.kind !== 'say' || event.author === member) return false;
  return room.whereabouts(event.author)?.station !== true;
}
