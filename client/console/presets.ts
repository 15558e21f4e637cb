// The presets of links by their id.
import { LINK_PRESETS, type LinkPreset } from '../../shared/link/presets.ts';

export const findPreset = (id: string | null): LinkPreset | undefined =>
  LINK_PRESETS.find((preset) => preset.id === id);
