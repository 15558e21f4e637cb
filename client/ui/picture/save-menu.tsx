// Saves what is painted now: as points (PNG) or as a drawing (SVG).
import { useRef } from 'preact/hooks';
import { savePng, saveSvg } from '../save-picture.ts';

/** `name`: of the file, without its ending; `title`: what the drawing says of itself. */
export function SaveMenu({ name, title }: { name: string; title: string }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const save = (as: (canvas: HTMLCanvasElement) => void) => {
    const painted = document.querySelector<HTMLCanvasElement>('#picture canvas');
    if (painted) as(painted);
    close();
    menu.current?.querySelector('summary')?.focus();
  };
  return (
    <details
      class="save-menu"
      ref={menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        close();
        menu.current?.querySelector('summary')?.focus();
      }}
      onFocusOut={(event) => {
        if (!menu.current?.contains(event.relatedTarget as Node | null)) close();
      }}
    >
      <summary class="button is-plain">
        Save
        <span class="unseen"> this picture</span>
      </summary>
      <div class="save-choices">
        <button
          type="button"
          class="button is-plain"
          onClick={() => save((canvas) => savePng(canvas, name))}
        >
          as PNG
        </button>
        <button
          type="button"
          class="button is-plain"
          onClick={() => save((canvas) => saveSvg(canvas, name, title))}
        >
          as SVG
        </button>
      </div>
    </details>
  );
}
