// Which thread is looked at: by any of its messages.
import { signal } from '@preact/signals';
import type { ReplyTo } from './outbox-entries.ts';

const shown = signal<ReplyTo | undefined>(undefined);
export const shownThread = shown as { readonly value: ReplyTo | undefined };

export const showThread = (of: ReplyTo | undefined): void => {
  shown.value = of;
};
