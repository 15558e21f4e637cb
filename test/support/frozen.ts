// What a test needs to freeze a page and to look at it from outside: hands that press keys without
// waiting for the page, and measures that are not the page's own.
import type { Browser, CDPSession, Locator, Page } from 'playwright';
import { createRoom } from './server.ts';
import { openPage, type RealServer } from './tabs.ts';

const LOOK_EVERY_MS = 4;

/** A tab in a new room, entered, its panel loaded. The station of the room is 20 minutes away: it is silent. */
export async function openRoomTab(
  server: Pick<RealServer, 'url'>,
  scenario = 'twenty-minutes',
): Promise<{ page: Page; room: string }> {
  const { room } = await createRoom(server.url, scenario);
  return { page: await openTab(server, room), room };
}

/** `headers`: added to those of the page itself. */
export async function openTab(
  { url }: Pick<RealServer, 'url'>,
  room: string,
  headers?: Readonly<Record<string, string>>,
): Promise<Page> {
  const page = await openPage();
  if (headers) {
    await page.route(`${url}/r/**`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
    });
  }
  await page.goto(`${url}/r/${room}`);
  await page.locator('.this-tab').waitFor();
  await page.getByText('You are on Earth').first().waitFor();
  return page;
}

/** Sets the delay of the tab's link, one way, both ways, and waits until it is in force. */
export async function setDelay(page: Page, ms: number): Promise<void> {
  const box = page.getByLabel('Up and down, delay, milliseconds');
  await box.fill(`${ms}`);
  await box.press('Enter');
  await page.locator('.confirmed:not(.is-wanted)').waitFor();
}

export async function choose(
  page: Page,
  what: 'Send' | 'Receive',
  how: 'blocking' | 'non-blocking',
): Promise<void> {
  await page
    .getByRole('group', { name: what })
    .getByRole('radio', { name: how, exact: true })
    .check();
}

/** Waits for a condition, looking every few ms; the test's own time limit ends it. */
export async function until(is: () => boolean): Promise<void> {
  // Not each turn: the server, the driver and this share one thread of a small machine.
  while (!is()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}

/** Keys and clicks that are sent off without waiting for the page. */
export interface Hands {
  /** Presses keys one after the other; resolves when the page has handled the last. */
  type(text: string): Promise<void>;
  press(key: 'Enter'): Promise<void>;
  click(x: number, y: number): Promise<void>;
}

export async function handsOf(page: Page): Promise<Hands> {
  const session = await page.context().newCDPSession(page);
  const key = async (text: string, code: number): Promise<void> => {
    const base = { key: text === '\r' ? 'Enter' : text, windowsVirtualKeyCode: code };
    const down = session.send('Input.dispatchKeyEvent', { ...base, type: 'keyDown', text });
    await Promise.all([down, session.send('Input.dispatchKeyEvent', { ...base, type: 'keyUp' })]);
  };
  return {
    type: async (text) => {
      await Promise.all([...text].map((one) => key(one, one.toUpperCase().charCodeAt(0))));
    },
    press: () => key('\r', 13),
    click: async (x, y) => {
      const at = { x, y, button: 'left' as const, clickCount: 1 };
      await Promise.all([
        session.send('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' }),
        session.send('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' }),
      ]);
    },
  };
}

