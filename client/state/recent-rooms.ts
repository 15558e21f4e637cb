// The rooms this browser has been in, newest first, for the start page.
import { browserShelf } from './storage.ts';

export interface RecentRoom {
  readonly room: string;
  readonly title: string;
  /** Last visit, real ms since 1970 by this device. */
  readonly at: number;
}

const KEPT = 8;

export function recentRooms(): readonly RecentRoom[] {
  const stored = browserShelf.get('recent');
  if (!Array.isArray(stored)) return [];
  return stored.filter(
    (one): one is RecentRoom =>
      typeof one?.room === 'string' && typeof one.title === 'string' && typeof one.at === 'number',
  );
}

export function rememberRoom(visit: RecentRoom): void {
  const others = recentRooms().filter(({ room }) => room !== visit.room);
  browserShelf.set('recent', [visit, ...others].slice(0, KEPT));
}

export function forgetRoom(room: string): void {
  browserShelf.set(
    'recent',
    recentRooms().filter((one) => one.room !== room),
  );
}
