// All that one painting of the diagram needs to know.
import type { SimMs } from '../../shared/time/frames.ts';
import type { ActivitySpan } from '../state/world-line.ts';
import type { Palette } from '../ui/picture/palette.ts';
import type { Point } from '../ui/picture/point.ts';
import type { Scene } from './strokes.ts';

export interface Frame {
  readonly scene: Scene;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  /** Room for the names above, and for the times on the left. */
  readonly header: number;
  readonly gutter: number;
  /** The past light cone, from left to right. */
  readonly cone: readonly Point[];
  /** The simulated clock; `scene.at` may lie before it. */
  readonly now: SimMs;
  readonly activity: readonly ActivitySpan[];
  readonly place: (id: string) => { readonly name: string; readonly hue: number };
  /** Short words for the moment shown. */
  readonly atWords: string;
  readonly hasWords: boolean;
}
