// What people are told when the log cannot take or give anything now.
import { type Refusal, refuse } from '../../shared/wire/refusal.ts';
import type { LogUnavailable } from './log/event-log.ts';

export function unavailable({ isFull }: LogUnavailable): Refusal {
  const why = isFull ? 'The disk of the server is full.' : 'The log cannot be reached now.';
  return refuse('unavailable', `${why} Nothing was kept; try again soon.`);
}
