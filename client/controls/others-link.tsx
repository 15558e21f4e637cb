// The link of another member, or of everybody, in the host's hand. Loaded lazily.
import '../ui/panel.css';
import './link.css';
import { useEffect, useState } from 'preact/hooks';
import { type OthersLink as Opened, openOthersLink } from '../state/others-link.ts';
import { faces } from '../state/people.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Refusal } from '../ui/marks.tsx';
import { LinkFields } from './link-fields.tsx';
import { LinkModeChoice } from './link-mode.tsx';
import { LinkPresets } from './link-presets.tsx';
import { LinkScenarios } from './link-scenarios.tsx';

export interface OthersLinkProps {
  /** A member id, or `all`. */
  readonly whose: string;
  /** Where the place does not know them: the console does. */
  readonly name?: string | undefined;
  readonly onClose: () => void;
}

export function OthersLink({ whose, name: told, onClose }: OthersLinkProps) {
  const [opened, setOpened] = useState<Opened | { why: string } | undefined>(undefined);
  useEffect(() => {
    void openOthersLink(whose).then(setOpened);
  }, [whose]);
  const known = told ?? faces.value.get(whose)?.name ?? 'This member';
  const name = whose === 'all' ? 'Everybody' : known;
  return (
    <Dialog title={`${name}\u2019s link`} onClose={onClose}>
      {opened && 'why' in opened && <Refusal why={opened.why} />}
      {opened && 'editor' in opened && <Fields whose={whose} opened={opened} />}
    </Dialog>
  );
}

function Fields({ whose, opened: { editor, playing } }: { whose: string; opened: Opened }) {
  return (
    <section class="panel link-panel" aria-label="Link">
      <p class="hint">
        {whose === 'all'
          ? 'Holds at once for everybody here, you too, and for whoever comes later. '
          : 'Holds at once, also when they come back. '}
        They are told, and can turn it back.{' '}
        <span class={editor.isConfirmed.value ? 'confirmed' : 'confirmed is-wanted'}>
          {editor.isConfirmed.value ? 'In force.' : 'Setting.'}
        </span>
      </p>
      <LinkPresets editor={editor} />
      <LinkFields editor={editor} />
      <LinkModeChoice editor={editor} />
      <Refusal why={editor.refusal.value} />
      <LinkScenarios whose={whose} start={playing} />
    </section>
  );
}
