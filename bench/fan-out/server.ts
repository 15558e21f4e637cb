// What both servers of the fan-out rows have in common: how they are filled, and what they used.
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { givenArgs, obey } from '../support/child.ts';

/**
 * What everybody says, 100 bytes with a number. Found in what comes in, it is one message: searching for so
 * long a text skips most bytes, so that counting costs little beside what is counted.
 */
export const WORDS =
  ' far away where six quick jovial zebras weigh by lamp light how many words fly past them';
export const textOf = (number: number): string =>
  `n${number}-`.padEnd(100 - WORDS.length, '.') + WORDS;

export interface ServerArgs {
  readonly places: number;
}

export type ServerOrders = {
  where: (order: object) => { port: number; reports: number; room: string; places: string[] };
  /** Processor time until now, ms. */
  used: (order: object) => { cpuMs: number };
  /** What it keeps in memory, after tidying up. */
  memory: (order: object) => { bytes: number };
  /** Says as much as the slowest tab takes in, `window` messages ahead of it. */
  saturate: (order: { window: number; seconds: number }) => Promise<Saturated>;
};

export interface Saturated {
  /** Messages that every tab has had in that time. */
  readonly messages: number;
  readonly wallMs: number;
  readonly cpuMs: number;
}

export interface FanOutServer {
  readonly port: number;
  readonly room: string;
  readonly places: readonly string[];
  /** One message to all, from within the process. */
  say(number: number): void;
}

/** Real ms between two looks at how far the tabs are. */
const LOOK_MS = 1;

export async function serve(open: (args: ServerArgs) => Promise<FanOutServer>): Promise<void> {
  const server = await open(givenArgs<ServerArgs>());
  /** Messages that the slowest tab has had. */
  let had = 0;
  const reports = createServer((from) => {
    from.on('data', (bytes: Buffer) => {
      had = bytes.readDoubleLE(bytes.length - 8);
    });
  });
  await new Promise<void>((resolve) => reports.listen(0, '127.0.0.1', resolve));
  /** Each message is another one, over all orders. */
  let number = 0;
  const cpuMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };

  obey({
    where: () => ({
      port: server.port,
      reports: (reports.address() as { port: number }).port,
      room: server.room,
      places: [...server.places],
    }),
    used: () => ({ cpuMs: cpuMs() }),
    memory() {
      globalThis.gc?.();
      const { heapUsed, external } = process.memoryUsage();
      return { bytes: heapUsed + external };
    },
    async saturate({ window, seconds }) {
      const before = had;
      let said = 0;
      const goOn = async (forMs: number): Promise<void> => {
        const until = performance.now() + forMs;
        while (performance.now() < until) {
          for (; said - (had - before) < window; said++) server.say(number++);
          await wait(LOOK_MS);
        }
      };
      await goOn(300);
      const [from, cpu, began] = [had, cpuMs(), performance.now()];
      await goOn(seconds * 1000);
      const result = {
        messages: had - from,
        wallMs: performance.now() - began,
        cpuMs: cpuMs() - cpu,
      };
      while (had - before < said) await wait(10);
      return result;
    },
  } satisfies ServerOrders);
}
