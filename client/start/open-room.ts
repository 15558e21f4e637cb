// A new room of a scenario, and the way there.
import { type AnyScenario, createRoom } from '../http.ts';
import { keepHostToken } from '../state/host-token.ts';

/** Makes the room and goes there. Answers only if it could not be made, with the reason. */
export async function openRoom(what: AnyScenario): Promise<string | undefined> {
  const answer = await createRoom(what);
  if (!answer.ok) return answer.detail;
  const { room, hostToken } = answer.value;
  const hash = keepHostToken(room, hostToken) ? '' : `#host=${hostToken}`;
  location.assign(`/r/${room}${hash}`);
  return undefined;
}
