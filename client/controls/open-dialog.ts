// Which dialog of the room is open: at most one.
import { signal } from '@preact/signals';

export type DialogName = 'invite' | 'link' | 'place' | 'profile' | 'replay' | 'search' | 'tools';

const open = signal<DialogName | undefined>(undefined);
export const openDialog = open as { readonly value: DialogName | undefined };

export const showDialog = (name: DialogName): void => {
  open.value = name;
};
const target = signal('all');
/** Whose link the dialog `link` is about: a member id, or `all`. */
export const linkTarget = target as { readonly value: string };

export const showLinkOf = (whose: string): void => {
  target.value = whose;
  open.value = 'link';
};
export const closeDialog = (): void => {
  open.value = undefined;
};
