// What goes out as a recording comes in as the same room: the same views at every place and time, and
// of a view nothing but what has arrived.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EventLog } from '../../../server/chat/log/event-log.ts';
import { createMemoryLog } from '../../../server/chat/log/memory.ts';
import { importRecording } from '../../../server/chat/recording/import.ts';
import { toJsonLines } from '../../../server/chat/recording/json-lines.ts';
import { openRecorded } from '../../../server/chat/recording/recorded.ts';
import type { Arrival } from '../../../shared/chat/event.ts';
import { type SimMs, simMs } from '../../../shared/time/frames.ts';
import { createDice } from '../../support/dice.ts';
import { type LivedRoom, liveRoom, readAll } from '../../support/lived-room.ts';
import { toyLight } from '../../support/toy-light.ts';

const SEEDS = Array.from({ length: 80 }, (_, seed) => seed);

async function live(seed: number): Promise<LivedRoom> {
  const lived = await liveRoom(seed);
  onTestFinished(lived.close);
  return lived;
}

/** The recording of a room as text: its log, or the view of a place. */
async function exported(log: EventLog, id: string, place: string | null): Promise<string> {
  const record = await log.findRoom(id);
  if (!record) throw new Error('There is no such room.');
  const lens = { place, now: log.now() };
  let text = '';
  const recorded = await openRecorded(log, record, { lens, lightTimes: toyLight });
  for await (const line of toJsonLines(recorded)) text += line;
  return text;
}

/** The room that a recording makes, in an empty log of its own. */
async function imported(text: string, { clock }: LivedRoom) {
  const log = createMemoryLog({ clock });
  const pieces = (async function* () {
    for (let from = 0; from < text.length; from += 1000) yield text.slice(from, from + 1000);
  })();
  const made = await importRecording(log, pieces);
  if (!made.ok) throw new Error(made.detail);
  return { log, id: made.value.room };
}

/** Times all over a room, some of them exactly those at which something arrives. */
function moments(seed: number, view: readonly Arrival[], until: SimMs): SimMs[] {
  const dice = createDice(seed);
  const arrivals = view.map(({ arrivesAt }) => arrivesAt);
  const exact = Array.from({ length: 8 }, () => dice.pick(arrivals) ?? until);
  const between = exact.map((at) => simMs(at + dice.upTo(1e6) - 5e5));
  return [...exact, ...exact.map((at) => simMs(at - 2 ** -8)), ...between, until];
}

/** A view without positions: in the log of a view they count something else. */
const seen = (view: readonly Arrival[]) =>
  view.map(({ arrivesAt, event: { position: _, ...event } }) => ({ ...event, arrivesAt }));

describe('any room that has lived', () => {
  test.each(SEEDS)('[X1] seed %i: imported from its log it has the same views', async (seed) => {
    const lived = await live(seed);
    const { id } = lived.room.record;
    const before = await readAll(lived.log, id);
    const text = await exported(lived.log, id, null);
    const copy = await imported(text, lived);
    const after = await readAll(copy.log, copy.id);
    expect(after.logged).toEqual(before.logged);
    for (const place of before.places) {
      const all = before.view(place, simMs(Infinity));
      for (const now of moments(seed, all, lived.room.simNow())) {
        expect(after.view(place, now)).toEqual(before.view(place, now));
      }
    }
    expect(await exported(copy.log, copy.id, null)).toBe(text);
  });

  test.each(SEEDS)('[X2] seed %i: the recording of a view has that view', async (seed) => {
    const lived = await live(seed);
    const { id } = lived.room.record;
    const now = lived.room.simNow();
    const before = await readAll(lived.log, id);
    for (const place of before.places) {
      const text = await exported(lived.log, id, place);
      const copy = await imported(text, lived);
      const after = await readAll(copy.log, copy.id);
      for (const at of moments(seed, before.view(place, now), now)) {
        if (at <= now) expect(seen(after.view(place, at))).toEqual(seen(before.view(place, at)));
      }
      expect(await exported(copy.log, copy.id, null)).toBe(text);
    }
  });

  test.each(SEEDS)('[X2] seed %i: a view holds no byte of what has not arrived', async (seed) => {
    const lived = await live(seed);
    const { id } = lived.room.record;
    const now = lived.room.simNow();
    const all = await readAll(lived.log, id);
    for (const place of all.places) {
      const text = await exported(lived.log, id, place);
      const known = all.logged.filter((event) => all.isArrived(event, place, now));
      const knownAuthors = new Set(
        known.filter(({ origin }) => origin).map(({ author }) => author),
      );
      for (const event of all.logged) {
        if (known.includes(event)) continue;
        expect(text).not.toContain(`"${event.id}"`);
        if (event.body.kind === 'say') expect(text).not.toContain(JSON.stringify(event.body.text));
        if (!knownAuthors.has(event.author)) expect(text).not.toContain(event.author);
      }
      expect(text).not.toContain('position');
      expect(text).not.toContain('hostHash');
    }
  });
});
