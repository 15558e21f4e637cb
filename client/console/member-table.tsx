// Everybody as rows of one table. One row, or all, is chosen: that is whom the orders are for.
import type { Row } from '../../shared/wire/console.ts';
import { ALL, choose, rows, target } from '../state/console.ts';
import {
  Badges,
  isBlocking,
  LastSeen,
  sayFlying,
  sayFrames,
  sayLink,
  sayLongest,
  sayModes,
  Where,
  Who,
} from './figures.tsx';

export function MemberTable() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
    <section class="console-scroll" tabIndex={0} aria-label="Everybody in this room">
      <table class="console-table">
        <thead>
          <tr>
            <th scope="col">
              <Choice whose={ALL} label="Everybody" />
            </th>
            <th scope="col">Place</th>
            <th scope="col">Link</th>
            <th scope="col">Waits</th>
            <th scope="col" class="is-number">
              Frames/s
            </th>
            <th scope="col" class="is-number">
              Longest gap
            </th>
            <th scope="col" class="is-number">
              Freezes
            </th>
            <th scope="col" class="is-number">
              Unsent
            </th>
            <th scope="col" class="is-number" title="On the link, and as light">
              In flight
            </th>
            <th scope="col" class="is-number">
              Last heard
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.value.map((row) => (
            <MemberRow key={row.member} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function MemberRow({ row }: { row: Row }) {
  const { reading } = row;
  return (
    <tr
      data-volunteer={row.volunteer}
      class={row.member === target.value ? 'is-chosen' : undefined}
    >
      <th scope="row">
        {row.station ? <Who row={row} /> : <Choice whose={row.member} label={row.name} row={row} />}
        <Badges row={row} />
      </th>
      <td>
        <Where row={row} />
      </td>
      <td>{row.station ? '\u2013' : sayLink(row)}</td>
      <td class={isBlocking(row) ? 'is-blocking' : undefined}>{sayModes(row)}</td>
      <td class="is-number">{sayFrames(row)}</td>
      <td class="is-number">{sayLongest(row)}</td>
      <td class="is-number">{reading?.freezes ?? '\u2013'}</td>
      <td class="is-number">{reading?.unsent ?? '\u2013'}</td>
      <td class="is-number">{row.station ? `${row.flying}` : sayFlying(row)}</td>
      <td class="is-number">
        <LastSeen row={row} />
      </td>
    </tr>
  );
}

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
