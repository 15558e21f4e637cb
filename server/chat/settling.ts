// Something is due in a room, and may not be the next to come: the log is asked, and asked again.
import { type RealMs, realMs } from '../../shared/time/frames.ts';

/** Real ms between two questions to the log whether all that is due is there, and after one that failed. */
const SETTLE_EVERY_MS = 4;
const SETTLE_RETRY_MS = 250;

export interface Settling {
  /** Asks the log unless that was just done. When to look again, if nobody calls before (`onAnswer`). */
  from(at: RealMs): RealMs;
  close(): void;
}

export interface SettlingShell {
  /** Asks the log to settle the room. */
  settle(): Promise<void>;
  now(): RealMs;
  /** The log has answered, or could not. */
  onAnswer(): void;
  onError(error: unknown): void;
}

export function createSettling(shell: SettlingShell): Settling {
  let isAsking = false;
  let againAt = realMs(-Infinity);
  let isClosed = false;
  return {
    from(at) {
      if (isAsking) return realMs(Infinity);
      if (at < againAt) return againAt;
      isAsking = true;
      shell
        .settle()
        .then(
          () => SETTLE_EVERY_MS,
          // A log that is away is said to whoever asks it; what is due waits.
          () => SETTLE_RETRY_MS,
        )
        .then((waitMs) => {
          isAsking = false;
          againAt = realMs(shell.now() + waitMs);
          if (!isClosed) shell.onAnswer();
        })
        .catch(shell.onError);
      return realMs(Infinity);
    },
    close() {
      isClosed = true;
    },
  };
}
