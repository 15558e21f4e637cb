// Source as text, with the lines lit where somebody stands now.
import { CopyButton } from '../../ui/copy-button.tsx';

export interface ListingProps {
  /** What it is and where it comes from. */
  readonly title: string;
  readonly lines: readonly string[];
  /** What it belongs to, when another listing has the same title. */
  readonly about?: string;
  readonly lit?: readonly { readonly line: number; readonly who: readonly string[] }[];
}

export function Listing({ title, lines, about = '', lit = [] }: ListingProps) {
  return (
    <figure class="listing">
      <figcaption>
        <span class="hint">{title}</span>
        <CopyButton label="Copy" text={`${lines.join('\n')}\n`} />
      </figcaption>
      {/* What scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="code" tabIndex={0} aria-label={`Listing ${title} ${about}`.trim()}>
        <pre>
          <code>
            {lines.map((line, index) => {
              const who = lit.find((one) => one.line === index)?.who;
              return (
                <span key={index} class={who ? 'line is-lit' : 'line'}>
                  <span class="number" aria-hidden="true">
                    {index + 1}
                  </span>
                  {line || ' '}
                  {who && <span class="stands">{who.join(', ')}</span>}
                  {'\n'}
                </span>
              );
            })}
          </code>
        </pre>
      </section>
    </figure>
  );
}
