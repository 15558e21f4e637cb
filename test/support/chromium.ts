// Finds a Chromium to test in: the one that is named, the system's, Playwright's own download, or
// Debian's package, in this order; and says which.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';

const NAMED = 'LIGHTLAG_CHROMIUM';
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** No window, no GPU, and no talk with any host but ours. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of a Chromium; gets one if there is none. Throws with what it tried. */
export function findChromium(): string {
  const named = process.env[NAMED];
  if (named !== undefined) return say(named, `named by ${NAMED}`);
  const present = USUAL.find((path) => existsSync(path));
  if (present !== undefined) return say(present, 'the system\u2019s');
  const own = chromium.executablePath();
  if (existsSync(own)) return say(own, 'Playwright\u2019s, from before');
  if (run('npx', ['playwright', 'install', 'chromium']) && existsSync(own)) {
    return say(own, 'Playwright\u2019s, just downloaded');
  }
  if (run('apt-get', ['update']) && run('apt-get', ['install', '-y', 'chromium'])) {
    return say('/usr/bin/chromium', 'Debian\u2019s package, just installed');
  }
  throw new Error(
    `No Chromium: none in ${USUAL.join(', ')}; Playwright\u2019s download and Debian\u2019s package ` +
      `were not to be had. Install one, or name it with ${NAMED}=/path/to/chromium.`,
  );
}

/** Starts it. The caller closes it. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

function say(path: string, origin: string): string {
  process.stdout.write(`Chromium: ${path} (${origin})\n`);
  return path;
}

const run = (command: string, args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit' }).status === 0;
