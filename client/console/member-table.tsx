// Everybody as rows of one table. One row, or all, is chosen: that is whom the orders are for.
import type { Row } from '../../shared/wire/console.ts';
import { ALL, rows, target } from '../state/console.ts';
import { Choice, WhoIs } from './choice.tsx';
import { FIGURES, Where } from './figures.tsx';

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
            {FIGURES.map(({ name, about, isNumber }) => (
              <th key={name} scope="col" title={about} class={isNumber && 'is-number'}>
                {name}
              </th>
            ))}
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
  return (
    <tr
      data-volunteer={row.volunteer}
      class={row.member === target.value ? 'is-chosen' : undefined}
    >
      <th scope="row">
        <WhoIs row={row} />
      </th>
      <td>
        <Where row={row} />
      </td>
      {FIGURES.map(({ name, say, isNumber, isIce }) => (
        <td key={name} class={isIce?.(row) ? 'is-blocking' : isNumber && 'is-number'}>
          {say(row)}
        </td>
      ))}
    </tr>
  );
}
