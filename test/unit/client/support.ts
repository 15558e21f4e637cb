// Events for the client's tests, said shortly.
import { simMs } from '../../../shared/time/frames.ts';
import type { ArrivedEvent, DataBody } from '../../../shared/wire/event.ts';

export interface EventWish {
  readonly author?: string;
  readonly id?: string;
  readonly origin?: string;
  readonly sentAt: number;
  /** `sentAt` if not given. */
  readonly arrivesAt?: number;
  readonly body?: DataBody;
}

export function arrived(wish: EventWish): ArrivedEvent {
  const { author = 'ann', origin = 'io', sentAt, arrivesAt = sentAt } = wish;
  return {
    id: wish.id ?? `event-${sentAt}`,
    author,
    origin,
    sentAt: simMs(sentAt),
    arrivesAt: simMs(arrivesAt),
    body: wish.body ?? { kind: 'say', text: 'hello' },
  };
}
