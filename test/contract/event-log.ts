// What every event log must do, whatever it is made of. A driver's test file calls this with a way to
// open an empty log.
import { expect, onTestFinished, test } from 'vitest';
import {
  type Draft,
  type EventLog,
  type LoggedEvent,
  LogUnavailable,
  type MemberRecord,
  type RoomRecord,
} from '../../server/chat/log/event-log.ts';
import { type RealMs, realMs, simMs } from '../../shared/time/frames.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';

/** Opens an empty log with this clock; whoever opens it also removes it when the test ends. */
export type OpenLog = (clock: ManualClock) => OpenedLog | Promise<OpenedLog>;

interface OpenedLog {
  readonly log: EventLog;
  /** The clock has been moved: brings a clock that the log has elsewhere to the same time. */
  readonly advanced?: () => Promise<unknown>;
}

const START = Date.UTC(2026, 10, 22, 12);

export const roomRecord = (id = 'room-1'): RoomRecord => ({
  id,
  title: 'Breakfast',
  scenario: 'jupiter',
  epoch: 'e1',
  openedAt: realMs(START),
  sim: simMs(START),
  warp: 1,
  settings: { steering: 'host', omniscient: true },
  hostHash: 'hash',
});

export const say = (id: string, more: Partial<Draft> & { text?: string } = {}): Draft => ({
  id,
  author: more.author ?? 'ann',
  origin: more.origin ?? 'earth',
  body: more.body ?? { kind: 'say', text: more.text ?? `text of ${id}` },
});

const member = (id: string): MemberRecord => ({
  room: 'room-1',
  id,
  tokenHash: `hash of ${id}`,
});

const ids = (events: readonly LoggedEvent[]): string[] => events.map(({ id }) => id);
const names = (count: number, prefix = 'e') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

