// A page that has only something to say: no such room, no such page, not let in.
import type { ComponentChildren } from 'preact';
import { Mark } from './ui/icons.tsx';

export interface MessageProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly action?: string;
  readonly onAction?: () => void;
}

export function Message({ title, children, action, onAction }: MessageProps) {
  return (
    <main class="only-words">
      <Mark />
      <h1>{title}</h1>
      <p>{children}</p>
      <div class="row">
        {action && (
          <button type="button" class="button is-main" onClick={onAction}>
            {action}
          </button>
        )}
        <a class="button" href="/">
          Start page
        </a>
      </div>
    </main>
  );
}
