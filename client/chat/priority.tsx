// How much a message matters to its author: a word on it, and the choice while one types. Loaded lazily.
import type { Priority } from '../../shared/wire/event.ts';
import { priority, setPriority } from '../state/drafts.ts';
import { Icon } from '../ui/icons.tsx';
import './priority.css';

const WORDS: { readonly [One in Priority]: string } = { priority: 'Priority', urgent: 'Urgent' };

export function PriorityMark({ priority: mark }: { priority: Priority }) {
  return (
    <span class={`badge priority is-${mark}`}>
      <Icon name={mark === 'urgent' ? 'cross' : 'up'} />
      {WORDS[mark]}
    </span>
  );
}

export function PriorityChoice() {
  return (
    <label class="priority-choice">
      <span>Priority</span>
      <select
        value={priority.value ?? ''}
        onChange={({ currentTarget }) => {
          setPriority((currentTarget.value || undefined) as Priority | undefined);
          document.querySelector<HTMLTextAreaElement>('#composer')?.focus();
        }}
      >
        <option value="">Routine</option>
        <option value="priority">{WORDS.priority}</option>
        <option value="urgent">{WORDS.urgent}</option>
      </select>
    </label>
  );
}
