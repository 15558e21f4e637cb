// What this tab's program is at: whoever draws a timeline listens; without one nothing is kept.

export interface Activity {
  readonly lane: 'send' | 'receive';
  readonly kind: 'running' | 'waiting' | 'frozen';
  readonly label: string;
}

/** Notes the beginning now; what it answers with notes the end. */
export type BeginActivity = (activity: Activity) => () => void;

let listener: BeginActivity | undefined;

export const beginActivity: BeginActivity = (activity) => listener?.(activity) ?? (() => undefined);

/** Hears of all activity from now on; one listener, the last one. */
export function listenToActivity(begin: BeginActivity | undefined): void {
  listener = begin;
}
