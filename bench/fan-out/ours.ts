// The whole product, on a file that is synced: what is said is checked, durable, and travels.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import * as v from 'valibot';
import { createApp } from '../../server/app.ts';
import {
  hashToken,
  newEventId,
  newMemberId,
  newRoomId,
  newToken,
} from '../../server/chat/credentials.ts';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { GUARD_LIMITS } from '../../server/guard/limits.ts';
import { createRealClock } from '../../server/link/real-clock.ts';
import { simMs } from '../../shared/time/frames.ts';
import { asks } from '../../shared/wire/protocol.ts';
import { type FanOutServer, type ServerArgs, serve, textOf } from './server.ts';

/** Light ms from one place to the body that all are near: far enough to be apart. */
const APART_MS = 3;

async function open({ places: count }: ServerArgs): Promise<FanOutServer> {
  // On the disk of the work tree: a temporary folder may be memory.
  const folder = mkdtempSync(join(process.cwd(), '.bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const clock = createRealClock();
  const log = openSqliteLog({ file: join(folder, 'log.db'), clock });
  // All tabs come from one address here.
  const { handshakes, addressAsks, connectionsPerAddress } = GUARD_LIMITS;
  const limits = {
    handshakes: { ...handshakes, points: handshakes.points * 1000 },
    addressAsks: { ...addressAsks, points: addressAsks.points * 1000 },
    connectionsPerAddress: connectionsPerAddress * 1000,
  };
  const app = createApp({
    log,
    clock,
    logger: pino({ level: 'silent' }),
    pages: (_request, _response, next) => next(),
    guard: { limits },
  });
  const { port } = await app.listen(0, '127.0.0.1');
  const room = newRoomId();
  const author = newMemberId();
  const now = log.now();
  const places = Array.from({ length: count }, (_, index) =>
    index === 0 ? 'earth' : `at-${index}`,
  );
  const names = { id: room, title: '', scenario: '', epoch: newEventId() };
  const settings = { steering: 'host', omniscient: false } as const;
  const start = { openedAt: now, sim: simMs(now), warp: 1, hostHash: hashToken(newToken()) };
  await log.createRoom({ ...names, ...start, settings }, [
    ...places.slice(1).map((id, index) => {
      const place = { id, name: id, near: 'earth', owltMs: APART_MS * (index + 1) };
      return {
        id: newEventId(),
        author,
        origin: '',
        at: now,
        body: { kind: 'place', place } as const,
      };
    }),
    {
      id: newEventId(),
      author,
      origin: 'earth',
      at: now,
      body: { kind: 'join', name: 'Speaker', hue: 0 } as const,
    },
  ]);
  return {
    port,
    room,
    places,
    say(number) {
      const { id, text: said } = v.parse(asks['chat:say'].ask, {
        id: `event-${author}-${number}`,
        text: textOf(number),
      });
      void log.append(room, [{ id, author, origin: 'earth', body: { kind: 'say', text: said } }]);
    },
  };
}

await serve(open);
