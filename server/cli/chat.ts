// `lightlag chat`: the room for people who live in a terminal, over the public protocol.
import type { ArrivedEvent } from '../../shared/wire/event.ts';
import { joinRoom } from '../remote/member.ts';
import type { Member } from '../remote/member-types.ts';
import { createFlights } from './chat/flights.ts';
import { ORDERS_HELP, obey } from './chat/orders.ts';
import { openScreen } from './chat/screen.ts';
import { createTold } from './chat/told.ts';
import { ANSI_STYLE, NO_STYLE, sayEvent, sayLeg, sayStatus } from './chat/words.ts';
import {
  type Command,
  EXIT,
  type ExitCode,
  readOptions,
  type Terminal,
  UsageError,
} from './command.ts';
import { readKept, writeKept } from './kept-file.ts';
import { plain } from './plain.ts';
import { type RoomAddress, readRoomAddress } from './room-address.ts';

/** Lines of the past that a newcomer is told. */
const TOLD_MAX = 30;
const STATUS_EVERY_MS = 200;
/** Real ms that what is unsaid has when one leaves. */
const FAREWELL_MS = 10_000;

export const command: Command = {
  help: `Usage: lightlag chat URL [options]

Chats in a room. URL: its address, http://HOST/r/ROOM (the host's link and that of a key, too).

  --place PLACE  where to be, when new: earth (default), moon, io ...
  --name NAME    what to be called, when new (default: your login name)
  --state FILE   keeps who you are and what you have seen: the same member the next time
  --no-color     no colours (so does NO_COLOR in the environment)

${ORDERS_HELP}

Times are of the simulation, UTC. Without a terminal it reads lines and writes lines, and leaves at
the end of its input.
`,
  async run(args, terminal) {
    const text = { type: 'string' } as const;
    const { values, positionals } = readOptions({
      args: [...args],
      options: { place: text, name: text, state: text, 'no-color': { type: 'boolean' } },
      allowPositionals: true,
    });
    const [url, ...rest] = positionals;
    if (url === undefined || rest.length > 0) {
      throw new UsageError(`Expected one address of a room, got ${positionals.length}.`);
    }
    const { env, stdout } = process;
    const isPlain = values['no-color'] === true || env.NO_COLOR !== undefined || !stdout.isTTY;
    const { place = 'earth', name = env.USER ?? 'Somebody', state } = values;
    return chat({ address: readRoomAddress(url), place, name, state, isPlain }, terminal);
  },
};

interface ChatOptions {
  readonly address: RoomAddress;
  readonly place: string;
  readonly name: string;
  readonly state: string | undefined;
  readonly isPlain: boolean;
}

async function chat(
  { address, place, name, state, isPlain }: ChatOptions,
  { err }: Terminal,
): Promise<ExitCode> {
  const { url, room, hostToken, key } = address;
  const kept = readKept(state, room);
  const style = isPlain ? NO_STYLE : ANSI_STYLE;
  const flights = createFlights();
  const told = createTold(() => member);
  let connection = 'connecting';
  let day = '';
  let code: ExitCode = EXIT.done;
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });

  const screen = openScreen(
    { input: process.stdin, output: process.stdout },
    { typed: (line) => void take(line), ended: leave },
  );
  const note = (words: string): void => screen.line(style.dim(words));
  const member: Member = joinRoom(
    { url, room, newcomer: { name, hue: hueOf(name), place }, hostToken, key, kept },
    {
      entered({ self, room: { title } }) {
        if (connection === 'connecting') {
          note(`-- ${plain(title)}. You are ${plain(self.name)}. /help says what can be done.`);
        } else if (connection !== '') note('-- connected again');
        connection = '';
      },
      arrived(events, page) {
        const shown = page?.fresh ? events.slice(-TOLD_MAX) : events;
        if (page?.lost) note('-- the log came back without something: messages may be missing');
        if (shown.length < events.length || page?.older) note('-- (there is more before this)');
        for (const event of events) flights.arrived(event);
        shown.forEach(tell);
        const far = events.filter(
          ({ origin, body }) => body.kind === 'say' && origin !== member.self?.place,
        );
        const last = far.at(-1);
        if (last) member.shown(last.arrivesAt);
        refresh();
      },
      taken(message, sent) {
        flights.sent(sent, message.text);
        if (!screen.isLive) {
          const legs = flights.open(member.clock.simNow()).slice(0, sent.arrivals.length);
          for (const leg of legs) note(sayLeg(member, leg));
        }
        refresh();
      },
      failed: (message, why) => note(`-- not sent: “${plain(message.text)}”. ${plain(why)}`),
      lost(why) {
        if (connection === '') note(`-- no connection (${plain(why)}); what you say is kept`);
        if (connection !== 'connecting') connection = 'no connection';
        else if (!screen.isLive) note(`-- no connection (${plain(why)}); it is tried again`);
        refresh();
      },
      over(why) {
        err(`lightlag chat: ${plain(why)}\n`);
        code = EXIT.failed;
        leave();
      },
      keep: (now) => writeKept(state, now),
    },
  );

  function tell(event: ArrivedEvent): void {
    const answered = told.quote(event);
    const said = sayEvent(member, event, style);
    if (said === undefined) return;
    told.add(event);
    const words = answered === undefined ? said : `${said} ${style.dim(`(answers ${answered})`)}`;
    const today = new Date(event.arrivesAt).toISOString().slice(0, 10);
    if (today !== day) note(`-- ${today}`);
    day = today;
    screen.line(words);
  }

  async function take(line: string): Promise<void> {
    const order = /^\/(\w+)\s*(.*)$/.exec(line);
    const [, name, rest = ''] = order ?? [];
    if (name === 'quit') leave();
    else if (name === 'reply' && rest !== '' && told.last) member.say(rest, { replyTo: told.last });
    else if ((name === 'priority' || name === 'urgent') && rest !== '') {
      member.say(rest, { priority: name });
    } else if (name === 'reply') note('Expected words after /reply, and a message to answer.');
    else if (name !== undefined) note(await obey(member, name, rest));
    else if (line.trim() !== '') {
      member.say(line.replace(/^\/\//, '/'));
      if (connection !== '') note(`-- kept until there is a connection: “${plain(line)}”`);
    }
    refresh();
  }

  function refresh(): void {
    const now = member.clock.simNow();
    for (const leg of flights.changed(now)) {
      if (!screen.isLive || leg.state === 'confirmed') note(sayLeg(member, leg));
    }
    if (member.self) screen.status(sayStatus(member, flights.open(now), connection));
  }

  const ticking = setInterval(refresh, STATUS_EVERY_MS);
  await left;
  clearInterval(ticking);
  screen.close();
  if (code === EXIT.done) await member.leave(FAREWELL_MS);
  return code;
}

/** A hue that follows from the name, so that it is the same the next time. */
const hueOf = (name: string): number =>
  [...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % 360;
