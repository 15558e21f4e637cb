// How the terminal chat says what happens. Everything that others wrote is made plain.
import { namedPlace, sayOnPlace, sayThePlace } from '../../../shared/space/place-names.ts';
import { sayCountdown, sayDuration, sayTime } from '../../../shared/time/format.ts';
import type { SimMs } from '../../../shared/time/frames.ts';
import type { Person } from '../../../shared/wire/chat.ts';
import type { ArrivedEvent } from '../../../shared/wire/event.ts';
import type { Member } from '../../remote/member-types.ts';
import { plain, plainLines } from '../plain.ts';
import type { Leg } from './flights.ts';

/** How a text is set off; without colours both leave it as it is. */
export interface Style {
  dim(text: string): string;
  bold(text: string): string;
}

export const NO_STYLE: Style = { dim: (text) => text, bold: (text) => text };
export const ANSI_STYLE: Style = {
  dim: (text) => `\x1b[2m${text}\x1b[22m`,
  bold: (text) => `\x1b[1m${text}\x1b[22m`,
};

const placeOf = (member: Member, id: string) => {
  const { name } = namedPlace(id, member.places);
  return { id, name: plain(name) };
};

/** An event as lines; undefined for what is not told (receipts). */
export function sayEvent(member: Member, event: ArrivedEvent, style: Style): string | undefined {
  const { author, origin, sentAt, arrivesAt, body } = event;
  const isOwn = author === member.self?.id;
  const name = isOwn ? 'You' : plain(member.people.get(author)?.name ?? 'Somebody');
  const place = placeOf(member, origin);
  const isHere = arrivesAt === sentAt;
  const times = isHere ? sayTime(sentAt) : `left ${sayTime(sentAt)}, here ${sayTime(arrivesAt)}`;
  const stamp = style.dim(`[${times}]`);
  const told = (words: string): string => `${stamp} ${name} ${words}`;
  switch (body.kind) {
    case 'say': {
      const who = isOwn || isHere ? name : `${name}, ${sayOnPlace(place)}`;
      const mark = body.priority ? style.bold(`${body.priority.toUpperCase()} `) : '';
      return `${stamp} ${mark}${style.bold(who)}: ${plainLines(body.text, '    ')}`;
    }
    case 'join':
      return told(`${isOwn ? 'are' : 'is'} ${sayOnPlace(place)}`);
    case 'leave':
      return told(sayLeave(member, body, place));
    case 'rename':
      return told(`${isOwn ? 'are' : 'is'} called so from now on`);
    case 'receipt':
      return undefined;
  }
}

function sayLeave(
  member: Member,
  { why, to }: Extract<ArrivedEvent['body'], { kind: 'leave' }>,
  place: { id: string; name: string },
): string {
  if (to !== undefined) return `set off for ${sayThePlace(placeOf(member, to))}`;
  const how = { left: 'left', lost: 'lost the connection', removed: 'was put out', moved: 'left' };
  return `${how[why]} (${sayOnPlace(place)})`;
}

/** What has become of an own message, as a line. */
export function sayLeg(member: Member, { place, text, state, sentAt, arrivesAt }: Leg): string {
  const where = sayThePlace(placeOf(member, place));
  const quote = plain(text).slice(0, 40);
  switch (state) {
    case 'in flight':
      return `-- “${quote}” is on its way to ${where}: ${sayWait(member, { sentAt, arrivesAt })}`;
    case 'should have arrived':
      return `-- “${quote}” should have arrived ${sayOnPlace(placeOf(member, place))}`;
    case 'confirmed':
      return `-- “${quote}” is confirmed: it was shown ${sayOnPlace(placeOf(member, place))}`;
  }
}

/** The light time, and what is left of it in real time. */
function sayWait(
  { clock }: Member,
  { sentAt, arrivesAt }: { sentAt: SimMs; arrivesAt: SimMs },
): string {
  const light = `${sayDuration(arrivesAt - sentAt)} of light, one way`;
  if (clock.warp === 1) return light;
  const real = clock.realUntil(arrivesAt);
  return `${light} (${real === Infinity ? 'paused' : `${sayDuration(real)} here`})`;
}

const BAR = 12;

/** The live status: the clock, and the newest messages in flight. */
export function sayStatus(member: Member, legs: readonly Leg[], connection: string): string {
  const { clock } = member;
  const now = clock.simNow();
  const warp = clock.warp === 0 ? 'paused' : `x${clock.warp}`;
  const flying = legs.filter(({ state }) => state === 'in flight');
  const bars = flying.slice(0, 2).map(({ place, sentAt, arrivesAt }) => {
    // The clock here may be a little behind that of the log.
    const part = Math.min(1, Math.max(0, (now - sentAt) / (arrivesAt - sentAt)));
    const at = Math.floor(part * (BAR - 1));
    const bar = `${'='.repeat(at)}>${'.'.repeat(BAR - 1 - at)}`;
    const wait = clock.warp === 0 ? 'paused' : sayCountdown(clock.realUntil(arrivesAt));
    return `[${bar}] ${placeOf(member, place).name} ${wait}`;
  });
  const waiting = legs.length - flying.length;
  const more = [
    ...(member.unsent > 0 ? [`${member.unsent} not sent yet`] : []),
    ...(flying.length > 2 ? [`${flying.length - 2} more in flight`] : []),
    ...(waiting > 0 ? [`${waiting} not confirmed`] : []),
  ];
  return [connection, `${sayTime(now)} UTC ${warp}`, ...bars, ...more].filter(Boolean).join('  ');
}

/** Who is where, as one's own place knows it. */
export function sayWho(member: Member): string {
  const people = [...member.people.values()].filter(({ here, to }) => here || to !== undefined);
  const lines = people.map((person) => sayPerson(member, person));
  return ['As known here:', ...lines].join('\n');
}

function sayPerson(member: Member, { id, name, station, place, here, to }: Person): string {
  const where = here
    ? sayOnPlace(placeOf(member, place))
    : `on the way to ${sayThePlace(placeOf(member, to ?? place))}`;
  const kind = id === member.self?.id ? ' (you)' : station ? ' (station)' : '';
  return `  ${plain(name)}${kind}, ${where}`;
}
