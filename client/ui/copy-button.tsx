// Copies a text. Without the clipboard API (plain http) by selecting it in a field of its own.
import { useState } from 'preact/hooks';
import { Icon } from './icons.tsx';

const SAID_MS = 2_000;

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState<string | undefined>(undefined);
  const copy = async () => {
    setSaid((await copyText(text)) ? 'Copied' : 'Select and copy it by hand');
    setTimeout(() => setSaid(undefined), SAID_MS);
  };
  return (
    <button type="button" class="button" onClick={() => void copy()}>
      {said === 'Copied' && <Icon name="check" />}
      <span aria-live="polite">{said ?? label}</span>
    </button>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    if (!navigator.clipboard) return copyBySelection(text);
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'unseen';
  // Inside an open dialog everything else is inert, so the field must be in it too.
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  return isDone;
}
