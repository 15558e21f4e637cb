// The two chores as they run and as they read, and the work that they do: real computing.
import { markBlocked } from '../../instruments/blocked-marks.ts';
import { countPrimes } from '../workers/primes.ts';
import { chore as coroutine } from './coroutine.js';
import coroutineSource from './coroutine.js?raw';
import { chore as subroutine } from './subroutine.js';
import subroutineSource from './subroutine.js?raw';

/** What a coroutine keeps between two turns, as it shows it when it pauses. */
export interface Locals {
  readonly done: number;
  readonly left: number;
}

interface Tools {
  work(): void;
}

export const startCoroutine: (
  rounds: number,
  tools: Tools,
) => Generator<Locals, string, undefined> = coroutine;
export const callSubroutine: (rounds: number, tools: Tools) => string = subroutine;

export const COROUTINE_LINES = coroutineSource.trimEnd().split('\n');
export const SUBROUTINE_LINES = subroutineSource.trimEnd().split('\n');

/** Computes until `ms` have passed: a round of a chore. */
export function workFor(ms: number): void {
  markBlocked('computing', () => {
    const untilMs = performance.now() + ms;
    while (performance.now() < untilMs) countPrimes(1);
  });
}
