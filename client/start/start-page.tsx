// The start page: one screen, one sentence, the distances one can try, and the way into a room.
import './start.css';
import { useEffect, useState } from 'preact/hooks';
import type { ScenarioCard } from '../../shared/wire/http.ts';
import { getScenarios } from '../http.ts';
import { Mark } from '../ui/icons.tsx';
import { Refusal } from '../ui/marks.tsx';
import { ThemeButton } from '../ui/theme-button.tsx';
import { JoinForm } from './join-form.tsx';
import { OpenFile } from './open-file.tsx';
import { openRoom } from './open-room.ts';
import { RecentRooms } from './recent-rooms.tsx';
import { FirstCard, PlainCard } from './scenario-cards.tsx';

export function StartPage() {
  const [cards, setCards] = useState<readonly ScenarioCard[]>([]);
  const [why, setWhy] = useState<string | undefined>(undefined);
  const [opening, setOpening] = useState<string | undefined>(undefined);
  const load = async () => {
    const answer = await getScenarios();
    if (answer.ok) setCards(answer.value.scenarios);
    setWhy(answer.ok ? undefined : answer.detail);
  };
  useEffect(() => void load(), []);
  const open = async (scenario: string) => {
    if (opening !== undefined) return;
    setOpening(scenario);
    const refused = await openRoom({ scenario });
    setOpening(undefined);
    setWhy(refused);
  };
  const [first, ...others] = firstFirst(cards);
  const plain = (card: ScenarioCard) => (
    <li key={card.id}>
      <PlainCard card={card} isOpening={opening === card.id} onOpen={open} />
    </li>
  );
  return (
    <div class="start">
      <header>
        <span class="home">
          <Mark />
          Lightlag
        </span>
        <ThemeButton />
      </header>
      <main>
        <h1>A chat in which distance is real</h1>
        <p class="lead">
          What you say travels at the speed of light. Pick how far away the other side is.
        </p>
        <Refusal why={why} />
        {why !== undefined && cards.length === 0 && (
          <button type="button" class="button" onClick={() => void load()}>
            Try again
          </button>
        )}
        {first && <FirstCard card={first} isOpening={opening === first.id} onOpen={open} />}
        <ul class="cards">{others.filter(({ isMore }) => !isMore).map(plain)}</ul>
        <details class="more">
          <summary>More scenarios</summary>
          <ul class="cards">{others.filter(({ isMore }) => isMore).map(plain)}</ul>
        </details>
        <p class="lab-way">
          <a href="/lab">The lab</a>: what waiting does to a program, run for real.
        </p>
        <div class="ways-in">
          <JoinForm />
          <RecentRooms />
          <OpenFile />
        </div>
      </main>
    </div>
  );
}

/** Io is what a newcomer is offered first. */
function firstFirst(cards: readonly ScenarioCard[]): readonly ScenarioCard[] {
  const isFirst = (card: ScenarioCard) => card.farEnd.place === 'io';
  return [...cards.filter(isFirst), ...cards.filter((card) => !isFirst(card))];
}
