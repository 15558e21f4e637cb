// A process of its own for what is measured, told what to do over IPC: one order at a time, one answer.
import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface Child<Orders extends OrderTable> {
  ask<Name extends keyof Orders & string>(
    name: Name,
    order: Parameters<Orders[Name]>[0],
  ): Promise<Awaited<ReturnType<Orders[Name]>>>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: each order has a type of its own, which `ask` infers.
export type OrderTable = Record<string, (order: any) => unknown>;

/** Starts the module `name`, beside the one that asks: `.ts` in the tree, `.js` in the build. */
export async function start<Orders extends OrderTable>(
  name: string,
  { from, args = {} }: { from: string; args?: object },
): Promise<Child<Orders>> {
  const file = new URL(`${name}${from.slice(from.lastIndexOf('.'))}`, from);
  const execArgv = [...process.execArgv, ...(process.env.BENCH_PROFILE ? ['--cpu-prof'] : [])];
  const child = fork(file, [JSON.stringify(args)], { execArgv });
  const gone = once(child, 'exit').then(() => {
    throw new Error(`${name} ended before it had answered.`);
  });
  gone.catch(() => undefined);
  const heard = () => Promise.race([once(child, 'message'), gone]);
  await heard();
  return {
    async ask(order, body) {
      child.send({ order, body });
      const [answer] = (await heard()) as [{ value?: unknown; error?: string }];
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value as never;
    },
    async close() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** What this process was started with. */
export const givenArgs = <Args>(): Args => JSON.parse(process.argv[2] ?? '{}') as Args;

/** Answers orders, from now on until the parent lets go. */
export function obey(orders: OrderTable): void {
  process.on('message', ({ order, body }: { order: string; body: unknown }) => {
    const run = orders[order] as (body: unknown) => unknown;
    Promise.resolve()
      .then(() => run(body))
      .then(
        (value) => process.send?.({ value }),
        (error: Error) => process.send?.({ error: error.stack ?? error.message }),
      );
  });
  process.once('disconnect', () => process.exit(0));
  process.send?.('ready');
}
