// The page draws first what one came for and can write in; everything else waits until it is calm: painted,
// and with nothing to do. Then one thing after the other, so that a hand has its turn in between.

/** Real ms after which nothing waits any longer: a page may be busy for ever, or in the background. */
const PATIENCE_MS = 2_000;

interface Waiting {
  readonly rank: number;
  readonly go: () => void;
}

const waiting: Waiting[] = [];
let isTaking = false;

const painted = new Promise<void>((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, PATIENCE_MS);
});

/** Resolves when the page is calm and it is the turn of whoever asked: by `rank`, lowest first. */
export function whenCalm(rank = 1): Promise<void> {
  return new Promise((go) => {
    waiting.push({ rank, go });
    if (!isTaking) void takeTurns();
  });
}

async function takeTurns(): Promise<void> {
  isTaking = true;
  await painted;
  while (waiting.length > 0) {
    await idle();
    waiting
      .sort((a, b) => a.rank - b.rank)
      .shift()
      ?.go();
  }
  isTaking = false;
}

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    // Not in every browser.
    if ('requestIdleCallback' in window) {
      requestIdleCallback(() => resolve(), { timeout: PATIENCE_MS });
    } else setTimeout(resolve, 20);
  });
