// Once for all browser tests: a Chromium to run in.
import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.ts';

export function setup(project: TestProject): void {
  project.provide('chromium', findChromium());
}

declare module 'vitest' {
  export interface ProvidedContext {
    chromium: string;
  }
}
