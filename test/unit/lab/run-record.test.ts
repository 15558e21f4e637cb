import { expect, it } from 'vitest';
import { drawCard, toSvg } from '../../../client/lab/parts/card-shapes.ts';
import { nameBrowser } from '../../../client/lab/state/machine.ts';
import {
  type RunRecord,
  recordAsJson,
  recordAsText,
} from '../../../client/lab/state/run-record.ts';

const record: RunRecord = {
  title: 'Breakfast, gather, Python',
  address: 'http://host/lab/breakfast?variant=gather',
  startedAt: '2026-11-22T13:46:02.000Z',
  totalMs: 3014,
  betMs: 5000,
  results: ['coffee', 'bagel'],
  why: 'They waited at the same time.',
  longestFrameMs: 18,
  lanes: [
    { id: 'coffee', name: 'coffee <&>' },
    { id: 'bagel', name: 'bagel' },
  ],
  spans: [
    { lane: 'coffee', kind: 'waiting', label: 'waits', fromMs: 1, toMs: 3002 },
    { lane: 'bagel', kind: 'waiting', label: 'waits', fromMs: 1.5, toMs: 2002 },
  ],
  machine: { browser: 'Chromium 156', cores: 2 },
};

it('[B10] the card as text has what ran, where, and every span with its start and its end', () => {
  const text = recordAsText(record);
  for (const part of [
    'Breakfast, gather, Python',
    'Total 3.01 s. You bet 5 s: 1.99 s too long.',
    'Came back, in order: coffee, bagel',
    'in Chromium 156, 2 cores',
    'Run it yourself: http://host/lab/breakfast?variant=gather',
    'waiting (waits) 1.0 ms to 3.00 s',
    'bagel: waiting (waits) 1.5 ms to 2.00 s',
  ]) {
    expect(text).toContain(part);
  }
});

it('[B10] the card as JSON is the record', () => {
  expect(JSON.parse(recordAsJson(record))).toEqual(record);
});

it('[B10] the card as SVG is well formed whatever the tasks are called, and true to scale', () => {
  const svg = toSvg(drawCard(record));
  expect(svg).toContain('coffee &#60;&#38;&#62;');
  expect(svg).not.toMatch(/<text[^>]*>[^<]*&(?!#)/);
  const widths = [...svg.matchAll(/width="([\d.]+)" height="18" fill="#dcb31c"/g)].map((m) =>
    Number(m[1]),
  );
  expect((widths[0] ?? 0) / (widths[1] ?? 1)).toBeCloseTo(3001 / 2000.5, 2);
});

it('[B10] the browser is named by its own word', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ';
  expect(nameBrowser(`${chrome}Chrome/156.0.0.0 Safari/537.36`)).toBe('Chromium 156');
  expect(nameBrowser(`${chrome}Chrome/156.0.0.0 Safari/537.36 Edg/156.0`)).toBe('Edge 156');
  expect(nameBrowser('Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
    'Firefox 140',
  );
  expect(nameBrowser('AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15')).toBe(
    'Safari 18',
  );
});
