// The two frames of time. Light lives in simulated time, links and people in real time; the brands
// make mixing them a compile error.

declare const frame: unique symbol;

/** The brands, exported only so that declaration files can name them. No value has such a property. */
export interface RealFrame {
  readonly [frame]: 'real';
}
export interface SimFrame {
  readonly [frame]: 'sim';
}

/** Real milliseconds since 1970-01-01T00:00Z, as the log's clock counts them. May have a fraction. */
export type RealMs = number & RealFrame;

/** Simulated milliseconds since 1970-01-01T00:00Z (UTC). May have a fraction. */
export type SimMs = number & SimFrame;

/** Marks a number as real time. */
export const realMs = (value: number): RealMs => value as RealMs;

/** Marks a number as simulated time. */
export const simMs = (value: number): SimMs => value as SimMs;
