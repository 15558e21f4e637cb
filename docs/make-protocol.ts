// Writes the tables of PROTOCOL.md anew from shared/wire: `npm run docs:protocol`.
import { readFileSync, writeFileSync } from 'node:fs';
import { withTables } from './protocol/sections.ts';

const FILE = 'docs/PROTOCOL.md';
writeFileSync(FILE, withTables(readFileSync(FILE, 'utf8')));
