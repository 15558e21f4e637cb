// Who I am in this room, and what the room is. Set by the session; read everywhere.
import { computed, signal } from '@preact/signals';
import type { RoomSettings } from '../../shared/wire/event.ts';
import type { Entered } from '../../shared/wire/room.ts';
import type { Self } from '../../shared/wire/self.ts';

type Room = Pick<Entered['room'], 'id' | 'title' | 'settings'>;

const mine = signal<Self | undefined>(undefined);
const entered = signal<Room | undefined>(undefined);
/** What the host tells the audience; empty: nothing. */
export const caption = signal('');

/** Undefined until the room is entered for the first time; then the last that was known. */
export const self = mine as { readonly value: Self | undefined; peek(): Self | undefined };
export const room = entered as { readonly value: Room | undefined; peek(): Room | undefined };

export const myPlace = computed(() => mine.value?.place ?? 'earth');
export const isHost = computed(() => mine.value?.host ?? false);

/** Whether I may move the warp and add places. */
export const maySteer = computed(
  () =>
    isHost.value || (entered.value?.settings.steering === 'all' && !entered.value.settings.locked),
);

export function setSelf(next: Self): void {
  mine.value = next;
}

export function setRoom(next: Room): void {
  entered.value = { id: next.id, title: next.title, settings: next.settings };
}

export function setSettings(settings: RoomSettings): void {
  const now = entered.peek();
  if (now) entered.value = { ...now, settings };
}
