// In which order two places see the same events, and which of them could have caused which. Pure.
import type { SimMs } from '../../shared/time/frames.ts';

export interface OrderedEvent {
  readonly key: string;
  readonly origin: string;
  readonly sentAt: SimMs;
  /** When it is at the first and at the second place. */
  readonly atA: SimMs;
  readonly atB: SimMs;
}

/** How one event stands to another. `neither`: each left before light of the other could be there. */
export type Relation = 'before' | 'after' | 'neither';

/** When light from `from` is at `to`; undefined where that is not known. */
export type Arrive = (from: string, to: string, sentAt: SimMs) => SimMs | undefined;

/** Keys in the order of arrival at each place. `events`: in log order, as far as known; ties keep it. */
export function ordersOf(events: readonly OrderedEvent[]): {
  readonly atA: readonly string[];
  readonly atB: readonly string[];
} {
  return {
    atA: events.toSorted((e, f) => e.atA - f.atA).map(({ key }) => key),
    atB: events.toSorted((e, f) => e.atB - f.atB).map(({ key }) => key),
  };
}

/** The pairs that the two places see in different order, each in the order of the first place. */
export function swappedPairs(
  events: readonly OrderedEvent[],
): readonly (readonly [OrderedEvent, OrderedEvent])[] {
  const pairs: [OrderedEvent, OrderedEvent][] = [];
  const ordered = events.toSorted((e, f) => e.atA - f.atA);
  ordered.forEach((first, index) => {
    for (const second of ordered.slice(index + 1)) {
      if (first.atA < second.atA && first.atB > second.atB) pairs.push([first, second]);
    }
  });
  return pairs;
}

/**
 * Whether `e` is in the past light cone of `f` (`before`: f may be an answer to it), in its future, or
 * in neither. At one place the earlier one is before the later; of one moment there, neither.
 */
export function relationOf(e: OrderedEvent, f: OrderedEvent, arrive: Arrive): Relation {
  if (e.origin === f.origin) {
    return e.sentAt < f.sentAt ? 'before' : e.sentAt > f.sentAt ? 'after' : 'neither';
  }
  const toF = arrive(e.origin, f.origin, e.sentAt);
  if (toF !== undefined && toF <= f.sentAt) return 'before';
  const toE = arrive(f.origin, e.origin, f.sentAt);
  return toE !== undefined && toE <= e.sentAt ? 'after' : 'neither';
}

/** How many of all pairs are causally ordered. */
export function countCausal(
  events: readonly OrderedEvent[],
  arrive: Arrive,
): { readonly ordered: number; readonly all: number } {
  let ordered = 0;
  events.forEach((e, index) => {
    for (const f of events.slice(index + 1)) if (relationOf(e, f, arrive) !== 'neither') ordered++;
  });
  return { ordered, all: (events.length * (events.length - 1)) / 2 };
}
