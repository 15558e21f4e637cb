// My link: how long what I send and what I get is held, each way, in real time.
import { LINK_DELAY_MS_MAX } from '../../shared/wire/limits.ts';
import { roundTripMs } from '../state/clock.ts';
import {
  clearLink,
  type Direction,
  isLinkBoth,
  isLinkClear,
  isLinkConfirmed,
  type LinkField,
  linkRefusal,
  linkWanted,
  setLinkBoth,
  setLinkField,
} from '../state/link.ts';
import { Icon } from '../ui/icons.tsx';
import { Refusal, Switch } from '../ui/marks.tsx';
import { NumberBox } from '../ui/number-box.tsx';
import { ScaledSlider } from '../ui/scaled-slider.tsx';
import { delayScale } from '../ui/slider-scale.ts';
import { sayDuration } from '../ui/words/duration.ts';

export function LinkPanel() {
  const isBoth = isLinkBoth.value;
  return (
    <section class="panel" aria-labelledby="link-title">
      <header>
        <h2 id="link-title">My link</h2>
        <span class={isLinkConfirmed.value ? 'confirmed' : 'confirmed is-wanted'}>
          {isLinkConfirmed.value ? 'in force' : 'setting'}
        </span>
      </header>
      <p class="hint">
        Real time, one way, on top of the light. It is for what is sent from now on.
      </p>
      {isBoth ? (
        <DirectionFields direction="up" title="Up and down" icon="link" />
      ) : (
        <>
          <DirectionFields direction="up" title="Up: what you send" icon="up" />
          <DirectionFields direction="down" title="Down: what you get" icon="down" />
        </>
      )}
      <Switch label="Both ways the same" isOn={isBoth} onChange={setLinkBoth} />
      <p class="hint">{roundTripWords()}</p>
      <Refusal why={linkRefusal.value} />
      {!isLinkClear.value && (
        <button type="button" class="button" onClick={clearLink}>
          Clear the link
        </button>
      )}
    </section>
  );
}

interface DirectionProps {
  readonly direction: Direction;
  readonly title: string;
  readonly icon: 'up' | 'down' | 'link';
}

function DirectionFields({ direction, title, icon }: DirectionProps) {
  return (
    <fieldset class="direction">
      <legend>
        {icon !== 'link' && <Icon name={icon} />}
        {title}
      </legend>
      <LinkNumber direction={direction} field="delayMs" label="delay" title={title} />
      <LinkNumber direction={direction} field="jitterMs" label="jitter ±" title={title} />
    </fieldset>
  );
}

interface NumberProps {
  readonly direction: Direction;
  readonly field: LinkField;
  readonly label: string;
  readonly title: string;
}

function LinkNumber({ direction, field, label, title }: NumberProps) {
  const value = linkWanted.value[direction][field];
  const set = (ms: number) => setLinkField(direction, field, ms);
  const name = `${title}, ${label.replace(' ±', '')}`;
  return (
    <div class="link-number">
      <span class="label" aria-hidden="true">
        {label}
      </span>
      <ScaledSlider
        label={name}
        value={value}
        scale={delayScale}
        said={sayDuration(value)}
        onChange={set}
      />
      <NumberBox
        label={`${name}, milliseconds`}
        value={value}
        min={0}
        max={LINK_DELAY_MS_MAX}
        onCommit={set}
      />
      <span class="unit">ms</span>
    </div>
  );
}

/** What a round trip over the link costs before any light time. */
function roundTripWords(): string {
  const { up, down } = linkWanted.value;
  const own = roundTripMs.value;
  const server =
    own === undefined ? '' : ` The server itself is ${sayDuration(own)} away, round trip.`;
  const set = up.delayMs + down.delayMs;
  return set === 0
    ? `Nothing is held.${server}`
    : `Round trip over this link: ${sayDuration(set + (own ?? 0))}.`;
}
