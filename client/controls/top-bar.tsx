// The head of a room: where one is, what time it is there, how fast it passes, and who may come.
import { room } from '../state/self.ts';
import { Icon, Mark } from '../ui/icons.tsx';
import { layout } from '../ui/layout.ts';
import { ThemeButton } from '../ui/theme-button.tsx';
import { showDialog } from './open-dialog.ts';
import { SimClock } from './sim-clock.tsx';
import { WarpControl } from './warp-control.tsx';

export function TopBar() {
  return (
    <header class="top-bar">
      <a class="home" href="/" aria-label="Lightlag, start page">
        <Mark />
        <span aria-hidden="true">Lightlag</span>
      </a>
      <h1>{room.value?.title ?? 'Entering'}</h1>
      <SimClock />
      <WarpControl />
      <div class="actions">
        <ThemeButton />
        {layout.value === 'middle' && (
          <button type="button" class="button" onClick={() => showDialog('tools')}>
            <Icon name="link" />
            Link
          </button>
        )}
        <button type="button" class="button" onClick={() => showDialog('invite')}>
          <Icon name="invite" />
          Invite
        </button>
      </div>
    </header>
  );
}
