import type { NextFunction, Request, Response } from 'express';
import { expect, test } from 'vitest';
import { inTurns } from '../../../server/http/turns.ts';

test('[E12] of many requests at once a few are handled in each turn, in their order', async () => {
  const handle = inTurns();
  const done: number[] = [];
  const perTurn: number[] = [];
  for (let count = 0; count < 20; count++) {
    handle({} as Request, {} as Response, (() => done.push(count)) as NextFunction);
  }
  expect(done).toEqual([]);
  while (done.length < 20) {
    const before = done.length;
    await new Promise((wake) => setImmediate(wake));
    perTurn.push(done.length - before);
  }
  expect(Math.max(...perTurn)).toBeLessThanOrEqual(8);
  expect(done).toEqual(Array.from({ length: 20 }, (_, count) => count));
});
