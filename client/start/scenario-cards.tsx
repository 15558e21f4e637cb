// The cards of the start page: each with its real delay, now.

import '../ui/flight.css';
import { findBody } from '../../shared/space/bodies.ts';
import { sayDuration } from '../../shared/time/format.ts';
import type { ScenarioCard } from '../../shared/wire/http.ts';
import { Icon } from '../ui/icons.tsx';
import { sayWarp } from '../ui/words/distance.ts';

interface CardProps {
  readonly card: ScenarioCard;
  readonly isOpening: boolean;
  readonly onOpen: (scenario: string) => void;
}

/** Where a newcomer goes. The light on its line takes as long as it will take in the room. */
export function FirstCard({ card, isOpening, onOpen }: CardProps) {
  const far = findBody(card.farEnd.place);
  return (
    <button
      type="button"
      class="card is-first"
      disabled={isOpening}
      onClick={() => onOpen(card.id)}
    >
      <span class="title">{card.title}</span>
      <span class="figure">
        {sayDuration(card.owltMs)} <small>one way, {card.starts === null ? 'now' : 'then'}</small>
      </span>
      <span class="line">{card.line}</span>
      <span class="track" aria-hidden="true">
        <span class="end hued" style={{ '--hue': findBody('earth')?.hue ?? 215 }}>
          Earth
        </span>
        <span class="line-drawn" style={{ '--wait': `${card.realOwltMs ?? 0}ms` }}>
          <span class="runner">
            <span class="photon" />
          </span>
        </span>
        <span class="end is-far hued" style={{ '--hue': far?.hue ?? 85 }}>
          {far?.name ?? card.farEnd.name}
        </span>
      </span>
      <span class="foot">
        <span>{waitWords(card)}</span>
        <span class="go">
          {isOpening ? 'Opening' : 'Open a room'}
          <Icon name="send" />
        </span>
      </span>
    </button>
  );
}

export function PlainCard({ card, isOpening, onOpen }: CardProps) {
  return (
    <button type="button" class="card" disabled={isOpening} onClick={() => onOpen(card.id)}>
      <span class="title">{card.title}</span>
      <span class="figure">
        {sayDuration(card.owltMs)} <small>{isOpening ? 'opening' : shortWords(card)}</small>
      </span>
      <span class="line">{card.line}</span>
    </button>
  );
}

/** Behind the light time of a card: real time is told apart only where it differs. */
function shortWords({ warp, realOwltMs, owltMs }: ScenarioCard): string {
  if (realOwltMs === null) return 'one way, the clock is paused';
  return warp === 1 || owltMs === 0 ? 'one way' : `one way, ${sayDuration(realOwltMs)} for you`;
}

function waitWords({ warp, realOwltMs }: ScenarioCard): string {
  if (realOwltMs === null) return 'The clock is paused';
  if (warp === 1) return realOwltMs < 1 ? 'No wait' : `You wait ${sayDuration(realOwltMs)}`;
  return `At warp ${sayWarp(warp).slice(1)} you wait ${sayDuration(realOwltMs)}`;
}
