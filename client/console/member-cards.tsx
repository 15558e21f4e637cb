// Everybody as cards, for a phone: the same words as in the table.
import type { Row } from '../../shared/wire/console.ts';
import { ALL, rows, target } from '../state/console.ts';
import { Choice, WhoIs } from './choice.tsx';
import { FIGURES, Where } from './figures.tsx';

export function MemberCards() {
  return (
    <ul class="console-cards" aria-label="Everybody in this room">
      <li>
        <Choice whose={ALL} label="Everybody" />
      </li>
      {rows.value.map((row) => (
        <Card key={row.member} row={row} />
      ))}
    </ul>
  );
}

function Card({ row }: { row: Row }) {
  return (
    <li class={row.member === target.value ? 'is-chosen' : undefined}>
      <p class="console-name">
        <WhoIs row={row} />
        <Where row={row} />
      </p>
      {!row.station && (
        <dl>
          {FIGURES.map(({ name, say, isIce }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd class={isIce?.(row) ? 'is-blocking' : undefined}>{say(row)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
