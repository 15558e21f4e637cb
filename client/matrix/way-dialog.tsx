// How signals get from one place to another: as far as they are, in a fixed time, or blocked for a
// while. For light that leaves from now on.
import '../ui/panel.css';
import { useState } from 'preact/hooks';
import { sayThePlace } from '../../shared/space/place-names.ts';
import { sayDuration } from '../../shared/time/format.ts';
import { simMs } from '../../shared/time/frames.ts';
import type { Way } from '../../shared/wire/event.ts';
import { CUSTOM_OWLT_MS_MAX } from '../../shared/wire/limits.ts';
import { simNow } from '../state/clock.ts';
import { placeOf } from '../state/places.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Refusal } from '../ui/marks.tsx';
import { sayTimeNear } from '../ui/words/instant.ts';
import { setWay } from './matrix-data.ts';

export interface WayDialogProps {
  readonly ends: { readonly from: string; readonly to: string };
  /** As it is now; undefined: as the ephemeris says. */
  readonly way: Way | undefined;
  readonly onClose: () => void;
}

type Kind = 'ephemeris' | 'fixed';
type Fate = 'none' | 'stored' | 'lost';

const MINUTE_MS = 60_000;

export function WayDialog({ ends, way, onClose }: WayDialogProps) {
  const [kind, setKind] = useState<Kind>(way?.owltMs == null ? 'ephemeris' : 'fixed');
  const [seconds, setSeconds] = useState(`${(way?.owltMs ?? 60_000) / 1000}`);
  const [fate, setFate] = useState<Fate>(blockNow(way)?.fate ?? 'none');
  const [begins, setBegins] = useState(minutesUntil(blockNow(way)?.since, '0'));
  const [ends_, setEnds] = useState(minutesUntil(blockNow(way)?.until, '60'));
  const [why, setWhy] = useState<string | undefined>(undefined);
  const since = simMs(simNow() + Number(begins) * MINUTE_MS);
  const until = simMs(simNow() + Number(ends_) * MINUTE_MS);

  const save = async () => {
    const owltMs = kind === 'fixed' ? Number(seconds) * 1000 : null;
    if (
      owltMs !== null &&
      !(seconds.trim() !== '' && owltMs >= 0 && owltMs <= CUSTOM_OWLT_MS_MAX)
    ) {
      return setWhy('Expected a light time from 0 s to 100 years.');
    }
    if (fate !== 'none' && !(until > since)) return setWhy('A block ends after it begins.');
    const block = fate === 'none' ? null : { since, until, fate };
    const refused = await setWay({ ...ends, owltMs, block });
    if (refused === undefined) onClose();
    else setWhy(refused);
  };
  const [from, to] = [placeOf(ends.from), placeOf(ends.to)];
  return (
    <Dialog title={`From ${sayThePlace(from)} to ${sayThePlace(to)}`} onClose={onClose}>
      <form
        class="way-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <fieldset>
          <legend>Light time</legend>
          <Radio name="kind" isOn={kind === 'ephemeris'} onPick={() => setKind('ephemeris')}>
            As far as they are: ephemeris
          </Radio>
          <Radio name="kind" isOn={kind === 'fixed'} onPick={() => setKind('fixed')}>
            Fixed
          </Radio>
          {kind === 'fixed' && (
            <Amount label="One way, simulated" unit="s" value={seconds} onInput={setSeconds} />
          )}
        </fieldset>
        <fieldset>
          <legend>Occultation</legend>
          <Radio name="fate" isOn={fate === 'none'} onPick={() => setFate('none')}>
            Nothing in between
          </Radio>
          <Radio name="fate" isOn={fate === 'stored'} onPick={() => setFate('stored')}>
            Blocked; what is sent then is stored until the end
          </Radio>
          <Radio name="fate" isOn={fate === 'lost'} onPick={() => setFate('lost')}>
            Blocked; what is sent then is lost
          </Radio>
          {fate !== 'none' && (
            <>
              <div class="pair">
                <Amount label="Begins in" unit="min" value={begins} onInput={setBegins} />
                <Amount label="Ends in" unit="min" value={ends_} onInput={setEnds} />
              </div>
              <p class="hint">
                {until > since
                  ? `${sayTimeNear(since, simNow())} to ${sayTimeNear(until, simNow())} UTC, ${sayDuration(until - since)} of simulated time`
                  : '\u00a0'}
              </p>
            </>
          )}
        </fieldset>
        <p class="hint">
          For what leaves from now on. What is on its way stays as it is, and nothing overtakes it.
          The way back is another way.
        </p>
        <Refusal why={why} />
        <button type="submit" class="button is-main">
          Set this way
        </button>
      </form>
    </Dialog>
  );
}

/** The block of a way, unless it is over. */
const blockNow = (way: Way | undefined): Way['block'] =>
  way?.block && way.block.until > simNow() ? way.block : null;

const minutesUntil = (at: number | undefined, otherwise: string): string =>
  at === undefined ? otherwise : `${Number(((at - simNow()) / MINUTE_MS).toFixed(2))}`;

interface RadioProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly onPick: () => void;
  readonly children: string;
}

function Radio({ name, isOn, onPick, children }: RadioProps) {
  return (
    <label class="radio">
      <input type="radio" name={`way-${name}`} checked={isOn} onChange={onPick} />
      <span>{children}</span>
    </label>
  );
}

interface AmountProps {
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

function Amount({ label, unit, value, onInput }: AmountProps) {
  return (
    <label class="amount">
      <span class="label">{label}</span>
      <input
        class="input is-number"
        inputMode="decimal"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <span class="unit">{unit}</span>
    </label>
  );
}
