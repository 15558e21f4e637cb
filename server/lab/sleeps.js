// @ts-check
// Two ways to wait so many ms, never less: one holds the thread, one gives it back.

const never = new Int32Array(new SharedArrayBuffer(4));

/** Stands still. Nothing else happens on this thread meanwhile. */
export function sleepBlocking(/** @type {number} */ ms) {
  const dueMs = performance.now() + ms;
  for (let left = ms; left > 0; left = dueMs - performance.now()) Atomics.wait(never, 0, 0, left);
}

/** Lets others have the thread until it is time. */
export async function sleep(/** @type {number} */ ms) {
  const dueMs = performance.now() + ms;
  for (let left = ms; left > 0; left = dueMs - performance.now()) {
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(left)));
  }
}
