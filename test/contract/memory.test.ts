import { describe } from 'vitest';
import { createMemoryLog } from '../../server/chat/log/memory.ts';
import { eventLogSuite } from './event-log.ts';

describe('memory', () => eventLogSuite((clock) => ({ log: createMemoryLog({ clock }) })));
