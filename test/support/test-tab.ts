// A tab without a socket: enters a room, resumes, listens, and keeps what it was given, like the
// browser's does. It complains by itself about whatever comes early, twice or out of order.
import type { EventLog } from '../../server/chat/log/event-log.ts';
import { admit } from '../../server/chat/members.ts';
import { cursorOf, resume } from '../../server/chat/resume.ts';
import type { Room } from '../../server/chat/room.ts';
import type { Actor } from '../../server/chat/verbs.ts';
import { toWire } from '../../shared/chat/event.ts';
import type { ArrivedEvent, WireCursor } from '../../shared/wire/event.ts';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';

export interface TestTab {
  readonly actor: Actor;
  /** What it has, oldest first: a piece of the view of its place that reaches up to now. */
  readonly seen: readonly ArrivedEvent[];
  /** Whether it has been told that something may be missing. */
  readonly lost: boolean;
  readonly room: Room | undefined;
  /** Comes (back) to a loaded room with its token and its cursor. */
  connect(room: Room): Promise<void>;
  /** Lets go without a word. */
  disconnect(): void;
  /** Is cut off, and nobody has noticed yet: it hears nothing, and the room takes it for present. */
  cutOff(): void;
  /** Drops its view, as after a move, and gets that of the place where the member now is. */
  reload(): Promise<void>;
}

export async function openTab(
  log: EventLog,
  room: Room,
  newcomer: { name: string; hue: number; place: string },
): Promise<TestTab> {
  const base = { protocol: PROTOCOL_VERSION, room: room.record.id };
  const first = await admit(
    room,
    { log, rooms: { open: async () => undefined } },
    { ...base, newcomer },
  );
  if (!first.ok) throw new Error(first.detail);
  const { token, actor } = first.value;
  let at: Room | undefined;
  /** Where a connection that is dead still stands for it. */
  let ghost: Room | undefined;
  let stop = (): void => undefined;
  let seen: ArrivedEvent[] = [];
  let cursor: WireCursor | null = null;
  let lost = false;

  function take(from: Room, events: readonly ArrivedEvent[]): void {
    const last = seen.at(-1)?.arrivesAt ?? -Infinity;
    for (const { author, id, arrivesAt } of events) {
      const isKnown = seen.some((one) => one.author === author && one.id === id);
      if (arrivesAt > from.simNow()) throw new Error(`${author}/${id} is early.`);
      if (isKnown) throw new Error(`${author}/${id} came twice.`);
      if (arrivesAt < last) throw new Error(`${author}/${id} is out of order.`);
    }
    seen = seen.concat(events);
  }

  async function catchUp(from: Room): Promise<void> {
    const place = from.whereabouts(actor.member)?.place ?? '';
    const reader = { room: from, log, place, member: actor.member };
    let isLast = false;
    while (!isLast && at === from) {
      const page = await resume(reader, cursor, (last) => {
        isLast = true;
        if (at !== from) return;
        if (last.fresh) seen = [];
        lost ||= last.lost;
        take(from, last.events);
        cursor = last.cursor;
        stop = from.listen({
          arrived(there, arrivals) {
            if (there !== place) return;
            take(from, arrivals.map(toWire));
            cursor = cursorOf(from, arrivals);
          },
        });
      });
      if (page) {
        take(from, page.events);
        cursor = page.cursor;
      }
    }
  }

  const tab: TestTab = {
    actor,
    get seen() {
      return seen;
    },
    get lost() {
      return lost;
    },
    get room() {
      return at;
    },
    async connect(to) {
      const back = await admit(
        to,
        { log, rooms: { open: async () => undefined } },
        { ...base, token },
      );
      if (!back.ok) throw new Error(back.detail);
      at = to;
      to.attach(actor.member);
      // The old connection is noticed to be dead only after the new one stands.
      ghost?.detach(actor.member);
      ghost = undefined;
      await catchUp(to);
    },
    disconnect() {
      stop();
      at?.detach(actor.member);
      ghost?.detach(actor.member);
      at = undefined;
      ghost = undefined;
    },
    cutOff() {
      stop();
      ghost?.detach(actor.member);
      ghost = at;
      at = undefined;
    },
    async reload() {
      stop();
      seen = [];
      cursor = null;
      if (at) await catchUp(at);
    },
  };
  await tab.connect(room);
  return tab;
}
