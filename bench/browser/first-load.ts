// A first visit: what is fetched for it, and how soon one can write.
import { findChromium, launchChromium } from '../../test/support/chromium.ts';
import { median } from '../support/figures.ts';
import type { Row, Size, Suite } from '../support/row.ts';
import { SLOWED, type Visit, visit } from './interactive.ts';
import { withStage } from './page.ts';

export const firstLoad: Suite = { name: 'first-load', run };

async function* run(size: Size): AsyncIterable<Row> {
  const chromium = await launchChromium(findChromium());
  try {
    const visits: Visit[] = [];
    for (let round = 0; round < (size === 'full' ? 7 : 1); round++) {
      visits.push(await withStage((stage) => visit(chromium, stage)));
    }
    yield {
      name: 'first load',
      ours: median(visits.map(({ bytes }) => bytes)),
      unit: 'bytes, brotli',
      goal: { of: 'ours', most: 45_000 },
      note: 'the page, its scripts and styles as sent, until one can write; fonts apart',
    };
    yield {
      name: `interactive, processor slowed ${SLOWED} x`,
      ours: median(visits.map(({ interactiveMs }) => interactiveMs)),
      unit: 'ms',
      goal: { of: 'ours', most: 1000 },
      note: 'to the frame that shows the first letter',
    };
    yield {
      name: `what was said stands, processor slowed ${SLOWED} x`,
      ours: median(visits.map(({ saidMs }) => saidMs)),
      unit: 'ms',
    };
  } finally {
    await chromium.close();
  }
}