/** `nodes`: whether one process at a time has the log, or others may append at any moment. */
export function eventLogSuite(
  open: OpenLog,
  { nodes = 'one' }: { nodes?: 'one' | 'many' } = {},
): void {
  async function openRoom(...rooms: string[]) {
    const clock = createManualClock(START);
    const { log, advanced } = await open(clock);
    onTestFinished(() => log.close());
    for (const id of rooms.length > 0 ? rooms : ['room-1'])
      await log.createRoom(roomRecord(id), []);
    const advance = async (ms: number): Promise<void> => {
      clock.advance(ms);
      await advanced?.();
    };
    return { log, clock, advance };
  }

  test('[G1] positions count 1, 2, 3 per room, in the order of the appends', async () => {
    const { log } = await openRoom('room-1', 'room-2');
    const taken = await Promise.all([
      log.append('room-1', [say('a'), say('b')]),
      log.append('room-2', [say('c')]),
      log.append('room-1', [say('d')]),
    ]);
    expect(taken.flat().map(({ id, position }) => [id, position])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 1],
      ['d', 3],
    ]);
    expect([await log.head('room-1'), await log.head('room-2')]).toEqual([3, 1]);
  });

  test('[G2] an event is kept whole, stamped by the clock', async () => {
    const { log, advance } = await openRoom();
    await advance(1234.5);
    const body = { kind: 'say' as const, text: 'Grüße 🪐 \0', replyTo: { author: 'a', id: 'b' } };
    const expected = { ...say('x', { body }), position: 1, at: realMs(START + 1234.5) };
    expect(await log.append('room-1', [say('x', { body })])).toEqual([expected]);
    expect(await log.read('room-1', { limit: 10 })).toEqual([expected]);
    expect(await log.find('room-1', 'ann', 'x')).toEqual(expected);
    expect(log.now()).toBe(START + 1234.5);
  });

  test('[K20] the words of a message are taken out; its key, place, stamp and position stay', async () => {
    const { log, advance } = await openRoom();
    const thread = { author: 'ann', id: 'x' };
    const body = { kind: 'say' as const, text: 'b \\u0000 \0', replyTo: thread, thread };
    await log.append('room-1', [say('x'), say('y', { body })]);
    const warp = { kind: 'warp', warp: 2 } as const;
    await log.append('room-1', [say('w', { origin: '', body: warp })]);
    await advance(1000);
    const before = await log.read('room-1', { limit: 10 });
    await log.erase('room-1', [1, 2, 3, 99]);
    const left = [{ kind: 'erased' }, { kind: 'erased', thread }, warp];
    const after = before.map((event, index) => ({ ...event, body: left[index] }));
    expect(await log.read('room-1', { limit: 10 })).toEqual(after);
    expect(await log.find('room-1', 'ann', 'y')).toEqual(after[1]);
    expect(await log.read('room-1', { origin: 'earth', limit: 10 })).toEqual([]);
    expect(await log.read('room-1', { kinds: ['say'], limit: 10 })).toEqual([]);
    expect(await log.read('room-1', { kinds: ['erased'], limit: 10 })).toEqual(after.slice(0, 2));
    // Said again it is the entry that the log has.
    expect(await log.append('room-1', [say('y', { body })])).toEqual([after[1]]);
    expect(await log.head('room-1')).toBe(3);
  });

  test.runIf(nodes === 'one')(
    '[G14] an event is handed over before the clock has shown more than its stamp',
    async () => {
      const { log, clock } = await openRoom();
      const late: number[] = [];
      log.follow('room-1', 1, (events) => {
        for (const { at } of events) late.push(clock.now() - at);
      });
      await log.append('room-1', [say('x')]);
      const append = log.append('room-1', [say('y')]);
      clock.advance(50);
      await append;
      expect(late).toEqual([0, 0]);
    },
  );

  test('[G3] an id that the log has is not appended again; its first entry comes back', async () => {
    const { log, advance } = await openRoom();
    const [first] = await log.append('room-1', [say('x')]);
    await advance(10);
    const again = await log.append('room-1', [say('x', { text: 'other' }), say('y')]);
    expect(again).toEqual([first, { ...say('y'), position: 2, at: START + 10 }]);
    expect(await log.head('room-1')).toBe(2);
  });

  test('[G3] also inside one append and between appends of one moment', async () => {
    const { log } = await openRoom();
    const [one, two] = await Promise.all([
      log.append('room-1', [say('x'), say('x')]),
      log.append('room-1', [say('x'), say('y')]),
    ]);
    expect([...one, ...two].map(({ id, position }) => [id, position])).toEqual([
      ['x', 1],
      ['x', 1],
      ['x', 1],
      ['y', 2],
    ]);
  });

  test('[G3] the same id of another author or in another room is another event', async () => {
    const { log } = await openRoom('room-1', 'room-2');
    await log.append('room-1', [say('x'), say('x', { author: 'bob' })]);
    await log.append('room-2', [say('x')]);
    expect([await log.head('room-1'), await log.head('room-2')]).toEqual([2, 1]);
    expect((await log.find('room-1', 'bob', 'x'))?.position).toBe(2);
  });

  test('[G4] an append to an unknown room is refused and harms no other', async () => {
    const { log } = await openRoom();
    const lost = log.append('nowhere', [say('x')]);
    const kept = log.append('room-1', [say('x')]);
    await expect(lost).rejects.toBeInstanceOf(LogUnavailable);
    expect(await kept).toHaveLength(1);
    expect(await log.head('nowhere')).toBe(0);
    expect(await log.read('nowhere', { limit: 1 })).toEqual([]);
    expect(await log.find('nowhere', 'ann', 'x')).toBeUndefined();
  });

  test('[G5] a follower gets old events, then new ones, each once and in order', async () => {
    const { log } = await openRoom();
    await log.append(
      'room-1',
      names(1200).map((id) => say(id)),
    );
    const seen: LoggedEvent[] = [];
    log.follow('room-1', 3, (events) => seen.push(...events));
    expect(seen).toEqual([]);
    await log.append('room-1', [say('new')]);
    expect(ids(seen)).toEqual([...names(1200).slice(2), 'new']);
    await log.append('room-1', [say('new'), say('newer')]);
    expect(ids(seen).slice(-2)).toEqual(['new', 'newer']);
    expect(seen).toEqual(await log.read('room-1', { fromPosition: 3, limit: 5000 }));
  });

  test('[G5] a follower has an event before the promise of its append resolves', async () => {
    const { log } = await openRoom('room-1', 'room-2');
    const seen: string[] = [];
    log.follow('room-1', 1, (events) => seen.push(...ids(events)));
    log.follow('room-2', 1, (events) => seen.push(...ids(events)));
    for (const id of names(5)) {
      await log.append('room-1', [say(id)]).then(() => seen.push(`ack ${id}`));
    }
    expect(seen).toEqual(names(5).flatMap((id) => [id, `ack ${id}`]));
  });

  test('[G5] a follower may come before the room and ask for what is not yet there', async () => {
    const { log } = await openRoom();
    const seen: string[] = [];
    log.follow('room-2', 2, (events) => seen.push(...ids(events)));
    await log.append('room-1', [say('elsewhere')]);
    await log.createRoom(roomRecord('room-2'), [{ ...say('a'), at: realMs(START) }]);
    await log.append('room-2', [say('b'), say('c')]);
    expect(seen).toEqual(['b', 'c']);
  });

  test('[G5] a follower that has left gets nothing more, and others still do', async () => {
    const { log } = await openRoom();
    const [left, stays]: [string[], string[]] = [[], []];
    const leave = log.follow('room-1', 1, (events) => left.push(...ids(events)));
    log.follow('room-1', 1, (events) => stays.push(...ids(events)));
    await log.append('room-1', [say('a')]);
    leave();
    leave();
    await log.append('room-1', [say('b')]);
    expect([left, stays]).toEqual([['a'], ['a', 'b']]);
  });

  test('[G5] who leaves while others are being served gets nothing, at either stage', async () => {
    const { log } = await openRoom();
    await log.append(
      'room-1',
      names(1200).map((id) => say(id)),
    );
    const seen: string[] = [];
    let pages = 0;
    const leaveAtOnce = log.follow('room-1', 1, () => {
      pages++;
      leaveAtOnce();
    });
    log.follow('room-1', 1201, () => leave());
    const leave = log.follow('room-1', 1201, (events) => seen.push(...ids(events)));
    await log.append('room-1', [say('while-old')]);
    await log.append('room-1', [say('new')]);
    expect([pages, seen]).toEqual([1, []]);
  });

  test('[G6] a query gives what all its conditions allow, from either end', async () => {
    const { log, advance } = await openRoom();
    const places = ['earth', 'io', 'mars'];
    const receipt = { kind: 'receipt' as const, upTo: simMs(START) };
    for (let index = 0; index < 60; index++) {
      const origin = places[index % 3] as string;
      await log.append('room-1', [
        index % 4 === 0
          ? say(`e${index}`, { origin, body: receipt })
          : say(`e${index}`, { origin }),
      ]);
      if (index % 2 === 1) await advance(10);
    }
    const everything = await log.read('room-1', { limit: 100 });
    expect(everything).toHaveLength(60);
    const options = {
      kinds: [undefined, ['say'], ['receipt', 'say'], ['warp'], []],
      origin: [undefined, 'io', 'pluto'],
      range: [{}, { fromPosition: 10, toPosition: 40 }, { fromPosition: 61 }, { toPosition: 0 }],
      time: [{}, { since: at(100) }, { since: at(55), until: at(200) }, { until: at(-1) }],
      end: [{}, { newestFirst: true }],
      limit: [1, 7, 100],
    } as const;
    let queries = 0;
    for (const kinds of options.kinds)
      for (const origin of options.origin)
        for (const range of options.range)
          for (const time of options.time)
            for (const end of options.end)
              for (const limit of options.limit) {
                const where = {
                  ...(kinds && { kinds }),
                  ...(origin && { origin }),
                  ...range,
                  ...time,
                };
                const query = { ...where, ...end, limit };
                const expected = everything.filter((event) => allows(where, event));
                if ('newestFirst' in end) expected.reverse();
                expect(await log.read('room-1', query), JSON.stringify(query)).toEqual(
                  expected.slice(0, limit),
                );
                queries++;
              }
    expect(queries).toBe(5 * 3 * 4 * 4 * 2 * 3);
  });

  test('[G7] a room is made once, with its first events as their maker stamped them', async () => {
    const { log } = await openRoom();
    const first = [
      { ...say('s1', { author: 'station' }), at: realMs(START - 5000) },
      { ...say('s2', { author: 'station' }), at: realMs(START - 10) },
    ];
    await log.createRoom(roomRecord('room-2'), first);
    expect(await log.findRoom('room-2')).toEqual(roomRecord('room-2'));
    expect(await log.read('room-2', { limit: 9 })).toEqual(
      first.map((event, index) => ({ ...event, position: index + 1 })),
    );
    await expect(log.createRoom(roomRecord('room-2'), [])).rejects.toBeInstanceOf(LogUnavailable);
    expect(await log.findRoom('room-3')).toBeUndefined();
    expect((await log.append('room-2', [say('x')]))[0]).toMatchObject({ position: 3, at: START });
  });

  test('[G7] a room with many first events is made whole, while others are served', async () => {
    const { log } = await openRoom();
    const first = Array.from({ length: 1601 }, (_, index) => ({
      ...say(`s${index}`),
      at: realMs(START - 2000 + index),
    }));
    const made = log.createRoom(roomRecord('room-2'), first);
    await log.append('room-1', [say('meanwhile')]);
    await made;
    expect(await log.head('room-2')).toBe(1601);
    const stored = await log.read('room-2', { limit: 2000 });
    expect(stored.map(({ position, at }) => [position, at])).toEqual(
      first.map(({ at }, index) => [index + 1, at]),
    );
    expect(await log.recentRooms(realMs(0), 9)).toContain('room-2');
    await expect(log.createRoom(roomRecord('room-2'), first)).rejects.toBeInstanceOf(
      LogUnavailable,
    );
  });

  test('[G7] first events stamped out of order or in the future make no room', async () => {
    const { log } = await openRoom();
    const stamped = (...offsets: number[]) =>
      offsets.map((ms) => ({ ...say(`e${ms}`), at: realMs(START + ms) }));
    await expect(log.createRoom(roomRecord('r'), stamped(-1, -2))).rejects.toThrow('`at`');
    await expect(log.createRoom(roomRecord('r'), stamped(1))).rejects.toThrow('`at`');
    expect(await log.findRoom('r')).toBeUndefined();
  });

  test('[G8] recent rooms are those with an event since then, the latest first', async () => {
    const { log, clock, advance } = await openRoom('room-1', 'room-2', 'room-3', 'room-4');
    for (const id of ['room-2', 'room-1', 'room-3', 'room-2']) {
      await advance(1000);
      await log.append(id, [say(`at-${clock.now()}`)]);
    }
    expect(await log.recentRooms(realMs(START), 10)).toEqual(['room-2', 'room-3', 'room-1']);
    expect(await log.recentRooms(at(3000), 10)).toEqual(['room-2', 'room-3']);
    expect(await log.recentRooms(realMs(START), 1)).toEqual(['room-2']);
  });

  test('[G9] members are found by the hash of their token', async () => {
    const { log } = await openRoom();
    await log.addMember(member('ann'));
    await log.addMember(member('bob'));
    expect(await log.findMember('room-1', 'hash of ann')).toEqual(member('ann'));
    expect(await log.findMember('room-1', 'hash of bob')).toEqual(member('bob'));
    expect(await log.findMember('room-1', 'hash of eve')).toBeUndefined();
    expect(await log.findMember('room-2', 'hash of ann')).toBeUndefined();
    expect([await log.countMembers('room-1'), await log.countMembers('room-2')]).toEqual([2, 0]);
  });

  test('[G9] members that cannot be are refused', async () => {
    const { log } = await openRoom();
    await log.addMember(member('ann'));
    await expect(log.addMember(member('ann'))).rejects.toBeInstanceOf(LogUnavailable);
    const lost = { ...member('ann'), room: 'nowhere' };
    await expect(log.addMember(lost)).rejects.toBeInstanceOf(LogUnavailable);
    expect(await log.countMembers('room-1')).toBe(1);
  });

  test('[G10] closing ends the writes in hand; then the log is not ready and refuses', async () => {
    const { log } = await openRoom();
    expect(await log.isReady()).toBe(true);
    log.follow('room-1', 1, () => {});
    const inHand = log.append('room-1', [say('x')]);
    await log.close();
    await log.close();
    expect(await inHand).toHaveLength(1);
    expect(await log.isReady()).toBe(false);
    await expect(log.append('room-1', [say('y')])).rejects.toBeInstanceOf(LogUnavailable);
    await expect(log.head('room-1')).rejects.toBeInstanceOf(LogUnavailable);
  });

  test('[G2] the description says where the events are', async () => {
    const { log } = await openRoom();
    expect(log.description).toMatch(/\w+/);
  });
}

const at = (ms: number): RealMs => realMs(START + ms);

/** The words of EventQuery, once more and as plainly as can be. */
function allows(query: Parameters<EventLog['read']>[1] | object, event: LoggedEvent): boolean {
  const wanted = { limit: 1, ...query };
  return (
    (!wanted.kinds || wanted.kinds.includes(event.body.kind)) &&
    (wanted.origin === undefined || wanted.origin === event.origin) &&
    event.position >= (wanted.fromPosition ?? 0) &&
    event.position <= (wanted.toPosition ?? Infinity) &&
    event.at >= (wanted.since ?? -Infinity) &&
    event.at <= (wanted.until ?? Infinity)
  );
}
