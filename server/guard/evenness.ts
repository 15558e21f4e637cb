// How soon somebody hears that something is not there must not tell why. To find a room and then not the
// member takes longer than to find no room: a tenth of a millisecond, which a few hundred asks show.

/** Real ms from the ask to the answer; what is looked up takes a small part of it. */
const MISS_MS = 20;

/** Resolves MISS_MS after `since` (of `performance.now()`), or at once when that is past. */
export async function untilEven(since: number): Promise<void> {
  const leftMs = since + MISS_MS - performance.now();
  if (leftMs <= 0) return;
  await new Promise((wake) => setTimeout(wake, Math.floor(leftMs)));
  // Timers count whole milliseconds, from a clock that stands still while something is done.
  while (performance.now() < since + MISS_MS) await new Promise((wake) => setImmediate(wake));
}
