// Whom the orders are for: one member, or all. Stations take none.
import type { Row } from '../../shared/wire/console.ts';
import { choose, target } from '../state/console.ts';
import { Badges, Who } from './figures.tsx';

export function Choice({ whose, label, row }: { whose: string; label: string; row?: Row }) {
  return (
    <label class="choice-of">
      <input
        type="radio"
        name="target"
        checked={target.value === whose}
        onChange={() => choose(whose)}
      />
      {row ? <Who row={row} /> : label}
    </label>
  );
}

/** A member by name, to be chosen if it can be, and what is special about it. */
export function WhoIs({ row }: { row: Row }) {
  return (
    <>
      {row.station ? <Who row={row} /> : <Choice whose={row.member} label={row.name} row={row} />}
      <Badges row={row} />
    </>
  );
}
