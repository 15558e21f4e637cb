// The code behind a switch, as it runs.
import './blocking.css';
import type { Mode } from '../state/modes.ts';
import { LISTINGS } from './sources.ts';

export function Listings({ what, mode }: { what: 'send' | 'receive'; mode: Mode }) {
  return (
    <>
      {LISTINGS[what][mode].map(({ file, code }) => (
        <figure key={file} class="own-source">
          <pre>
            <code>{code}</code>
          </pre>
          <figcaption>{file}</figcaption>
        </figure>
      ))}
    </>
  );
}
