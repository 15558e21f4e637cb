// The warp: simulated seconds per real second. Only a host moves it unless the room lets everybody.
import { WARP_MAX } from '../../shared/time/warp.ts';
import { maySteer, room } from '../state/self.ts';
import { isWarpConfirmed, setWarp, togglePause, warpRefusal, warpShown } from '../state/warp.ts';
import { Icon } from '../ui/icons.tsx';
import { Refusal } from '../ui/marks.tsx';
import { NumberBox } from '../ui/number-box.tsx';
import { ScaledSlider } from '../ui/scaled-slider.tsx';
import { warpScale } from '../ui/slider-scale.ts';
import { sayWarp } from '../ui/words/distance.ts';

export function WarpControl() {
  const warp = warpShown.value;
  const isDisabled = !maySteer.value;
  const why = isDisabled && room.value ? 'Only the host of this room moves the warp' : undefined;
  return (
    <fieldset class="warp" aria-label="Warp" title={why}>
      <button
        type="button"
        class="button is-plain is-icon"
        aria-label={warp === 0 ? 'Let the clock run' : 'Pause the clock'}
        disabled={isDisabled}
        onClick={togglePause}
      >
        <Icon name={warp === 0 ? 'play' : 'pause'} />
      </button>
      <ScaledSlider
        label="Warp, simulated seconds per real second"
        value={warp}
        scale={warpScale}
        said={warp === 0 ? 'paused' : `${sayWarp(warp).slice(1)} simulated seconds per second`}
        isDisabled={isDisabled}
        onChange={setWarp}
      />
      <span class={isWarpConfirmed.value ? 'times' : 'times is-wanted'} aria-hidden="true">
        ×
      </span>
      <NumberBox
        label="Warp as a number, 0 to 1,000,000"
        value={warp}
        min={0}
        max={WARP_MAX}
        isDisabled={isDisabled}
        onCommit={setWarp}
      />
      {why && <span class="unseen">{why}</span>}
      <Refusal why={warpRefusal.value} />
    </fieldset>
  );
}
