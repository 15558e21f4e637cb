// Which members have a tab open. A member whose last tab is gone for longer than the grace is lost:
// a reload or a change of network is not a farewell.
import { type RealMs, realMs } from '../../shared/time/frames.ts';
import type { Alarm, Bell } from './alarm.ts';

/** Real ms without any tab after which a member counts as lost. */
export const LOST_AFTER_MS = 15_000;

export interface Attendance {
  /** One more tab of `member`. */
  attach(member: string): void;
  /** One tab less; with the last one the grace begins at `now`. */
  detach(member: string, now: RealMs): void;
  /** The grace begins without a tab having been seen (after a restart of the server). */
  expect(member: string, now: RealMs): void;
  /** Another node has a tab of this member: nobody is missed here. */
  excuse(member: string): void;
  has(member: string): boolean;
  /** Whose last tab is gone, or has not been seen, for shorter than the grace. */
  isAwaited(member: string): boolean;
  /** Who has a tab open. */
  members(): readonly string[];
  /** No tab is open and no grace is running. */
  readonly isQuiet: boolean;
  close(): void;
}

export function createAttendance(alarm: Alarm, onLost: (member: string) => void): Attendance {
  const tabsOf = new Map<string, number>();
  const graces = new Map<string, Bell>();

  function expect(member: string, now: RealMs): void {
    if (tabsOf.has(member)) return;
    stopGrace(member);
    const bell = alarm.add(() => {
      graces.delete(member);
      onLost(member);
    });
    graces.set(member, bell);
    bell.set(realMs(now + LOST_AFTER_MS));
  }

  function stopGrace(member: string): void {
    graces.get(member)?.remove();
    graces.delete(member);
  }

  return {
    attach(member) {
      stopGrace(member);
      tabsOf.set(member, (tabsOf.get(member) ?? 0) + 1);
    },
    detach(member, now) {
      const left = (tabsOf.get(member) ?? 0) - 1;
      if (left < 0) return;
      if (left > 0) {
        tabsOf.set(member, left);
        return;
      }
      tabsOf.delete(member);
      expect(member, now);
    },
    expect,
    excuse: stopGrace,
    has: (member) => tabsOf.has(member),
    isAwaited: (member) => graces.has(member),
    members: () => [...tabsOf.keys()],
    get isQuiet() {
      return tabsOf.size === 0 && graces.size === 0;
    },
    close() {
      for (const bell of graces.values()) bell.remove();
      graces.clear();
    },
  };
}
