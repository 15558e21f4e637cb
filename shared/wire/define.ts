// How the tables of the protocol are written down: an ask has one answer, a notice has none.
import type * as v from 'valibot';

type Schema = v.GenericSchema;

/**
 * The plane a message travels on. `data` passes the tab's link (chat, acks, typing); `control`
 * never does (sliders, clock sync, ranges): a slider at 10 s must not take 10 s to turn back.
 */
export type Plane = 'data' | 'control';

export interface Ask<In extends Schema, Out extends Schema> {
  readonly plane: Plane;
  readonly ask: In;
  /** What the answer's `value` holds when it is `ok`. */
  readonly answer: Out;
}

export interface Notice<Body extends Schema> {
  readonly plane: Plane;
  readonly notice: Body;
}

export const ask = <In extends Schema, Out extends Schema>(
  plane: Plane,
  schemas: { readonly ask: In; readonly answer: Out },
): Ask<In, Out> => ({ plane, ...schemas });

export const notice = <Body extends Schema>(plane: Plane, body: Body): Notice<Body> => ({
  plane,
  notice: body,
});
