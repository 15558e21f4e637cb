// Ten thousand tabs in one process, a hundred for each member; they can all go and all come back.
import { setTimeout as wait } from 'node:timers/promises';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { givenArgs, obey } from '../support/child.ts';
import { openRawTab, type RawTab } from '../support/raw-tab.ts';

export interface CrowdArgs {
  readonly port: number;
  readonly room: string;
  /** None: the plain server. */
  readonly places: readonly string[];
  readonly marker: string;
}

export type CrowdOrders = {
  /** Connects so many; ms until the last one hears its place. */
  connect: (order: { count: number }) => Promise<{ ms: number }>;
  /** One says something; ms until all have it. */
  hear: (order: object) => Promise<{ ms: number }>;
  /** All are cut off, something is said, all come back; ms until the last one has it. */
  storm: (order: object) => Promise<{ ms: number; exact: number }>;
};

interface Tab {
  readonly raw: RawTab;
  readonly token: string;
  readonly cursor: unknown;
}

interface Page {
  readonly cursor: unknown;
}

const MEMBERS = 100;
const AT_ONCE = 200;
const PONG_MS = 10_000;

const { port, room, places, marker } = givenArgs<CrowdArgs>();
const isPlain = places.length === 0;
const tokens: string[] = [];
let tabs: Tab[] = [];
let said = 0;

async function come(index: number, after: unknown): Promise<Tab> {
  // Over many addresses of this machine: one alone has too few ports for all that come and go.
  const raw = await openRawTab({ port, marker, from: `127.0.0.${2 + (index % 50)}` });
  if (isPlain) return { raw, token: '', cursor: null };
  const known = tokens[index % MEMBERS];
  const newcomer = { name: `T${index}`, hue: index % 360, place: places[0] };
  const who = known === undefined ? { newcomer } : { token: known };
  const entry = { protocol: PROTOCOL_VERSION, room, ...who };
  const { token } = await good<{ token: string }>(raw.ask('room:enter', entry));
  tokens[index % MEMBERS] = token;
  const page = await good<Page>(raw.ask('chat:resume', { after }));
  return { raw, token, cursor: page.cursor };
}

async function good<Value>(answer: Promise<unknown>): Promise<Value> {
  const outcome = (await answer) as { ok: boolean; value: Value };
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

/** Runs `act` for every number below `count`, AT_ONCE of them at a time. */
async function each(count: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
}

function say(tab: Tab): void {
  tab.raw.tell('chat:say', { id: `said-${process.pid}-${said++}`, text: 'Everybody?' });
}

setInterval(() => {
  // Those that are on their way in are holes yet, and `forEach` passes over them.
  tabs.forEach(({ raw }) => {
    raw.pong();
  });
}, PONG_MS);

obey({
  async connect({ count }) {
    const began = performance.now();
    // The members first, one after the other: the tabs that follow have their tokens.
    const first = Math.min(MEMBERS, count);
    for (let index = 0; index < first; index++) tabs.push(await come(index, null));
    await each(count - first, async (index) => {
      tabs[first + index] = await come(first + index, null);
    });
    return { ms: performance.now() - began };
  },
  async hear() {
    const before = tabs.map(({ raw }) => raw.count);
    const began = performance.now();
    say(tabs[0] as Tab);
    while (tabs.some(({ raw }, index) => raw.count === before[index])) await wait(1);
    return { ms: performance.now() - began };
  },
  async storm() {
    const [speaker, ...others] = tabs as [Tab, ...Tab[]];
    const cursor = await newest(speaker);
    for (const { raw } of others) raw.close();
    await wait(500);
    const began = performance.now();
    say(speaker);
    const back: Tab[] = [speaker];
    await each(others.length, async (index) => {
      const tab = await come(index + 1, cursor);
      back[index + 1] = tab;
    });
    tabs = back;
    while (!isPlain && back.some(({ raw }) => raw.count === 0)) await wait(1);
    const ms = performance.now() - began;
    await wait(500);
    // Once, be it in the answer to the resume or after it.
    const exact = back.filter(({ raw }) => raw === speaker.raw || raw.count === 1).length;
    return { ms, exact };
  },
} satisfies CrowdOrders);

/** Where a tab is now, as its next resume would say. */
async function newest({ raw, cursor }: Tab): Promise<unknown> {
  if (isPlain) return null;
  return (await good<Page>(raw.ask('chat:resume', { after: cursor }))).cursor;
}
