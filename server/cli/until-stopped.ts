// For commands that run until somebody stops them.

export interface Stopping {
  readonly promise: Promise<void>;
  stop(): void;
}

/** Resolves on Ctrl+C, on SIGTERM, or by `stop`. */
export function untilStopped(): Stopping {
  let stop = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    stop = resolve;
  });
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    promise: promise.finally(() => {
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
    }),
    stop,
  };
}
