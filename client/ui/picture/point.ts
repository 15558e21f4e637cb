/** A point of a picture, CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
