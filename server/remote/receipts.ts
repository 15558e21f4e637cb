// The receipts that a program owes: the newest only, a few times a second at most, again until taken.
import type { SimMs } from '../../shared/time/frames.ts';
import type { Answer } from '../../shared/wire/answer.ts';

export interface Receipts {
  /** Everything that arrived up to then has been shown. */
  owe(upTo: SimMs): void;
  /** There is a view to answer for: what is owed is paid from now on. */
  resume(): void;
  pause(): void;
  /** The view is of another place now. */
  forget(): void;
}

/** Real ms. */
const COALESCE_MS = 250;
const AGAIN_MS = 30_000;

export function createReceipts(pay: (upTo: SimMs) => Promise<Answer<'chat:receipt'>>): Receipts {
  let owed: SimMs | undefined;
  let isOpen = false;
  let timer: NodeJS.Timeout | undefined;

  function arm(waitMs: number): void {
    if (isOpen && owed !== undefined) timer ??= setTimeout(() => void settle(), waitMs);
  }

  async function settle(): Promise<void> {
    timer = undefined;
    const due = owed;
    if (due === undefined || !isOpen) return;
    const answer = await pay(due);
    // A refusal for good is one of an older view.
    const isOver = answer.ok || !['busy', 'unavailable', 'unanswered'].includes(answer.reason);
    if (isOver && owed === due) owed = undefined;
    arm(isOver ? COALESCE_MS : AGAIN_MS);
  }

  return {
    owe(upTo) {
      if (owed !== undefined && owed >= upTo) return;
      owed = upTo;
      arm(COALESCE_MS);
    },
    resume() {
      isOpen = true;
      arm(COALESCE_MS);
    },
    pause() {
      isOpen = false;
      clearTimeout(timer);
      timer = undefined;
    },
    forget() {
      owed = undefined;
    },
  };
}
