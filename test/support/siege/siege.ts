// What attacks have in common: addresses of their own, connections whose lives are noted, an end.
import { connect, type Socket } from 'node:net';

/** How long the connections of one kind of attack lived, ms, and how many requests were answered how. */
export interface Losses {
  readonly lives: number[];
  readonly answers: Record<string, number>;
}

export interface Siege {
  readonly url: URL;
  readonly isOver: boolean;
  readonly losses: { readonly [kind: string]: Losses };
  /** A connection of `kind` from its address; whatever comes is thrown away, unless somebody listens. */
  open(kind: string, from: string): Socket;
  answered(kind: string, how: string): void;
  /** Runs until the siege is over, one round after the other, at least `pauseMs` apart. */
  repeat(round: () => Promise<void>, pauseMs?: number): void;
  /** Ends it: nothing new is begun. What is still connected counts as living until now. */
  end(): void;
}

export function createSiege(url: URL): Siege {
  const losses: Record<string, Losses> = {};
  const open = new Map<Socket, { kind: string; since: number }>();
  let isOver = false;
  const of = (kind: string): Losses => {
    losses[kind] ??= { lives: [], answers: {} };
    return losses[kind];
  };
  return {
    url,
    losses,
    get isOver() {
      return isOver;
    },
    open(kind, localAddress) {
      const since = performance.now();
      const tcp = connect({ host: url.hostname, port: Number(url.port), localAddress });
      open.set(tcp, { kind, since });
      // An end by reset is an end.
      tcp.on('error', () => undefined);
      tcp.resume();
      tcp.once('close', () => {
        if (open.delete(tcp)) of(kind).lives.push(performance.now() - since);
      });
      return tcp;
    },
    answered(kind, how) {
      const { answers } = of(kind);
      answers[how] = (answers[how] ?? 0) + 1;
    },
    repeat(round, pauseMs = 0) {
      const again = async (): Promise<void> => {
        while (!isOver) {
          await round().catch(() => undefined);
          await new Promise((wake) => setTimeout(wake, pauseMs));
        }
      };
      void again();
    },
    end() {
      isOver = true;
      for (const [tcp, { kind, since }] of open) {
        of(kind).lives.push(performance.now() - since);
        open.delete(tcp);
        tcp.destroy();
      }
    },
  };
}

export const gone = (tcp: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (tcp.destroyed) resolve();
    else tcp.once('close', () => resolve());
  });
