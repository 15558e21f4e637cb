// Every kind of event that a view or a world is made of (not what is erased): an origin without kinds is
// asked for kind by kind, each one a stretch of an index.
import { controlBody, dataBody } from '../../../shared/wire/event.ts';
import type { EventKind } from './event-log.ts';

export const KINDS: readonly EventKind[] = [...dataBody.options, ...controlBody.options].map(
  (option) => option.entries.kind.literal,
);
