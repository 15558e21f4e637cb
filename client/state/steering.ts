// What the host may set for the whole room.
import { signal } from '@preact/signals';
import type { RoomSettings } from '../../shared/wire/event.ts';
import { ask } from '../wire.ts';
import { endOmniscient } from './omniscient.ts';
import { room, setSettings } from './self.ts';

const refusal = signal<string | undefined>(undefined);
export const settingsRefusal = refusal as { readonly value: string | undefined };

/** Asks for changed settings; everybody hears of them. */
export async function changeSettings(change: Partial<RoomSettings>): Promise<void> {
  const now = room.peek()?.settings;
  if (!now) return;
  const answer = await ask('room:settings', { ...now, ...change });
  refusal.value = answer.ok ? undefined : answer.detail;
  if (answer.ok) takeSettings(answer.value);
}

/** Takes settings from an answer or a notice. */
export function takeSettings(settings: RoomSettings): void {
  setSettings(settings);
  if (!settings.omniscient) endOmniscient();
}
