// The log's time on a node whose own clock runs too fast or too slowly.
import { expect, test } from 'vitest';
import { createDatabaseClock } from '../../../server/chat/log/postgres-clock.ts';
import { createManualClock } from '../../support/manual-clock.ts';

test.each([
  // It gains 10 ms in each of the ten looks that count.
  ['fast', 1010, { ahead: 101, behind: 0 }],
  ['slow', 990, { ahead: 0, behind: 10 }],
])(
  '[X5] a node\u2019s clock that runs a hundredth too %s never leads its log away from the database',
  (_, lookMs, most) => {
    const node = createManualClock(5_000_000);
    const log = createDatabaseClock(node);
    let database = 1_000_000;
    let before = -Infinity;
    log.sample(database);
    for (let look = 0; look < 3600; look++) {
      node.advance(lookMs);
      database += 1000;
      const now = log.now();
      expect(now - database).toBeLessThanOrEqual(most.ahead);
      expect(database - now).toBeLessThanOrEqual(most.behind);
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
      log.sample(database);
    }
  },
);
