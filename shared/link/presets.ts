// Links one knows, one way (their sources give round trips; those are halved here).
import { IDEAL_DIRECTION, type LinkDirection } from './parameters.ts';

export interface LinkPreset {
  /** For machines: in URLs and scenario files. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Where the figures come from. */
  readonly source: string;
  readonly up: LinkDirection;
  readonly down: LinkDirection;
}

interface Figures {
  readonly delayMs: number;
  readonly jitterMs?: number;
  readonly loss?: number;
  readonly lossBurst?: LinkDirection['lossBurst'];
  /** Bits per second. */
  readonly rate?: { readonly down: number; readonly up: number };
}

const k = 1_000;
const M = 1_000_000;

function preset(id: string, name: string, source: string, figures: Figures): LinkPreset {
  const { rate, ...both } = figures;
  const direction = (rateBps: number) => Object.freeze({ ...IDEAL_DIRECTION, ...both, rateBps });
  return Object.freeze({
    id,
    name,
    source,
    up: direction(rate?.up ?? 0),
    down: direction(rate?.down ?? 0),
  });
}

/** All presets, from good to bad within each kind; ids are unique. Presets are streams. */
export const LINK_PRESETS: readonly LinkPreset[] = Object.freeze([
  preset('ideal', 'No link', 'nothing is touched', { delayMs: 0 }),
  preset('fibre', 'Fibre', 'Unity Network Simulator', { delayMs: 5, jitterMs: 1 }),
  preset('cable', 'Cable', 'WebPageTest (RTT 28 ms)', {
    delayMs: 14,
    jitterMs: 5,
    rate: { down: 5 * M, up: 1 * M },
  }),
  preset('dsl', 'DSL', 'WebPageTest (RTT 50 ms)', {
    delayMs: 25,
    jitterMs: 10,
    rate: { down: 1.5 * M, up: 384 * k },
  }),
  preset('wifi-crowded', 'Wi-Fi, crowded', 'comcast README', {
    delayMs: 20,
    jitterMs: 15,
    loss: 0.002,
    rate: { down: 30 * M, up: 30 * M },
  }),
  preset('4g', '4G', 'WebPageTest LTE (RTT 70 ms)', {
    delayMs: 35,
    jitterMs: 20,
    rate: { down: 12 * M, up: 12 * M },
  }),
  preset('slow-4g', 'Slow 4G', 'Chrome DevTools (RTT 150 ms)', {
    delayMs: 75,
    jitterMs: 20,
    rate: { down: 1.6 * M, up: 750 * k },
  }),
  preset('3g', '3G', 'WebPageTest (RTT 300 ms)', {
    delayMs: 150,
    jitterMs: 30,
    rate: { down: 1.6 * M, up: 768 * k },
  }),
  preset('slow-3g', 'Slow 3G', 'WebPageTest (RTT 400 ms)', {
    delayMs: 200,
    jitterMs: 30,
    rate: { down: 400 * k, up: 400 * k },
  }),
  preset('edge', 'EDGE (2G)', 'WebPageTest (RTT 840 ms)', {
    delayMs: 420,
    jitterMs: 40,
    loss: 0.015,
    rate: { down: 240 * k, up: 200 * k },
  }),
  preset('dial-up', 'Dial-up', 'WebPageTest (RTT 120 ms)', {
    delayMs: 60,
    jitterMs: 10,
    rate: { down: 49 * k, up: 30 * k },
  }),
  preset('starlink', 'Starlink', 'APNIC 2022 (RTT 40-60 ms)', {
    delayMs: 25,
    jitterMs: 10,
    // 0.5 % in bursts of 4: p / (p + r) = 0.005 at r = 1/4.
    lossBurst: Object.freeze({ p: 0.25 / 199, r: 0.25, lossBad: 1, lossGood: 0 }),
    rate: { down: 97 * M, up: 14 * M },
  }),
  preset('geostationary', 'Geostationary satellite', 'RFC 2488 (one hop 239.6-279 ms)', {
    delayMs: 280,
    jitterMs: 10,
    rate: { down: 20 * M, up: 3 * M },
  }),
  preset('average', 'A player, average', 'Unreal Engine, each way', {
    delayMs: 45,
    jitterMs: 15,
    loss: 0.01,
  }),
  preset('bad', 'A player, bad', 'Unreal Engine, each way', {
    delayMs: 150,
    jitterMs: 50,
    loss: 0.05,
  }),
  preset('very-bad', 'Very bad network', 'Apple Network Link Conditioner', {
    delayMs: 500,
    loss: 0.1,
    rate: { down: 1 * M, up: 1 * M },
  }),
  preset('virginia-ireland', 'Virginia to Ireland', 'AWS 2017 (RTT 81 ms)', {
    delayMs: 41,
    jitterMs: 3,
  }),
  preset('virginia-tokyo', 'Virginia to Tokyo', 'AWS 2017 (RTT 145 ms)', {
    delayMs: 73,
    jitterMs: 3,
  }),
  preset('virginia-sydney', 'Virginia to Sydney', 'AWS 2017 (RTT 230 ms)', {
    delayMs: 115,
    jitterMs: 3,
  }),
]);

/** A preset by its id; undefined when there is none. */
export function presetOf(id: string): LinkPreset | undefined {
  return LINK_PRESETS.find((preset) => preset.id === id);
}
