// The link of another member, or of everybody, as the host edits it.
import type { Link } from '../../shared/link/parameters.ts';
import { ask } from '../wire.ts';
import { createLinkEditor, type LinkEditor } from './link-editor.ts';
import type { Playing } from './link-scenarios.ts';

export interface OthersLink {
  readonly editor: LinkEditor;
  readonly playing: Playing | undefined;
}

/** What is in force there now; of `all`, what the host has set in this document. Or why not. */
export async function openOthersLink(whose: string): Promise<OthersLink | { why: string }> {
  if (whose === 'all') {
    forAll ??= createLinkEditor({ whose });
    return { editor: forAll, playing: undefined };
  }
  const answer = await ask('link:flights', { whose });
  if (!answer.ok) return { why: answer.detail };
  const { link, scenario } = answer.value;
  const { seed, ...start } = link;
  const editor = createLinkEditor({ whose, start: start as Link });
  editor.take({ seed });
  return { editor, playing: scenario ? { ...scenario, at: performance.now() } : undefined };
}

let forAll: LinkEditor | undefined;
