// A sleep that blocks: a synchronous request that the server holds. The thread really waits for an
// answer and computes nothing, which is what a blocking read, or Python's time.sleep, does. It is
// used on the page, where everything freezes, and in workers, where only the worker does.

let count = 0;

/** Thrown when the wait could not be had; the message is for people. */
export class CannotWait extends Error {
  override readonly name = 'CannotWait';
}

/** The wait with an address of its own: equal addresses would queue up behind each other. */
export function waitAddress(ms: number): string {
  count += 1;
  const unique = `${Math.round(performance.timeOrigin)}-${count}-${Math.random().toString(36).slice(2, 8)}`;
  return `/api/lab/wait?ms=${Math.round(ms)}&n=${unique}`;
}

/** Holds this thread for `ms`, at most 8,000, never less. Throws CannotWait. */
export function sleepBlocking(ms: number): void {
  const request = new XMLHttpRequest();
  request.open('GET', waitAddress(ms), false);
  try {
    request.send();
  } catch (cause) {
    throw new CannotWait(
      'The wait could not be had: the server cannot be reached, or this page may not wait.',
      { cause },
    );
  }
  if (request.status === 429)
    throw new CannotWait('The server holds too many waits now. Try again soon.');
  if (request.status !== 200)
    throw new CannotWait(`The server answered ${request.status} instead of waiting.`);
}
