// The page of the lab: an exhibit, and below it the instruments, always in view.
import { InstrumentStrip } from './instruments/instrument-strip.tsx';
import { LabView } from './lab/lab-view.tsx';

export function LabPage({ exhibit }: { exhibit: string | undefined }) {
  return (
    <div class="lab">
      <LabView exhibit={exhibit} />
      <footer class="lab-instruments">
        <InstrumentStrip />
      </footer>
    </div>
  );
}
