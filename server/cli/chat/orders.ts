// What begins with a slash: orders to the program, not words to the room.
import { BODIES } from '../../../shared/space/bodies.ts';
import { namedPlace, sayOnPlace } from '../../../shared/space/place-names.ts';
import type { Member } from '../../remote/member-types.ts';
import { plain } from '../plain.ts';
import { NO_STYLE, sayEvent, sayWho } from './words.ts';

export const ORDERS_HELP = `  /reply WORDS  answer the newest message of somebody else
  /priority WORDS, /urgent WORDS
                say it with that mark
  /search WORDS what has arrived here with all these words
  /who          who is where, as known here
  /places       where one can be
  /move PLACE   be at another place from now on
  /warp N       N simulated seconds per real second, 0 to pause (for the host)
  /quit         leave (Ctrl+C and Ctrl+D do, too)
  /help         this text
  //words       say something that begins with a slash`;

/** Obeys `/order rest`; resolves with what to tell. `quit` and what says something are the caller's. */
export async function obey(member: Member, order: string, rest: string): Promise<string> {
  switch (order) {
    case 'help':
      return ORDERS_HELP;
    case 'who':
      return sayWho(member);
    case 'places':
      return [...BODIES, ...member.places]
        .map(({ id, name }) => `  ${id}  ${plain(name)}`)
        .join('\n');
    case 'search':
      return search(member, rest);
    case 'move':
      return move(member, rest);
    case 'warp':
      return warp(member, rest);
    default:
      return `There is no /${plain(order)}. See /help.`;
  }
}

async function search(member: Member, rest: string): Promise<string> {
  const answer = await member.search(rest);
  if (!answer.ok) return plain(answer.detail);
  const { events, older } = answer.value;
  const found = events.toReversed().map((event) => sayEvent(member, event, NO_STYLE));
  const more = older === null ? [] : ['(there may be more before this)'];
  return [`Found: ${events.length || 'nothing'}`, ...more, ...found].join('\n');
}

async function move(member: Member, rest: string): Promise<string> {
  const wanted = rest.trim();
  const found = [...BODIES, ...member.places].find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase(),
  );
  if (!found) return `Expected a place after /move, got ${plain(wanted) || 'none'}. See /places.`;
  const answer = await member.move(found.id);
  if (!answer.ok) return plain(answer.detail);
  return `You are ${plain(sayOnPlace(namedPlace(found.id, member.places)))} now, and this is what is known there.`;
}

async function warp(member: Member, rest: string): Promise<string> {
  const wanted = Number(rest.trim().replace(/^x/i, ''));
  if (rest.trim() === '' || !(wanted >= 0 && wanted <= 1_000_000)) {
    return `Expected /warp from 0 to 1000000, got ${plain(rest.trim()) || 'none'}.`;
  }
  const answer = await member.warp(wanted);
  return answer.ok ? `Time runs at x${answer.value.segment.warp}.` : plain(answer.detail);
}
