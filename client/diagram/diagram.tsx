// The space-time diagram: places are lines, time runs down, light slants. The signature picture.
import { useEffect, useRef, useState } from 'preact/hooks';
import { sayThePlace } from '../../shared/space/place-names.ts';
import { loadLight } from '../state/light.ts';
import { isOmniscient } from '../state/omniscient.ts';
import { groups, legs, picturedPlaces, select, selected } from '../state/pictured.ts';
import { placeOf } from '../state/places.ts';
import { myPlace } from '../state/self.ts';
import { history, loadOlder } from '../state/view.ts';
import { useKept } from '../ui/picture/kept.ts';
import { Surface } from '../ui/picture/surface.tsx';
import { composeFrame, isSameLook } from './compose.ts';
import { Detail } from './detail.tsx';
import './diagram.css';
import type { Frame } from './frame.ts';
import { useHands } from './hands.ts';
import { Legend } from './legend.tsx';
import { paintDiagram, repaintChip } from './paint.ts';
import { TimeBar } from './time-bar.tsx';
import { Twin } from './twin.tsx';

export function Diagram() {
  const frame = useRef<Frame | undefined>(undefined);
  const hovered = useRef<string | undefined>(undefined);
  const [isTable, setTable] = useState(false);
  useEffect(() => void loadLight(), []);
  useKept([groups, legs, picturedPlaces]);
  const hands = useHands({ frame, hovered });
  return (
    <section class="diagram" aria-label="Space-time diagram">
      <TimeBar frame={frame} isTable={isTable} onTable={() => setTable(!isTable)} />
      {isOmniscient.value && (
        <p class="omniscient-note">
          Omniscient: shows also what nobody at {sayThePlace(placeOf(myPlace.value))} can know yet.
        </p>
      )}
      {isTable ? (
        <Twin />
      ) : (
        <>
          <div
            class="canvas-box"
            role="application"
            aria-roledescription="diagram"
            aria-label="Messages between places, time downwards. Left and right arrow keys select a message, up and down move through time, plus and minus zoom, space pauses, Escape lets go."
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys
            tabIndex={0}
            {...hands}
          >
            <Surface
              paint={({ context, width, height, isFresh }) => {
                const next = composeFrame({ width, height }, hovered.current);
                const before = frame.current;
                if (before && !isFresh && isSameLook(before, next)) {
                  if (before.atWords === next.atWords) return;
                  frame.current = { ...before, atWords: next.atWords };
                  repaintChip(context, frame.current);
                  return;
                }
                frame.current = next;
                paintDiagram(context, next);
                loadWhatIsInSight(next);
              }}
            />
          </div>
          <Legend />
        </>
      )}
      {selected.value !== undefined && <Detail onClose={() => select(undefined)} />}
    </section>
  );
}

/** Who looks at a time before the first row wants the rows of then. */
function loadWhatIsInSight({ scene }: Frame): void {
  if (history.peek() !== 'more') return;
  const first = groups.peek()[0]?.from;
  if (first !== undefined && scene.window.top < first) void loadOlder();
}
