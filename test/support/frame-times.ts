// How long the frames of a page take, measured in the page.
import type { Page } from 'playwright';

export interface FrameTimes {
  readonly frames: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Ms from one animation frame to the next, over so many of them. */
export async function frameTimes(page: Page, frames: number): Promise<FrameTimes> {
  // No named functions in here: tsx would wrap them in a helper that the page does not have.
  const gaps = await page.evaluate(async (count) => {
    const found: number[] = [];
    let before = performance.now();
    while (found.length < count) {
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      found.push(now - before);
      before = now;
    }
    return found;
  }, frames);
  const sorted = gaps.sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(frames - 1, Math.floor(part * frames))] as number;
  return { frames, p50: at(0.5), p95: at(0.95), max: at(1) };
}
