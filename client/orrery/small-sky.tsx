// The sky map in a corner: where everybody is, at a glance.
import './orrery.css';
import { Sky } from './sky.tsx';

export function SmallSky() {
  return (
    <section class="small-sky" aria-label="Sky map, small">
      <Sky centre="here" isSmall />
    </section>
  );
}
