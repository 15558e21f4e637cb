// The browser's storage, which may be full, switched off or hold what an older version wrote. What
// cannot be kept is simply not kept.

type Kind = 'localStorage' | 'sessionStorage';

export interface Shelf {
  /** What was put under `key`, or undefined. The caller checks its form. */
  get(key: string): unknown;
  /** Whether it could be kept. */
  set(key: string, value: unknown): boolean;
  remove(key: string): void;
}

/** Panes side by side share a browser and a tab, but each is a member of its own. */
const PANE = /\/pane\/(left|right)\/?$/.exec(location.pathname)?.[1];
const PREFIX = PANE === undefined ? 'lightlag:' : `lightlag:pane-${PANE}:`;

/** Kept for all tabs of this browser. */
export const browserShelf = openShelf('localStorage');

/** Kept for this tab only, over reloads. */
export const tabShelf = openShelf('sessionStorage');

function openShelf(kind: Kind): Shelf {
  return {
    get: (key) =>
      attempt(() => {
        const found = window[kind].getItem(PREFIX + key);
        return found === null ? undefined : (JSON.parse(found) as unknown);
      }),
    set: (key, value) =>
      attempt(() => {
        window[kind].setItem(PREFIX + key, JSON.stringify(value));
        return true;
      }) ?? false,
    remove: (key) => {
      attempt(() => window[kind].removeItem(PREFIX + key));
    },
  };
}

function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined; // Storage is a convenience: without it everything works, but for one visit.
  }
}
