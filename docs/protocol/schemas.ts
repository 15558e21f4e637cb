// Every schema of the protocol that has a name, and what the source says of it in the comment above it.
import { readdirSync, readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import * as chat from '../../shared/wire/chat.ts';
import * as clock from '../../shared/wire/clock.ts';
import * as event from '../../shared/wire/event.ts';
import * as http from '../../shared/wire/http.ts';
import { linkAsks } from '../../shared/wire/link.ts';
import * as recording from '../../shared/wire/recording.ts';
import * as room from '../../shared/wire/room.ts';
import * as scalars from '../../shared/wire/scalars.ts';
import { spaceAsks, spaceNotices } from '../../shared/wire/space.ts';
import { type JsonSchema, notate } from './notation.ts';

type Schema = v.GenericSchema;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';

const capital = (name: string): string => name.replace(/^./, (first) => first.toUpperCase());

/** The exported schemas of a module, by their names with a capital; sorted, as loaders differ. */
function exported(module: object): Record<string, Schema> {
  const found = Object.entries(module).filter(([, value]) => isSchema(value));
  const named = found.map(([name, value]) => [capital(name), value as Schema] as const);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const { 'chat:say': say, 'chat:resume': resume } = chat.chatAsks;
const { 'room:enter': enter, 'room:omniscient': omniscient } = room.roomAsks;
const { 'link:set': setLink, 'link:flights': flights, 'link:scenario': scenario } = linkAsks;

export const SCALARS = exported(scalars);
/** What messages are made of. Inner ones have no export of their own. */
export const PARTS: Record<string, Schema> = {
  ...exported(event),
  Segment: clock.segment,
  Sent: say.answer,
  Arrivals: say.answer.entries.arrivals,
  Person: resume.answer.entries.people.item,
  Self: enter.answer.entries.self,
  Flight: omniscient.answer.entries.flights.item,
  RangeTo: spaceNotices['space:ranges'].notice.entries.ranges.item,
  Matrix: spaceAsks['space:matrix'].answer,
  LinkDirection: flights.answer.entries.link.entries.up,
  Link: flights.answer.entries.link,
  LinkCounts: flights.answer.entries.up,
  LinkPacket: flights.answer.entries.packets.item,
  LinkScenario: scenario.ask.options[0].entries.scenario,
  LinkScenarioState: flights.answer.entries.scenario.wrapped,
};
export const BODIES = exported(http);
export const LINES = exported(recording);

/** A LinkDirection of which only what changes is given. */
const PartOfLinkDirection = setLink.ask.entries.up.wrapped;

const definitions = { ...SCALARS, ...PARTS, PartOfLinkDirection };

export function schemaOf(schema: Schema): JsonSchema {
  const root = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input', definitions });
  const own = root.$ref?.replace('#/$defs/', '');
  const found = own === undefined ? undefined : root.$defs?.[own];
  return typeof found === 'object' ? found : root;
}

/** A schema in the notation of the document; named ones inside it by their names. */
export const notation = (schema: Schema, lead = 0): string => notate(schemaOf(schema), '', lead);

const FILES = readdirSync('shared/wire');
const source = FILES.map((name) => readFileSync(`shared/wire/${name}`, 'utf8')).join('\n');

/** The comment right above what `declares` matches in the source, as one line; '' without one. */
export function commentAbove(declares: string): string {
  const found = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*${declares}`).exec(source)?.[1];
  return (found ?? '').replace(/\s*\n\s*\*?\s*/g, ' ').trim();
}
