// The timeline of this tab, as one of the pictures of the room.
import './tab-timeline.css';
import { Timeline } from '../ui/timeline/timeline.tsx';
import { tabRecording } from './tab-recording.ts';

const WINDOW_MS = 15_000;

export function TabTimeline() {
  return (
    <div class="tab-timeline">
      <p class="hint">
        What this tab was at in the last 15 s: running, waiting at an await, or frozen. Where there
        is nothing it is free. Hold the picture, and move the line to any moment.
      </p>
      <Timeline name="Timeline of this tab" recording={tabRecording} windowMs={WINDOW_MS} />
    </div>
  );
}
