// For asks that only make sense in a room.
import { type Outcome, refuse } from '../../shared/wire/refusal.ts';
import type { Inside, Session } from './session.ts';

/** Runs `act` with what the session is in, or refuses. */
export async function inside<Value>(
  session: Session,
  act: (here: Inside) => Promise<Outcome<Value> | undefined> | Outcome<Value>,
): Promise<Outcome<Value> | undefined> {
  if (!session.inside) return refuse('invalid', 'Enter a room first.');
  return act(session.inside);
}
