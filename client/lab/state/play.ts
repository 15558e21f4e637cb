// What a stage can run, and what a run hands back.
import type { Recording } from '../../ui/timeline/recording.ts';
import type { Lane } from '../../ui/timeline/span.ts';

export interface Context {
  readonly recording: Recording;
  /** Aborted when the run is to stop. */
  readonly signal: AbortSignal;
}

/** What a play hands back when its main program is over. */
export interface Played {
  readonly results: readonly string[];
  /** In one sentence, after the run. */
  readonly why: string;
  /** What goes on although the main program is over; waited for, but not part of the total. */
  readonly rest?: Promise<unknown>;
  /** What the run was measured to last, if the play knows better than the clock around it. */
  readonly totalMs?: number;
}

export interface Play<Tools = unknown> {
  /** For the course: `breakfast/gather/python`. */
  readonly key: string;
  readonly title: string;
  readonly lanes: readonly Lane[];
  /** Whether the page's own frames get a lane. */
  readonly hasPageLane: boolean;
  /** What has to stand ready before the clock starts: workers, say. They end with the signal. */
  prepare?(signal: AbortSignal): Promise<Tools>;
  run(context: Context, tools: Tools): Promise<Played>;
}
