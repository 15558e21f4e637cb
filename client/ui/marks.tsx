// Small marks that stand beside words: the dot of a place, a refusal.
import { Icon } from './icons.tsx';

/** A place: its dot and its name. */
export function PlaceMark({ name, hue }: { name: string; hue: number }) {
  return (
    <span class="place-mark hued" style={{ '--hue': hue }}>
      {name}
    </span>
  );
}

/** Why something was not done; nothing without a reason. */
export function Refusal({ why }: { why: string | undefined }) {
  if (why === undefined) return null;
  return (
    <p class="refusal" role="alert">
      <Icon name="cross" />
      <span>{why}</span>
    </p>
  );
}
