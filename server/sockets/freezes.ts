// Asking somebody whether their tab may be frozen for all to see, and freezing it. The tab may hang on
// this node or on another; it is frozen where it hangs, and only with the yes that was given there.
import { realMs } from '../../shared/time/frames.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import type { Room } from '../chat/room.ts';
import type { Session } from './session.ts';
import type { Tabs } from './tabs.ts';

type Done = Outcome<Record<string, never>>;

/** Asks the tab at this node that was heard last; false without one. */
export function askToFreeze(
  tabs: Tabs,
  room: Room,
  { member, by, ms }: { member: string; by: string; ms: number },
): boolean {
  const session = tabs.heardLast(room, member);
  if (!session) return false;
  session.tab.freeze = { by, ms, isAgreed: false };
  session.socket.emit('tab:asked', { by, ms });
  return true;
}

/** The tab of a member at this node that has agreed. */
export const willingTab = (tabs: Tabs, room: Room, member: string): Session | undefined =>
  tabs.of(room, member).find(({ tab }) => tab.freeze?.isAgreed);

/** Freezes a tab, once, for no longer than was agreed. `now`: real ms. */
export function freeze(session: Session, ms: number, now: number): Done {
  const refused = refusalFor(session.tab.freeze?.isAgreed ? session.tab.freeze.ms : null, ms);
  if (!refused.ok) return refused;
  session.tab.freeze = undefined;
  session.tab.frozenUntil = realMs(now + ms);
  session.socket.emit('tab:freeze', { ms });
  return refused;
}

/** `agreedMs`: what they have agreed to; null for nothing. */
export function refusalFor(agreedMs: number | null, ms: number): Done {
  if (agreedMs === null) return refuse('forbidden', 'They have not agreed to be frozen.');
  if (ms <= agreedMs) return done({});
  return refuse('forbidden', `They have agreed to at most ${agreedMs} ms, got ${ms}.`);
}
