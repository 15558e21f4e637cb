// Rooms to look at: a conversation between worlds that has been going on for a minute, or a crowd of
// messages in flight. Everything is in the log from the start, stamped in the past.
import type { Page } from 'playwright';
import {
  hashToken,
  newEventId,
  newMemberId,
  newRoomId,
  newToken,
} from '../../server/chat/credentials.ts';
import type { Draft, EventLog } from '../../server/chat/log/event-log.ts';
import { createLightTimes } from '../../shared/space/light-time.ts';
import { noPlaces } from '../../shared/space/place-table.ts';
import { arrivalAt } from '../../shared/space/places.ts';
import { noWays } from '../../shared/space/way-table.ts';
import { type RealMs, realMs, type SimMs, simMs } from '../../shared/time/frames.ts';

type Stamped = Draft & { at: RealMs };

export interface PictureRoom {
  readonly room: string;
  readonly warp: number;
  readonly hostToken: string;
  /** Who opens the page: a member at Earth. */
  readonly me: { readonly id: string; readonly token: string; readonly name: string };
}

const WARP = 260;
/** Long enough for everybody to know of everybody, also at the slower warp of the crowd. */
const OPENED_BEFORE_MS = 400_000;

interface Cast {
  readonly id: string;
  readonly name: string;
  readonly hue: number;
  readonly place: string;
  readonly station?: true;
}

/** Who says what, real seconds before now; `re`: the index of the line that is answered. */
const LINES: readonly { before: number; who: number; text: string; re?: number }[] = [
  { before: 52, who: 0, text: 'Good morning, everybody. Who is awake?' },
  { before: 49, who: 1, text: 'Mars is. Coffee is on.', re: 0 },
  { before: 46, who: 2, text: 'Night shift on Io. Is anybody there?' },
  { before: 41.6, who: 2, text: 'Io is awake. It is always night somewhere.', re: 0 },
  { before: 39, who: 3, text: 'Ganymede heard you too', re: 0 },
  { before: 33, who: 0, text: 'Io, how is the volcano?', re: 3 },
  { before: 30, who: 2, text: 'Loki Patera is brightening' },
  { before: 28, who: 1, text: 'Dust storm here, quite a view' },
  { before: 21, who: 2, text: 'Loud. Yellow. Wonderful.', re: 5 },
  { before: 17, who: 3, text: 'We can see the plume from here' },
  { before: 12.5, who: 0, text: 'Send pictures, please', re: 6 },
  { before: 8, who: 1, text: 'Earth, do you copy?' },
  { before: 5.4, who: 0, text: 'We copy, Mars. Loud and late.', re: 11 },
  { before: 4.2, who: 2, text: 'Pictures are on the way' },
  { before: 2, who: 0, text: 'Good night, Ganymede' },
];

export async function makeConversation(log: EventLog): Promise<PictureRoom> {
  const made = await openRoom(log, 'Worlds talking');
  const { cast, at, arrival, write } = made;
  const said = LINES.map(({ before, who, text }): Stamped => {
    const author = cast[who] as Cast;
    return {
      id: newEventId(),
      author: author.id,
      origin: author.place,
      at: at(before),
      body: { kind: 'say', text },
    };
  });
  const linked = said.map((draft, index): Stamped => {
    const re = LINES[index]?.re;
    const to = re === undefined ? undefined : said[re];
    if (!to || draft.body.kind !== 'say') return draft;
    return { ...draft, body: { ...draft.body, replyTo: { author: to.author, id: to.id } } };
  });
  // Every place tells that it has shown what it got, a moment after it came.
  const receipts = linked.flatMap((draft) =>
    cast
      .filter(({ place }) => place !== draft.origin)
      .flatMap(({ id, place }): Stamped[] => {
        const upTo = arrival(draft, place);
        const when = realMs(made.realOf(upTo) + 200);
        if (when >= made.now) return [];
        return [
          {
            id: newEventId(),
            author: id,
            origin: place,
            at: when,
            body: { kind: 'receipt', upTo },
          },
        ];
      }),
  );
  await write([...linked, ...receipts]);
  return made.result;
}

/** `count` messages of one member that are all on their way to three places when the room is written. */
export async function makeCrowd(log: EventLog, count: number): Promise<PictureRoom> {
  // Slower than the conversation, so that they stay in flight for some minutes.
  const made = await openRoom(log, 'A crowd in flight', 10);
  const drafts = Array.from({ length: count }, (_, index): Stamped => {
    const author = made.cast[0] as Cast;
    const before = 80 - (index / count) * 79;
    const text = `Message ${index}`;
    return {
      id: newEventId(),
      author: author.id,
      origin: author.place,
      at: made.at(before),
      body: { kind: 'say', text },
    };
  });
  await made.write(drafts);
  return made.result;
}

async function openRoom(log: EventLog, title: string, warp = WARP) {
  const now = log.now();
  const openedAt = realMs(now - OPENED_BEFORE_MS);
  const sim = simMs(now - OPENED_BEFORE_MS * warp);
  const cast: readonly Cast[] = [
    { id: newMemberId(), name: 'Ada', hue: 215, place: 'earth' },
    { id: newMemberId(), name: 'Mara', hue: 28, place: 'mars' },
    { id: newMemberId(), name: 'Io Station', hue: 85, place: 'io', station: true },
    { id: newMemberId(), name: 'Gus', hue: 320, place: 'ganymede' },
  ];
  const me = cast[0] as Cast;
  const room = newRoomId();
  const [token, hostToken] = [newToken(), newToken()];
  const lightTimes = createLightTimes();
  const simOf = (at: RealMs): SimMs => simMs(sim + (at - openedAt) * warp);
  const settings = { steering: 'host', omniscient: true } as const;
  const joins = cast.map(
    ({ id, name, hue, place, station }): Stamped => ({
      id: newEventId(),
      author: id,
      origin: place,
      at: openedAt,
      body: { kind: 'join', name, hue, ...(station && { station }) },
    }),
  );
  return {
    cast,
    now,
    at: (beforeSeconds: number) => realMs(now - beforeSeconds * 1000),
    realOf: (at: SimMs) => realMs(openedAt + (at - sim) / warp),
    arrival: ({ origin, at }: Stamped, to: string): SimMs =>
      arrivalAt(
        lightTimes,
        { places: noPlaces, ways: noWays },
        { from: origin, to, sentAt: simOf(at) },
      ),
    async write(drafts: readonly Stamped[]) {
      const first = [...joins, ...drafts].sort((a, b) => a.at - b.at);
      const names = { id: room, title, scenario: 'io', epoch: newEventId() };
      const hostHash = hashToken(hostToken);
      await log.createRoom({ ...names, openedAt, sim, warp, settings, hostHash }, first);
      await log.addMember({ room, id: me.id, tokenHash: hashToken(token) });
      const body = { kind: 'standing', member: me.id, is: 'host' } as const;
      await log.append(room, [{ id: newEventId(), author: me.id, origin: '', body }]);
    },
    result: { room, warp, hostToken, me: { id: me.id, token, name: me.name } },
  };
}

/** Makes the page be the member that opens the room. Call before it goes there. */
export async function beMember(page: Page, { room, me }: PictureRoom): Promise<void> {
  await page.addInitScript(
    ({ key, token, name }) => {
      if (localStorage.getItem(key) !== null) return;
      const lease = { tab: '', at: 0 };
      const one = { slot: 'picture-slot', token, name, hue: 215, place: 'earth', lease };
      localStorage.setItem(key, JSON.stringify([one]));
    },
    { key: `lightlag:who:${room}`, token: me.token, name: me.name },
  );
}
