import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cutExcerpt } from '../../../client/blocking/excerpt.ts';
import { LISTINGS } from '../../../client/blocking/sources.ts';

const source = [
  'a',
  '    // excerpt: one',
  '    if (x) {',
  '      y();',
  '    }',
  '    // end of excerpt',
];

test('[N2] an excerpt is the lines between its markers, without what they are all indented by', () => {
  expect(cutExcerpt(source.join('\n'), 'one')).toBe('if (x) {\n  y();\n}');
});

test('[N2] a name that the source does not have is our mistake, said by name', () => {
  expect(() => cutExcerpt(source.join('\n'), 'two')).toThrow('named two');
});

test('[N2] what is shown stands in the file that it names, word for word', () => {
  const listings = Object.values(LISTINGS).flatMap((ways) => Object.values(ways).flat());
  expect(listings).toHaveLength(6);
  for (const { file, code } of listings) {
    const text = readFileSync(file, 'utf8');
    for (const line of code.split('\n')) expect(text).toContain(line);
  }
});

test('[N2] non-blocking sends await an ack; blocking ones open a synchronous request', () => {
  expect(LISTINGS.send['non-blocking'].map(({ code }) => code).join()).toContain(
    'await patient.emitWithAck(',
  );
  expect(LISTINGS.send.blocking.map(({ code }) => code).join()).toContain('`, false)');
  expect(LISTINGS.receive['non-blocking'].map(({ code }) => code).join()).toContain(
    'async (arrived)',
  );
});
