// On what this was measured: the browser and its cores, as far as it says so.

export interface Machine {
  readonly browser: string;
  readonly cores: number;
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bFirefox\/(\d+)/, 'Firefox'],
  [/\b(?:Headless)?Chrome\/(\d+)/, 'Chromium'],
  [/\bVersion\/(\d+).*Safari/, 'Safari'],
];

/** The name and main version in a user agent's string. Pure. */
export function nameBrowser(userAgent: string): string {
  for (const [pattern, name] of NAMES) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return 'a browser that does not say its name';
}

export const thisMachine = (): Machine => ({
  browser: nameBrowser(navigator.userAgent),
  cores: navigator.hardwareConcurrency,
});
