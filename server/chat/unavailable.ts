// What people are told when the log cannot take or give anything now.
import { type Refusal, refuse } from '../../shared/wire/refusal.ts';
import type { LogUnavailable } from './log/event-log.ts';

export function unavailable({ isFull }: LogUnavailable): Refusal {
  // A log that is away may have kept what it did not answer; a full one refuses before it keeps.
  const detail = isFull
    ? 'The disk of the server is full. Nothing was kept; try again soon.'
    : 'The log cannot be reached now. Try again soon: nothing is taken twice.';
  return refuse('unavailable', detail);
}
