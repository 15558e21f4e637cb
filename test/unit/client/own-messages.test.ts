import { expect, test } from 'vitest';
import {
  foldReceipt,
  hasCrossed,
  legsOf,
  type OwnMessage,
  type Receipts,
} from '../../../client/state/own-messages.ts';
import { simMs } from '../../../shared/time/frames.ts';
import { arrived } from './support.ts';

/** From Earth at 1000: on the Moon at 1001, on Io at 1040. */
const message: OwnMessage = {
  id: 'message-1',
  origin: 'earth',
  sentAt: simMs(1000),
  arrivals: [
    { place: 'io', arrivesAt: simMs(1040) },
    { place: 'earth', arrivesAt: simMs(1000) },
    { place: 'moon', arrivesAt: simMs(1001) },
  ],
};
const receipt = (upTo: number, arrivesAt: number, origin = 'io') =>
  arrived({ origin, sentAt: upTo, arrivesAt, body: { kind: 'receipt', upTo: simMs(upTo) } });
const stagesAt = (now: number, receipts: Receipts = new Map()) =>
  legsOf(message, { now: simMs(now), receipts }).map(({ place, stage }) => `${place} ${stage}`);

test('[U8] a message is in flight to each far place until it is predicted to be there', () => {
  expect(stagesAt(1000)).toEqual(['moon flying', 'io flying']);
  expect(stagesAt(1001)).toEqual(['moon due', 'io flying']);
  expect(stagesAt(1040)).toEqual(['moon due', 'io due']);
});

test('[U8] only a receipt that covers the arrival confirms, whatever the prediction says', () => {
  const tooEarly = foldReceipt(new Map(), receipt(1039, 1079));
  const covering = foldReceipt(tooEarly, receipt(1041, 1081));
  expect(stagesAt(1100, tooEarly)).toEqual(['moon due', 'io due']);
  expect(stagesAt(1100, covering)).toEqual(['moon due', 'io confirmed']);
});

test('[U8] the first receipt that covers an arrival is the one that is told of', () => {
  const receipts = [receipt(1045, 1085), receipt(1050, 1090), receipt(1041, 1081)].reduce(
    foldReceipt,
    new Map() as Receipts,
  );
  const io = legsOf(message, { now: simMs(1100), receipts }).find(({ place }) => place === 'io');
  expect(io?.stage === 'confirmed' && io.by.upTo).toBe(1041);
});

test('[U8] a message to its own place only has no legs', () => {
  const here = { ...message, arrivals: message.arrivals.slice(1, 2) };
  expect(legsOf(here, { now: simMs(2000), receipts: new Map() })).toEqual([]);
});

test('[U9] two messages cross if neither was there when the other left', () => {
  const from = (sentAt: number) => arrived({ sentAt, arrivesAt: sentAt + 40 });
  expect(hasCrossed(from(961), [message])).toBe(true); // arrives at 1001, mine left at 1000
  expect(hasCrossed(from(1039), [message])).toBe(true); // left before mine was there at 1040
});

test('[U9] what had arrived before mine left, or left after mine arrived, did not cross', () => {
  const from = (sentAt: number) => arrived({ sentAt, arrivesAt: sentAt + 40 });
  expect(hasCrossed(from(960), [message])).toBe(false);
  expect(hasCrossed(from(1040), [message])).toBe(false);
  expect(hasCrossed(from(1039), [])).toBe(false);
});

test('[U9] at one place nothing crosses', () => {
  const here = arrived({ origin: 'earth', sentAt: 1000, arrivesAt: 1000 });
  expect(hasCrossed(here, [{ ...message, sentAt: simMs(999) }])).toBe(false);
});
