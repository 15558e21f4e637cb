// The result card: everything measured in a run, to be copied or taken away as a file.
import { CopyButton } from '../../ui/copy-button.tsx';
import { type RunRecord, recordAsJson, recordAsText } from '../state/run-record.ts';
import { drawCard, paintDrawing, toSvg } from './card-shapes.ts';

/** A card on a slide is looked at from far away. */
const PNG_ZOOM = 2;

export function ResultCard({ record }: { record: RunRecord }) {
  const name = record.title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return (
    <details class="result-card">
      <summary>Result card</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="card-text" tabIndex={0} aria-label={`${record.title}, as text`}>
        <pre>{recordAsText(record)}</pre>
      </section>
      <div class="row">
        <CopyButton label="Copy as text" text={recordAsText(record)} />
        <button
          type="button"
          class="button"
          onClick={() =>
            save(`${name}.svg`, new Blob([toSvg(drawCard(record))], { type: 'image/svg+xml' }))
          }
        >
          Save SVG
        </button>
        <button type="button" class="button" onClick={() => savePng(`${name}.png`, record)}>
          Save PNG
        </button>
        <button
          type="button"
          class="button"
          onClick={() =>
            save(`${name}.json`, new Blob([recordAsJson(record)], { type: 'application/json' }))
          }
        >
          Save JSON
        </button>
      </div>
    </details>
  );
}

function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

function savePng(name: string, record: RunRecord): void {
  const drawing = drawCard(record);
  const canvas = document.createElement('canvas');
  canvas.width = drawing.width * PNG_ZOOM;
  canvas.height = drawing.height * PNG_ZOOM;
  const context = canvas.getContext('2d');
  if (!context) return;
  paintDrawing(context, drawing, PNG_ZOOM);
  canvas.toBlob((blob) => {
    if (blob) save(name, blob);
  });
}
