import { expect, test } from 'vitest';
import {
  addEntry,
  applyAnswer,
  entriesToAsk,
  entriesToShow,
  markAllUnanswered,
  markAsked,
  markUnanswered,
  markWaiting,
  type Outbox,
  readOutbox,
} from '../../../client/state/outbox-entries.ts';
import { done, refuse } from '../../../shared/wire/refusal.ts';

const two = ['a', 'b'].reduce<Outbox>((box, id) => addEntry(box, { id, text: id }), []);
const asked = two.reduce<Outbox>((box, { id }) => markAsked(box, id), two);
const ids = (box: Outbox) => box.map(({ id }) => id);

test('[U10] what is added goes out in order, once', () => {
  expect(ids(entriesToAsk(two))).toEqual(['a', 'b']);
  expect(entriesToAsk(asked)).toEqual([]);
});

test('[U10] an accepted message leaves the outbox', () => {
  expect(ids(applyAnswer(asked, 'a', done({})).outbox)).toEqual(['b']);
});

test('[U10] after a lost connection everything unanswered is asked again with its id, in order', () => {
  expect(ids(entriesToAsk(markAllUnanswered(asked)))).toEqual(['a', 'b']);
});

test('[U10] what is in the view already is no pending row, but stays to be answered', () => {
  expect(ids(entriesToShow(asked, (id) => id === 'a'))).toEqual(['b']);
  expect(ids(entriesToAsk(markAllUnanswered(asked)))).toEqual(['a', 'b']);
});

test('[U10] busy is no failure: asked again after the wait that the server names', () => {
  const busy = { ...refuse('busy', 'Too fast.'), retryAfterMs: 700 };
  const { outbox, retryAfterMs } = applyAnswer(asked, 'a', busy);
  expect([outbox[0]?.state, retryAfterMs]).toEqual(['waiting', 700]);
});

test('[U10] a refusal for good keeps the text and says why; a person can try again', () => {
  const { outbox } = applyAnswer(asked, 'a', refuse('forbidden', 'Not here.'));
  expect(outbox[0]).toEqual({ id: 'a', text: 'a', state: 'failed', why: 'Not here.' });
  expect(entriesToAsk(outbox)).toEqual([]);
  expect(entriesToAsk(markWaiting(outbox, 'a'))).toEqual([
    { id: 'a', text: 'a', state: 'waiting' },
  ]);
});

test('[U10] after a reload nothing counts as on its way, and foreign things are left out', () => {
  const stored = JSON.parse(JSON.stringify([...asked, { id: 7 }, null]));
  expect(entriesToAsk(readOutbox(stored))).toEqual(two);
  expect(readOutbox('nonsense')).toEqual([]);
});

test('[L133] what got no answer over a link that stands says when it goes out again, by its id', () => {
  const doubted = markUnanswered(asked, 'a', 500);
  expect(doubted[0]).toEqual({ id: 'a', text: 'a', state: 'unanswered', againAt: 500 });
  expect(entriesToAsk(doubted)).toEqual([]);
  expect(entriesToAsk(markWaiting(doubted, 'a'))).toEqual([{ ...two[0] }]);
  expect(markUnanswered(two, 'a', 500)).toEqual(two);
});

test('[L133] a late answer is an answer still', () => {
  expect(ids(applyAnswer(markUnanswered(asked, 'a', 500), 'a', done({})).outbox)).toEqual(['b']);
});
