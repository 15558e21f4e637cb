// Runs of a class: a scenario of ours, of a file, or this room once more; the old room is kept.

import type { Answer } from '../../shared/wire/answer.ts';
import { type AnyScenario, createRoom } from '../http.ts';
import { ask } from '../wire.ts';
import { keepHostToken } from './host-token.ts';
import { room } from './self.ts';

/** Makes the room of the next run and calls everybody over. Answers why not, if it could not be. */
export async function startRun(what: AnyScenario): Promise<string | undefined> {
  const made = await createRoom(what);
  if (!made.ok) return made.detail;
  const { room: next, hostToken } = made.value;
  keepHostToken(next, hostToken);
  const called = await ask('console:run', { room: next, hostToken });
  return called.ok ? undefined : called.detail;
}

/** The room as a scenario file. */
export const readRoom = (): Promise<Answer<'console:scenario'>> => ask('console:scenario', {});

/** A name for that file. */
export const fileName = (): string =>
  `${(room.peek()?.title ?? 'room').toLowerCase().replace(/[^a-z0-9]+/g, '-')}.json`;
