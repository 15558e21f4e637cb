// A modal dialog, or a drawer: the browser's own <dialog> keeps the focus inside and gives it back.
import './dialog.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from './icons.tsx';

export interface DialogProps {
  readonly title: string;
  /** Called when it has been closed, by Escape, the button, or a click beside it. */
  readonly onClose: () => void;
  readonly isDrawer?: boolean;
  /** Takes the whole window. */
  readonly isFull?: boolean;
  readonly children: ComponentChildren;
}

/** Open as long as it stands. */
export function Dialog({
  title,
  onClose,
  isDrawer = false,
  isFull = false,
  children,
}: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (element.current && !element.current.open) element.current.showModal();
  }, []);
  const close = () => element.current?.close();
  const onMouseDown = (event: MouseEvent) => {
    // The backdrop belongs to the dialog element itself; everything else is inside its children.
    const dialog = element.current;
    if (dialog && event.target === dialog && isOutside(event, dialog)) close();
  };
  return (
    <dialog
      ref={element}
      class={isDrawer ? 'dialog is-drawer' : isFull ? 'dialog is-full' : 'dialog'}
      aria-labelledby={titleId}
      onClose={onClose}
      onMouseDown={onMouseDown}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <button type="button" class="button is-plain is-icon" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="body">{children}</div>
    </dialog>
  );
}

function isOutside(event: MouseEvent, element: HTMLElement): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return (
    event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom
  );
}