/** The driver's own watch: asks the page one thing after the other, and notes the longest silence. */
export async function watchSilence(page: Page): Promise<() => Promise<number>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  let longest = 0;
  let isOver = false;
  const run = async (): Promise<void> => {
    while (!isOver) {
      const asked = performance.now();
      await session.send('Runtime.evaluate', { expression: '1' });
      longest = Math.max(longest, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  };
  const running = run();
  return async () => {
    isOver = true;
    await running;
    return longest;
  };
}

interface TraceEvent {
  readonly name: string;
  /** Microseconds: when, how long on the clock, how long on the processor. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly data?: Readonly<Record<string, unknown>> };
}

/** A key or click as Chromium saw it: when it was done, when its handlers ran. Ms of the trace. */
export interface TracedInput {
  readonly type: string;
  readonly atMs: number;
  readonly handledMs: number;
}

export interface Trace {
  /** Times of all frames that scripts were given, ms. */
  readonly frames: readonly number[];
  /** The longest time between two of them, and when it began, ms. */
  readonly longestFrameMs: number;
  readonly longestFrameFromMs: number;
  /** The longest task of the page's main thread, by the clock. */
  readonly longestBlockMs: number;
  /** The longest one in processor time: what other programs take is not in it. */
  readonly longestTaskMs: number;
  /** How late timers of the page came, the latest, ms. */
  readonly worstTimerMs: number;
  /** The longest interaction: from input to the frame after it, ms. */
  readonly worstInteractionMs: number;
  /** Oldest first. */
  readonly inputs: readonly TracedInput[];
  /** When the page called `console.timeStamp` last. */
  readonly stampedMs: number;
}

/** Less than a frame takes at any refresh rate of a test's browser (60 Hz). */
const FRAME_MS_MIN = 5;

/** Timers set before a trace begins are not in it: by then each short one of the page has been set anew. */
const SETTLED_MS = 300;

/** A frame is on the screen so long after scripts had it, on a busy machine too. */
const SHOWN_MS = 300;

/** What Chromium itself recorded while `run` ran. */
export async function traced(page: Page, run: () => Promise<void>): Promise<Trace> {
  const browser = page.context().browser() as Browser;
  const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];
  await browser.startTracing(page, { categories });
  let buffer: Buffer;
  try {
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    await run();
    // Chromium writes an input down when the frame after it has been shown.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await new Promise((resolve) => setTimeout(resolve, SHOWN_MS));
  } finally {
    buffer = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(buffer.toString()) as { traceEvents: TraceEvent[] };
  return readTrace(traceEvents.toSorted((a, b) => a.ts - b.ts));
}

function readTrace(events: readonly TraceEvent[]): Trace {
  const named = (name: string) => events.filter((event) => event.name === name);
  const fired = named('FireAnimationFrame');
  // Several callbacks run in one frame, one right after the other.
  const frames = fired
    .map(({ ts }) => ts / 1000)
    .filter((at, index, all) => at - (all[index - 1] ?? 0) > FRAME_MS_MIN);
  const gaps = frames.map((at, index) => at - (frames[index - 1] ?? at));
  const longestFrameMs = most(gaps);
  const timings = named('EventTiming').flatMap(({ ts, args }) =>
    args.data ? [{ ts: ts / 1000, ...args.data } as Readonly<Record<string, unknown>>] : [],
  );
  const main = fired[0];
  const tasks = named('RunTask').filter(({ pid, tid }) => pid === main?.pid && tid === main.tid);
  return {
    frames,
    longestFrameMs,
    longestFrameFromMs: frames[gaps.indexOf(longestFrameMs) - 1] ?? 0,
    stampedMs: (named('TimeStamp').at(-1)?.ts ?? 0) / 1000,
    longestBlockMs: most(tasks.map(({ dur = 0 }) => dur / 1000)),
    longestTaskMs: most(tasks.map(({ tdur = 0 }) => tdur / 1000)),
    worstTimerMs: most(latenessOfTimers(named('TimerInstall'), named('TimerFire'))),
    worstInteractionMs: most(
      timings.filter((one) => Number(one.interactionId) > 0).map((one) => Number(one.duration)),
    ),
    inputs: timings
      .filter(({ type }) => type === 'keydown' || type === 'pointerdown')
      .map((one) => ({
        type: String(one.type),
        atMs: Number(one.ts),
        handledMs: Number(one.ts) + Number(one.processingStart) - Number(one.timeStamp),
      })),
  };
}

function latenessOfTimers(
  installed: readonly TraceEvent[],
  fired: readonly TraceEvent[],
): number[] {
  const dueMs = new Map(
    installed.map(({ ts, args }) => [args.data?.timerId, ts / 1000 + Number(args.data?.timeout)]),
  );
  return fired.flatMap(({ ts, args }) => {
    const due = dueMs.get(args.data?.timerId);
    return due === undefined ? [] : [ts / 1000 - due];
  });
}

const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);

/** A length of time as the page says it, in ms: `312 ms`, `2.1 s`. */
export function msOf(said: string): number {
  const found = /([\d,.]+)\s*(ms|s)\b/.exec(said);
  if (!found) throw new Error(`Expected a length of time, got ${said}`);
  return Number((found[1] as string).replace(/,/g, '')) * (found[2] === 's' ? 1000 : 1);
}

/** The words of an element as a person sees them. */
export const shown = (element: Locator): Promise<string> =>
  // What is hidden does not count.
  element.innerText();
