// The lines that run, from the very files that run: read when the product is built, so they cannot rot.

import arrivals from '../state/arrivals.ts?raw';
import request from '../state/blocking-request.ts?raw';
import type { Mode } from '../state/modes.ts';
import sayBlocking from '../state/say-blocking.ts?raw';
import wire from '../wire.ts?raw';
import { cutExcerpt } from './excerpt.ts';

export interface Listing {
  readonly file: string;
  readonly code: string;
}

const cut = (file: string, source: string, name: string): Listing => ({
  file,
  code: cutExcerpt(source, name),
});

const REQUEST = cut('client/state/blocking-request.ts', request, 'request');

/** By what one does, and how. */
export const LISTINGS: {
  readonly [What in 'send' | 'receive']: { readonly [How in Mode]: readonly Listing[] };
} = {
  send: {
    'non-blocking': [cut('client/wire.ts', wire, 'send, non-blocking')],
    blocking: [cut('client/state/say-blocking.ts', sayBlocking, 'send, blocking'), REQUEST],
  },
  receive: {
    'non-blocking': [cut('client/state/arrivals.ts', arrivals, 'receive, non-blocking')],
    blocking: [cut('client/state/arrivals.ts', arrivals, 'receive, blocking'), REQUEST],
  },
};
