// `/new`: a scenario that came as a link. It is shown, and one press opens a room of it: looking at a link
// makes nothing.
import './start.css';
import { useEffect, useState } from 'preact/hooks';
import type { ScenarioCard } from '../../shared/wire/http.ts';
import { type AnyScenario, describeScenario } from '../http.ts';
import { readScenarioLink } from '../state/scenario-link.ts';
import { Mark } from '../ui/icons.tsx';
import { Refusal } from '../ui/marks.tsx';
import { ThemeButton } from '../ui/theme-button.tsx';
import { openRoom } from './open-room.ts';
import { FirstCard } from './scenario-cards.tsx';

interface Found {
  readonly what: AnyScenario;
  readonly card: ScenarioCard;
}

export function NewRoom() {
  const [found, setFound] = useState<Found | undefined>(undefined);
  const [why, setWhy] = useState<string | undefined>(undefined);
  const [isOpening, setOpening] = useState(false);
  const look = async () => {
    const what = await readScenarioLink(location);
    if (typeof what === 'string') return setWhy(what);
    const answer = await describeScenario(what);
    if (answer.ok) setFound({ what, card: answer.value });
    setWhy(answer.ok ? undefined : answer.detail);
  };
  useEffect(() => {
    void look();
    // Another link in the same tab changes only what is behind the hash.
    const reload = () => location.reload();
    addEventListener('hashchange', reload);
    return () => removeEventListener('hashchange', reload);
  }, []);
  const open = async () => {
    if (!found || isOpening) return;
    setOpening(true);
    setWhy(await openRoom(found.what));
    setOpening(false);
  };
  return (
    <div class="start">
      <header>
        <a class="home" href="/">
          <Mark />
          Lightlag
        </a>
        <ThemeButton />
      </header>
      <main>
        <h1>A room to be opened</h1>
        <p class="lead">
          {why === undefined
            ? 'Somebody has sent you a scenario. Whoever opens a room of it leads it, and can invite others.'
            : 'The link that you have followed does not lead to a room.'}
        </p>
        <Refusal why={why} />
        {found && <FirstCard card={found.card} isOpening={isOpening} onOpen={() => void open()} />}
        <p class="lab-way">
          <a href="/">The start page</a> has more of them, and the way into rooms that there are.
        </p>
      </main>
    </div>
  );
}
