// Blocking against non-blocking, felt by the same page in one run: the same link (1 s each way), the same
// keys, the same 200 arrivals a second. The blocking page is the rival.
import type { Browser } from 'playwright';
import { findChromium, launchChromium } from '../../test/support/chromium.ts';
import { median, quantile } from '../support/figures.ts';
import type { Goal, Row, Size, Suite } from '../support/row.ts';
import { type Felt, feel, openStage, wait } from './page.ts';

export const ui: Suite = { name: 'ui', run };

const DELAY_MS = 1000;
const ARRIVALS_PER_SECOND = 200;
/** Between two sends, real ms: a blocking one is over by then. */
const PAUSE_MS = 3000;

const FIGURES: readonly { name: string; of: (felt: Felt) => number; most?: number }[] = [
  { name: 'longest frame', of: ({ frames }) => quantile(frames, 1), most: 100 },
  { name: 'frame p98', of: ({ frames }) => quantile(frames, 0.98) },
  { name: 'input delay p50', of: ({ inputs }) => quantile(inputs, 0.5) },
  { name: 'input delay p98', of: ({ inputs }) => quantile(inputs, 0.98), most: 50 },
];

async function* run(size: Size): AsyncIterable<Row> {
  const isFull = size === 'full';
  const chromium = await launchChromium(findChromium());
  try {
    const free: Felt[] = [];
    const blocked: Felt[] = [];
    for (let round = 0; round < (isFull ? 5 : 1); round++) {
      blocked.push(await send(chromium, 'blocking', isFull ? 4 : 1));
      free.push(await send(chromium, 'non-blocking', isFull ? 4 : 1));
    }
    for (const { name, of, most } of FIGURES) {
      const goal: { goal?: Goal } = most === undefined ? {} : { goal: { of: 'ours', most } };
      const [ours, rival] = [median(free.map(of)), median(blocked.map(of))];
      yield { name: `non-blocking against blocking: ${name}`, ours, rival, unit: 'ms', ...goal };
    }
  } finally {
    await chromium.close();
  }
}

/** Sends so many messages under fire while keys are pressed. */
async function send(
  chromium: Browser,
  mode: 'blocking' | 'non-blocking',
  sends: number,
): Promise<Felt> {
  const stage = await openStage();
  try {
    const page = await stage.open(chromium);
    const delay = page.getByLabel('Up and down, delay, milliseconds');
    await delay.fill(`${DELAY_MS}`);
    await delay.press('Enter');
    const group = page.getByRole('group', { name: 'Send' });
    await group.getByRole('radio', { name: mode, exact: true }).check();
    await wait(1000);
    const stop = stage.flood(ARRIVALS_PER_SECOND);
    const hands = await page.context().newCDPSession(page);
    const enter = { key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
    const felt = await feel(page, async () => {
      for (let each = 0; each < sends; each++) {
        await wait(PAUSE_MS);
        void hands.send('Input.dispatchKeyEvent', { type: 'keyDown', ...enter });
      }
      await wait(PAUSE_MS);
    });
    stop();
    await page.close();
    return felt;
  } finally {
    await stage.close();
  }
}
