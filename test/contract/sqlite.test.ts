import { describe } from 'vitest';
import { openSqliteLog } from '../../server/chat/log/sqlite.ts';
import { temporaryFile } from '../support/temporary-file.ts';
import { eventLogSuite } from './event-log.ts';

describe('sqlite', () =>
  eventLogSuite((clock) => ({ log: openSqliteLog({ file: temporaryFile(), clock }) })));
