// An automatic member: it sits at its place like anybody else and answers what reaches it. Its answers
// carry ids that follow from what they answer, so that no restart makes it answer twice.
import type { Arrival } from '../../shared/chat/event.ts';
import { type Named, namedPlace } from '../../shared/space/place-names.ts';
import { customPlaces } from '../../shared/space/place-table.ts';
import { answerTo } from '../../shared/station/answer.ts';
import { SAY_BURST } from '../../shared/wire/limits.ts';
import { isSeated, type Room } from '../chat/room.ts';
import { acknowledge, say } from '../chat/verbs.ts';
import { answerId } from './answer-id.ts';

/** Seats the room's stations. They stay for as long as the room is loaded. */
export async function seatStations(room: Room, onError: (error: unknown) => void): Promise<void> {
  const silent = room.record.play?.stations.filter(({ answers }) => !answers) ?? [];
  const stations = [...room.members()].filter((one) => {
    const who = room.whereabouts(one);
    return who && isSeated(who) && !silent.some(({ member }) => member === one);
  });
  await Promise.all(stations.map((member) => seat(room, member, onError)));
}

async function seat(room: Room, member: string, onError: (error: unknown) => void): Promise<void> {
  const place = room.whereabouts(member)?.place;
  if (place === undefined) return;

  const hear = (arrivals: readonly Arrival[]): void => {
    answerAll(room, member, arrivals).catch(onError);
  };
  room.listen({ arrived: (at, arrivals) => at === place && hear(arrivals) });
  const feed = await room.feeds.open(place);
  hear(feed.latest(SAY_BURST));
}

async function answerAll(room: Room, member: string, arrivals: readonly Arrival[]): Promise<void> {
  const actor = { member, host: false };
  const heard = arrivals.filter((arrival) => isForStation(room, member, arrival));
  const last = heard[heard.length - 1];
  if (!last) return;
  // A flood is answered as far as any member could answer it.
  const answers = heard.slice(-SAY_BURST).map((arrival) => {
    const { event, arrivesAt } = arrival;
    const { author, id, sentAt, origin, body } = event;
    const text = body.kind === 'say' ? body.text : '';
    const words = { text, sentAt, arrivesAt, from: named(room, origin) };
    const here = named(room, room.whereabouts(member)?.place ?? '');
    return say(room, actor, {
      id: answerId(author, id),
      text: answerTo({ ...words, here }, room.simNow()),
      replyTo: { author, id },
    });
  });
  await Promise.all([...answers, acknowledge(room, actor, { upTo: last.arrivesAt })]);
}

/** People's words, not its own and not another station's: two stations would never stop. */
function isForStation(room: Room, member: string, { event }: Arrival): boolean {
  if (event.body.kind !== 'say' || event.author === member) return false;
  return room.whereabouts(event.author)?.station !== true;
}

const named = (room: Room, place: string): Named =>
  namedPlace(place, customPlaces(room.world.places));
