// The process of the tabs: many raw connections to one server, which say, count and tell how far the
// slowest of them is.
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';
import { givenArgs, obey } from '../support/child.ts';
import { openRawTab, type RawTab } from '../support/raw-tab.ts';
import { textOf, WORDS } from './server.ts';

export interface TabsArgs {
  readonly port: number;
  /** Where the server hears how far the slowest tab is. */
  readonly reports: number;
  readonly sockets: number;
  /** Where each stands in turn; none: the plain server, which knows no places. */
  readonly places: readonly string[];
  readonly room: string;
  /** Each has a link of its own, with another delay. */
  readonly links: boolean;
  /** Latencies are taken at all of them, and not only counted. */
  readonly timed: boolean;
}

export type TabsOrders = {
  /** Deliveries until now, to all tabs together. */
  count: (order: object) => { deliveries: number };
  /** Says so many messages a second, by turns; the latencies at all tabs, ms, if they are taken. */
  speak: (order: { perSecond: number; seconds: number }) => Promise<{ latencies: number[] }>;
};

const AT_ONCE = 50;
const REPORT_MS = 1;
const PONG_MS = 10_000;

const args = givenArgs<TabsArgs>();
const tabs: RawTab[] = [];
while (tabs.length < args.sockets) {
  const more = Math.min(AT_ONCE, args.sockets - tabs.length);
  tabs.push(...(await Promise.all(Array.from({ length: more }, (_, i) => join(tabs.length + i)))));
}
// Until the news of who came are over.
await wait(args.places.length > 0 ? 500 : 0);

/** When each message was said, by its number; and how late it was at the tabs. */
const saidAt: number[] = [];
let latencies: number[] = [];
for (const tab of tabs) tab.stream(args.timed ? look : undefined);

async function join(index: number): Promise<RawTab> {
  const { port, places, room, links } = args;
  const tab = await openRawTab({ port, marker: WORDS });
  if (places.length === 0) return tab;
  const newcomer = { name: `T${index}`, hue: index % 360, place: places[index % places.length] };
  await good(tab.ask('room:enter', { protocol: PROTOCOL_VERSION, room, newcomer }));
  if (links) {
    await good(tab.ask('link:set', { down: { delayMs: 5 + (index % 97) / 7 } }));
  }
  await good(tab.ask('chat:resume', { after: null }));
  return tab;
}

async function good(answer: Promise<unknown>): Promise<void> {
  const outcome = (await answer) as { ok: boolean };
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}

function look(piece: Buffer): void {
  const now = performance.now();
  for (const [, number] of piece.toString('latin1').matchAll(/"text":"n(\d+)-/g)) {
    const at = saidAt[Number(number)];
    if (at !== undefined) latencies.push(now - at);
  }
}

function sayNext(): void {
  const number = saidAt.length;
  saidAt.push(performance.now());
  tabs[number % tabs.length]?.tell('chat:say', {
    id: `message-${process.pid}-${number}`,
    text: textOf(number),
  });
}

const slowest = (): number => tabs.reduce((least, tab) => Math.min(least, tab.count), Infinity);

const reports = connect(args.reports, '127.0.0.1');
const report = Buffer.alloc(8);
setInterval(() => {
  report.writeDoubleLE(slowest());
  reports.write(Buffer.from(report));
}, REPORT_MS);
setInterval(() => {
  for (const tab of tabs) tab.pong();
}, PONG_MS);

obey({
  count: () => ({ deliveries: tabs.reduce((sum, tab) => sum + tab.count, 0) }),
  async speak({ perSecond, seconds }) {
    latencies = [];
    const from = saidAt.length;
    const began = performance.now();
    while (saidAt.length - from < perSecond * seconds) {
      const due = Math.min(
        perSecond * seconds,
        Math.floor(((performance.now() - began) / 1000) * perSecond) + 1,
      );
      while (saidAt.length - from < due) sayNext();
      await wait(1);
    }
    await wait(300);
    return { latencies };
  },
} satisfies TabsOrders);
