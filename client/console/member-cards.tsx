// Everybody as cards, for a phone: the same words as in the table.
import type { ComponentChildren } from 'preact';
import type { Row } from '../../shared/wire/console.ts';
import { ALL, rows, target } from '../state/console.ts';
import {
  Badges,
  LastSeen,
  sayFlying,
  sayFrames,
  sayLink,
  sayLongest,
  sayModes,
  Where,
  Who,
} from './figures.tsx';
import { Choice } from './member-table.tsx';

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
        {row.station ? <Who row={row} /> : <Choice whose={row.member} label={row.name} row={row} />}
        <Badges row={row} />
        <Where row={row} />
      </p>
      {!row.station && (
        <dl>
          <Figure name="Link">{sayLink(row)}</Figure>
          <Figure name="Waits">{sayModes(row)}</Figure>
          <Figure name="Frames/s">{sayFrames(row)}</Figure>
          <Figure name="Longest gap">{sayLongest(row)}</Figure>
          <Figure name="Freezes">{row.reading?.freezes ?? '\u2013'}</Figure>
          <Figure name="Unsent">{row.reading?.unsent ?? '\u2013'}</Figure>
          <Figure name="In flight">{sayFlying(row)}</Figure>
          <Figure name="Last heard">
            <LastSeen row={row} />
          </Figure>
        </dl>
      )}
    </li>
  );
}

function Figure({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
