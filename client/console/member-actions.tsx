// What is decided about one person: a freeze that they agree to, their voice, whether they stay, whether
// they lead too.
import { useState } from 'preact/hooks';
import { sayDuration } from '../../shared/time/format.ts';
import type { Row } from '../../shared/wire/console.ts';
import {
  ALL,
  askToFreeze,
  freezeNow,
  remove,
  rowOf,
  setStanding,
  target,
} from '../state/console.ts';
import { self } from '../state/self.ts';
import { Dialog } from '../ui/dialog.tsx';

const FREEZE_MS = [2_000, 5_000, 8_000];

export function MemberActions() {
  const row = target.value === ALL ? undefined : rowOf(target.value);
  if (!row || row.member === self.value?.id) return null;
  return (
    <div class="console-member">
      <Freeze key={row.member} row={row} />
      <Voice row={row} />
      <Farewell key={`out-${row.member}`} row={row} />
    </div>
  );
}

function Freeze({ row }: { row: Row }) {
  const [ms, setMs] = useState(FREEZE_MS[1] as number);
  const isWilling = row.volunteer === 'willing';
  return (
    <div class="row">
      <label class="console-order">
        <span class="label">Freeze for</span>
        <select
          class="input"
          value={`${ms}`}
          disabled={row.volunteer !== 'no'}
          onChange={(event) => setMs(Number(event.currentTarget.value))}
        >
          {FREEZE_MS.map((one) => (
            <option key={one} value={`${one}`}>
              {sayDuration(one)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class={isWilling ? 'button is-main' : 'button'}
        disabled={row.volunteer === 'frozen' || row.tabs === 0}
        onClick={() => void (isWilling ? freezeNow : askToFreeze)(row.member, ms)}
      >
        {isWilling ? 'Freeze now' : row.volunteer === 'asked' ? 'Ask again' : 'Ask to freeze'}
      </button>
    </div>
  );
}

function Voice({ row: { member, standing } }: { row: Row }) {
  return (
    <div class="row">
      {standing !== 'host' && (
        <button
          type="button"
          class="button"
          onClick={() => void setStanding(member, standing === 'muted' ? 'member' : 'muted')}
        >
          {standing === 'muted' ? 'Let speak' : 'Mute'}
        </button>
      )}
      <button
        type="button"
        class="button"
        onClick={() => void setStanding(member, standing === 'host' ? 'member' : 'host')}
      >
        {standing === 'host' ? 'Take the hosting back' : 'Name a host'}
      </button>
    </div>
  );
}

function Farewell({ row }: { row: Row }) {
  const [asking, setAsking] = useState<'remove' | 'ban' | undefined>(undefined);
  if (row.standing === 'host') return null;
  return (
    <div class="row">
      <button type="button" class="button" onClick={() => setAsking('remove')}>
        Remove
      </button>
      <button type="button" class="button" onClick={() => setAsking('ban')}>
        Ban
      </button>
      {asking && (
        <Dialog
          title={`${asking === 'ban' ? 'Ban' : 'Remove'} ${row.name}?`}
          onClose={() => setAsking(undefined)}
        >
          <p>
            Their tabs leave at once, and their key to this room is good for nothing. What they said
            stays.{' '}
            {asking === 'ban'
              ? 'Newcomers from their network address are refused for 12 hours, unless others here share it.'
              : 'With the link they can come in as somebody new.'}
          </p>
          <div class="row">
            <button
              type="button"
              class="button is-main"
              onClick={() => {
                setAsking(undefined);
                void remove(row.member, asking === 'ban');
              }}
            >
              {asking === 'ban' ? 'Ban' : 'Remove'}
            </button>
            <button type="button" class="button" onClick={() => setAsking(undefined)}>
              Let them stay
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
