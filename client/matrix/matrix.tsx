// Sender by receiver: how long what is said now is on its way, one way. There and back are two cells.
import { signal } from '@preact/signals';
import './matrix.css';
import { sayDuration, sayRealAt } from '../../shared/time/format.ts';
import type { Person } from '../../shared/wire/chat.ts';
import { segment, simNow } from '../state/clock.ts';
import { myLink } from '../state/link.ts';
import { peopleByPlace } from '../state/people.ts';
import { orderPlaces } from '../state/place-order.ts';
import { placeOf, places } from '../state/places.ts';
import { maySteer, myPlace, self } from '../state/self.ts';
import { Icon } from '../ui/icons.tsx';
import { PlaceMark } from '../ui/marks.tsx';
import { Switch } from '../ui/switch.tsx';
import { sayTimeNear } from '../ui/words/instant.ts';
import { type Cell, cellOf, type End } from './cells.ts';
import { matrix, useMatrix } from './matrix-data.ts';
import { WayDialog } from './way-dialog.tsx';

type By = 'places' | 'members';

const by = signal<By>('places');
const isAll = signal(false);
const edited = signal<{ from: string; to: string } | undefined>(undefined);

export function Matrix() {
  useMatrix();
  const known = matrix.value;
  const ends = by.value === 'places' ? placeEnds() : memberEnds('up');
  const columns = by.value === 'places' ? ends : memberEnds('down');
  return (
    <div class="matrix">
      <div class="matrix-head">
        <fieldset class="axes-choice" aria-label="Rows and columns">
          <Choice value="places" label="Places" />
          <Choice value="members" label="Members" />
        </fieldset>
        {by.value === 'places' && (
          <Switch
            label="All bodies"
            isOn={isAll.value}
            onChange={(on) => {
              isAll.value = on;
            }}
          />
        )}
      </div>
      <p class="hint">{explanation()}</p>
      {known && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="matrix-scroll" tabIndex={0} aria-label="Delays, sender by receiver">
          <table>
            <thead>
              <tr>
                <th scope="col">from, to</th>
                {columns.map((end) => (
                  <EndHead key={end.id} end={end} scope="col" />
                ))}
              </tr>
            </thead>
            <tbody>
              {ends.map((from) => (
                <tr key={from.id}>
                  <EndHead end={from} scope="row" />
                  {columns.map((to) => (
                    <DelayCell
                      key={to.id}
                      from={from}
                      to={to}
                      cell={cellOf(known, { from, to, warp: segment.value.warp })}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {known && edited.value && (
        <WayDialog
          ends={edited.value}
          way={known.ways.find((way) => isSame(way, edited.value))}
          onClose={() => {
            edited.value = undefined;
          }}
        />
      )}
    </div>
  );
}

const isSame = (
  a: { from: string; to: string },
  b: { from: string; to: string } | undefined,
): boolean => a.from === b?.from && a.to === b.to;

function Choice({ value, label }: { value: By; label: string }) {
  return (
    <label>
      <input
        type="radio"
        name="matrix-by"
        checked={by.value === value}
        onChange={() => {
          by.value = value;
        }}
      />
      <span>{label}</span>
    </label>
  );
}

function EndHead({ end, scope }: { end: End; scope: 'row' | 'col' }) {
  const isHere = end.place === myPlace.value;
  return (
    <th scope={scope}>
      {end.link ? (
        <>
          <span class="who">{end.name}</span>
          <PlaceMark name={placeOf(end.place).name} hue={end.hue} />
        </>
      ) : (
        <>
          <PlaceMark name={end.name} hue={end.hue} />
          {isHere && <span class="hint">you are here</span>}
        </>
      )}
    </th>
  );
}

function DelayCell({ from, to, cell }: { from: End; to: End; cell: Cell | undefined }) {
  if (!cell) return <td class="is-none">{'\u2013'}</td>;
  const words = <CellWords cell={cell} />;
  if (!maySteer.value || from.place === to.place) return <td>{words}</td>;
  return (
    <td>
      <button
        type="button"
        onClick={() => {
          edited.value = { from: from.place, to: to.place };
        }}
      >
        <span class="unseen">{`${placeOf(from.place).name} to ${placeOf(to.place).name}: `}</span>
        {words}
        <span class="unseen"> Change this way</span>
      </button>
    </td>
  );
}

function CellWords({ cell }: { cell: Cell }) {
  const { warp } = segment.value;
  const { owltMs, totalMs, isLinkUnknown, way } = cell;
  return (
    <>
      <span class={owltMs === null ? 'sim is-lost' : 'sim'}>
        {owltMs === null ? 'lost' : sayDuration(owltMs)}
      </span>
      {owltMs !== null && (
        <span class="real">
          {totalMs === undefined ? 'paused' : `${sayDuration(totalMs)} real`}
          {isLinkUnknown && ' + their link'}
        </span>
      )}
      {(way?.block || way?.owltMs != null || cell.heldMs > 1) && (
        <span class="said">
          <Icon name={way?.block ? 'cross' : 'clock'} />
          {markOf(cell, warp)}
        </span>
      )}
    </>
  );
}

/** What makes this way another one than that of the ephemeris. */
function markOf({ owltMs, heldMs, way }: Cell, warp: number): string {
  const now = simNow();
  if (way?.block && way.block.until > now) {
    const { since, until, fate } = way.block;
    if (since > now) return `${fate} from ${sayTimeNear(since, now)}`;
    return `${owltMs === null ? 'never there,' : fate} until ${sayTimeNear(until, now)}`;
  }
  if (heldMs > 1)
    return `waits ${sayDuration(heldMs)}${warp > 1 ? ` (${sayRealAt(heldMs, warp)})` : ''}`;
  return way?.owltMs == null ? 'block over' : 'fixed';
}

/** From the Sun outwards, as in the other pictures: mine, where somebody is, what the room has made, and what somebody has said something about. */
function placeEnds(): readonly End[] {
  const ways = (matrix.value?.ways ?? []).flatMap(({ from, to }) => [from, to]);
  const shown = new Set([myPlace.value, ...peopleByPlace.value.keys(), ...ways]);
  const ids = places.value
    .filter(({ id, custom }) => isAll.value || custom !== undefined || shown.has(id))
    .map(({ id }) => id);
  return orderPlaces(ids, places.value).map((id) => {
    const { name, hue } = placeOf(id);
    return { id, place: id, name, hue };
  });
}

function memberEnds(side: 'up' | 'down'): readonly End[] {
  const me = self.value;
  const mine = me ? [memberEnd(me, { ms: myLink.wanted.value[side].delayMs })] : [];
  const others = [...peopleByPlace.value.values()]
    .flat()
    .filter(({ id, here }) => here && id !== me?.id)
    // A station sits at its place without a link.
    .map((person) => memberEnd(person, { ms: person.station ? 0 : undefined }));
  return [...mine, ...others];
}

const memberEnd = (
  { id, name, place }: Pick<Person, 'id' | 'name' | 'place'>,
  link: { ms: number | undefined },
): End => ({
  id,
  place,
  name: id === self.value?.id ? `${name} (you)` : name,
  hue: placeOf(place).hue,
  link,
});

function explanation(): string {
  const base = 'What leaves now, one way. Large: simulated time. Below: real time at this warp.';
  const how = maySteer.value ? ' Choose a cell to fix or block its way.' : '';
  return by.value === 'places'
    ? `${base}${how}`
    : `${base} Your own link is added; links of others are theirs to know. Members are shown where their newest light says they are.${how}`;
}
