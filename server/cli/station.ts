// `lightlag station`: an automatic member as a program of its own, over the public protocol.
import { randomBytes } from 'node:crypto';
import { namedPlace } from '../../shared/space/place-names.ts';
import { createKind, type StationKind, stationName } from '../../shared/station/kinds.ts';
import { type ArrivedEvent, STATION_DOES } from '../../shared/wire/event.ts';
import { SAY_BURST } from '../../shared/wire/limits.ts';
import { joinRoom } from '../remote/member.ts';
import type { Member } from '../remote/member-types.ts';
import { answerId } from '../stations/answer-id.ts';
import {
  type Command,
  EXIT,
  type ExitCode,
  readOptions,
  required,
  type Terminal,
  UsageError,
} from './command.ts';
import { readKept, writeKept } from './kept-file.ts';
import { plain } from './plain.ts';
import { readRoomAddress } from './room-address.ts';
import { untilStopped } from './until-stopped.ts';

const EVERY_S_MAX = 86_400;

export const command: Command = {
  help: `Usage: lightlag station --room URL --place PLACE --kind KIND [options]

Puts an automatic member into a room. It answers people, never another station, and stays until
it is stopped (Ctrl+C).

  --room URL     address of the room, http://HOST/r/ROOM
  --place PLACE  where it is: earth, moon, io ... or the id of a custom place
  --kind KIND    answer  says when your words left, when they arrived, how old they are
                 echo    says your words back
                 beacon  speaks by itself, every --every seconds
                 quiz    asks about light time, and counts points
  --every S      beacon: seconds of real time between two, 1 to ${EVERY_S_MAX} (default 60)
  --name NAME    what it is called
  --state FILE   keeps who it is and what it has heard: the same station the next time
`,
  async run(args, terminal) {
    const text = { type: 'string' } as const;
    const { values } = readOptions({
      args: [...args],
      options: { room: text, place: text, kind: text, every: text, name: text, state: text },
    });
    const address = readRoomAddress(required(values.room, '--room URL'));
    const place = required(values.place, '--place PLACE');
    const does = STATION_DOES.find((one) => one === required(values.kind, '--kind KIND'));
    if (!does) {
      throw new UsageError(
        `Expected --kind as one of ${STATION_DOES.join(', ')}, got ${values.kind}.`,
      );
    }
    const everyMs = 1000 * readEvery(values.every ?? '60');
    const kind = createKind(does, randomBytes(8).toString('hex'));
    const name = values.name ?? stationName(does, namedPlace(place, []));
    return runStation({ address, place, kind, everyMs, name, state: values.state }, terminal);
  },
};

function readEvery(text: string): number {
  const seconds = Number(text);
  if (seconds >= 1 && seconds <= EVERY_S_MAX) return seconds;
  throw new UsageError(`Expected --every from 1 to ${EVERY_S_MAX}, got ${text}.`);
}

interface StationOptions {
  readonly address: ReturnType<typeof readRoomAddress>;
  readonly place: string;
  readonly kind: StationKind;
  readonly everyMs: number;
  readonly name: string;
  readonly state: string | undefined;
}

async function runStation(
  { address, place, kind, everyMs, name, state }: StationOptions,
  { out, err }: Terminal,
): Promise<ExitCode> {
  const { url, room } = address;
  const kept = readKept(state, room);
  const stopped = untilStopped();
  let isNew = kept === undefined;
  let code: ExitCode = EXIT.done;
  let beats = 0;
  const member: Member = joinRoom(
    { url, room, newcomer: { name, hue: 150, place, station: true }, kept },
    {
      entered({ self, room: { title } }) {
        out(`${plain(self.name)} is at ${here().name} in ${plain(title)}.\n`);
      },
      arrived(events, page) {
        // What was there before a newcomer came was not said to it.
        if (!page?.fresh) answer(events);
        if (isNew && page?.more === false) {
          isNew = false;
          const hello = kind.hello?.(view);
          if (hello !== undefined) member.say(hello);
        }
      },
      taken: () => undefined,
      failed: (_message, why) => err(`Not taken: ${why}\n`),
      lost: (why) => err(`No connection (${why}). It is tried again.\n`),
      over(why) {
        err(`lightlag station: ${why}\n`);
        code = EXIT.failed;
        stopped.stop();
      },
      keep: (now) => writeKept(state, now),
    },
  );
  const here = () => namedPlace(member.self?.place ?? place, member.places);
  const view = { here, simNow: () => member.clock.simNow() };

  function answer(events: readonly ArrivedEvent[]): void {
    const words = events.filter(
      ({ author, body }) =>
        body.kind === 'say' && author !== member.self?.id && !member.people.get(author)?.station,
    );
    const last = words.at(-1);
    if (last) member.shown(last.arrivesAt);
    // A flood is answered as far as any member could answer it.
    for (const { author, id, sentAt, arrivesAt, origin, body } of words.slice(-SAY_BURST)) {
      const said = body.kind === 'say' ? body.text : '';
      const from = namedPlace(origin, member.places);
      const who = member.people.get(author)?.name ?? 'somebody';
      const heard = { author, id, name: who, text: said, sentAt, arrivesAt, from };
      const text = kind.answer?.(heard, view);
      if (text === undefined) continue;
      member.say(text, { id: answerId(author, id), replyTo: { author, id } });
    }
  }

  const { beat } = kind;
  const beating =
    beat && setInterval(() => member.self && member.say(beat(++beats, view)), everyMs);
  await stopped.promise;
  clearInterval(beating);
  if (code === EXIT.done) await member.leave();
  return code;
}
