// The delays between all places, asked for once a second while somebody looks at them.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Way } from '../../shared/wire/event.ts';
import type { Matrix } from '../../shared/wire/space.ts';
import { ask, hear } from '../wire.ts';

const EVERY_MS = 1000;

const told = signal<Matrix | undefined>(undefined);
export const matrix = told as { readonly value: Matrix | undefined };

/** Keeps the matrix fresh while the component stands. */
export function useMatrix(): void {
  useEffect(() => {
    void load();
    const timer = setInterval(() => document.hidden || void load(), EVERY_MS);
    const forget = hear('space:ways', () => void load());
    return () => {
      clearInterval(timer);
      forget();
    };
  }, []);
}

/** Says how a way is from now on; the refusal, if it is one. */
export async function setWay(way: Way): Promise<string | undefined> {
  const answer = await ask('space:way', way);
  if (!answer.ok) return answer.detail;
  await load();
  return undefined;
}

async function load(): Promise<void> {
  const answer = await ask('space:matrix', {});
  if (answer.ok) told.value = answer.value;
}
