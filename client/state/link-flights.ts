// What is on a link now, asked for twice a second while somebody looks. Loaded with the panel.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { WirePacket } from '../../shared/wire/link.ts';
import type { AnswerOf } from '../../shared/wire/protocol.ts';
import { ask } from '../wire.ts';
import { connection } from './connection.ts';
import { myLink } from './link.ts';
import { doubtAsked } from './outbox.ts';

/** As it was at `at`, by performance.now(). */
export type Flights = AnswerOf<'link:flights'> & { readonly at: number };

const EVERY_MS = 500;

const mine = signal<Flights | undefined>(undefined);
/** Undefined until the first answer. */
export const myFlights = mine as { readonly value: Flights | undefined };

/** Keeps `myFlights` up to date while the component stands. */
export function useMyFlights(): void {
  useEffect(() => {
    void look();
    const timer = setInterval(() => {
      if (!document.hidden) void look();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
}

/** One packet, or without one all of them. */
export async function deliverNow(packet?: WirePacket): Promise<void> {
  await ask('link:deliver', choiceOf(packet));
  await look();
}

export async function drop(packet?: WirePacket): Promise<void> {
  const answer = await ask('link:drop', choiceOf(packet));
  if (answer.ok && answer.value.packets > 0) doubtAsked();
  await look();
}

const choiceOf = (packet: WirePacket | undefined) =>
  packet ? { direction: packet.direction, seq: packet.seq } : {};

async function look(): Promise<void> {
  if (connection.peek().kind !== 'online') return;
  const answer = await ask('link:flights', {});
  if (!answer.ok) return;
  mine.value = { ...answer.value, at: performance.now() };
  myLink.take({ seed: answer.value.link.seed });
}
