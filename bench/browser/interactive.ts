// How soon somebody who opens a room can write: from the start of the navigation to the frame that shows the
// letter of a real key in the box. Whoever types tries again and again; nothing else waits for anything.
import type { Browser } from 'playwright';
import type { Stage } from './page.ts';

/** As DevTools slow a processor down for a phone. */
export const SLOWED = 4;

export interface Visit {
  /** Real ms from the start of the navigation, by the page's own clock. */
  readonly interactiveMs: number;
  /** Bytes sent of the page and of the scripts and styles that were asked for by then. */
  readonly bytes: number;
  /** When the first row of the conversation stood. */
  readonly saidMs: number;
}

const KEY_EVERY_MS = 50;
const PATIENCE_MS = 30_000;
/** After the first letter: the room is entered, and everything that comes late has come. */
const SETTLED_MS = 3000;

/**
 * Notes in the page when the first letter stands in the box and has been painted: a channel's message comes
 * after the frame in whose callback it was sent. Text: it runs there, not here.
 */
const MEASURE = `addEventListener('input', function first({ target, isTrusted }) {
  if (!isTrusted || target.id !== 'composer') return;
  removeEventListener('input', first, { capture: true });
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => tellPainted(performance.now(), target.value);
    port2.postMessage('');
  });
}, { capture: true });
new MutationObserver((_, observer) => {
  if (!document.querySelector('[data-chunk] > *')) return;
  observer.disconnect();
  window.said = performance.now();
}).observe(document, { childList: true, subtree: true })`;

/** One visit of somebody whose browser has never been here. Throws if a letter that stood is lost. */
export async function visit(chromium: Browser, stage: Stage): Promise<Visit> {
  const page = await chromium.newPage({ viewport: { width: 1280, height: 800 } });
  let keys: ReturnType<typeof setInterval> | undefined;
  try {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    let tell: (ms: number, typed: string) => void = () => undefined;
    const painted = new Promise<{ ms: number; typed: string }>((resolve, reject) => {
      tell = (ms, typed) => resolve({ ms, typed });
      setTimeout(() => reject(new Error(`No letter in ${PATIENCE_MS} ms.`)), PATIENCE_MS);
    });
    await page.exposeFunction('tellPainted', (ms: number, typed: string) => tell(ms, typed));
    await page.addInitScript(MEASURE);
    await page.goto(`${stage.url}/r/${stage.room}`, { waitUntil: 'commit' });
    const key = { key: 'a', windowsVirtualKeyCode: 65 };
    keys = setInterval(() => {
      void session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: 'a', ...key });
      void session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    }, KEY_EVERY_MS);
    const { ms, typed } = await painted;
    clearInterval(keys);
    await page.waitForTimeout(SETTLED_MS);
    const { bytes, saidMs } = await page.evaluate(readVisit, ms);
    const kept = await page.locator('#composer').inputValue();
    if (typed === '' || !kept.startsWith(typed)) {
      throw new Error(`Expected what was typed, ${typed}, to stay in the box, got ${kept}`);
    }
    return { interactiveMs: ms, bytes, saidMs };
  } finally {
    clearInterval(keys);
    await page.close();
  }
}

/** Runs in the page. */
function readVisit(untilMs: number): { bytes: number; saidMs: number } {
  const { said } = window as unknown as { said: number };
  const asked = performance
    .getEntries()
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .filter(({ name, startTime }) => startTime < untilMs && !/\.(?:woff2|svg)$/.test(name));
  return {
    bytes: asked.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    saidMs: said,
  };
}
