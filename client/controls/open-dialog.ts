// Which dialog of the room is open: at most one.
import { signal } from '@preact/signals';

export type DialogName = 'invite' | 'matrix' | 'place' | 'profile' | 'replay' | 'tools';

const open = signal<DialogName | undefined>(undefined);
export const openDialog = open as { readonly value: DialogName | undefined };

export const showDialog = (name: DialogName): void => {
  open.value = name;
};
export const closeDialog = (): void => {
  open.value = undefined;
};
