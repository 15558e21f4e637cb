// How a pane looks from outside: in words, and as a strip of the last ten seconds with its silences.
import { useRef } from 'preact/hooks';
import { sayCountdown } from '../../shared/time/format.ts';
import { usePaint } from '../ui/painter.ts';
import type { Watch } from './panes.ts';

const WIDTH = 200;
const HEIGHT = 16;
const WINDOW_MS = 10_000;
/** A pane that takes longer to answer is said to be silent. */
const SAID_FROM_MS = 150;

export function WatchStrip({ name, watch }: { name: string; watch: Watch | undefined }) {
  const words = useRef<HTMLSpanElement>(null);
  const holes = useRef<SVGPathElement>(null);
  const root = useRef<HTMLDivElement>(null);
  usePaint(
    () => {
      const now = performance.now();
      const since = watch?.silentSince();
      const silentMs = since === undefined ? 0 : now - since;
      const isSilent = silentMs >= SAID_FROM_MS;
      const said = saySilence(watch, isSilent ? silentMs : undefined);
      if (words.current && words.current.textContent !== said) words.current.textContent = said;
      root.current?.classList.toggle('is-silent', isSilent);
      holes.current?.setAttribute('d', drawHoles(watch, isSilent ? since : undefined, now));
    },
    { pace: 'frame' },
  );
  return (
    <div class="watch-strip" ref={root}>
      <span ref={words} class="watch-words" />
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name}: its silences in the last 10 seconds, seen from outside`}
      >
        <path class="base" d={`M0 ${HEIGHT / 2}H${WIDTH}`} />
        <path class="hole" ref={holes} />
      </svg>
    </div>
  );
}

function saySilence(watch: Watch | undefined, silentMs: number | undefined): string {
  if (!watch?.isThere.value) return 'loading';
  if (silentMs !== undefined) return `no answer for ${sayCountdown(silentMs)}`;
  const now = performance.now();
  const longest = watch.silences.value
    .filter(({ toMs }) => toMs > now - WINDOW_MS)
    .reduce((most, { fromMs, toMs }) => Math.max(most, toMs - fromMs), 0);
  return longest > 0 ? `answers; gave no answer for ${sayCountdown(longest)}` : 'answers';
}

function drawHoles(watch: Watch | undefined, since: number | undefined, now: number): string {
  if (!watch?.isThere.value) return '';
  const open = since === undefined ? [] : [{ fromMs: since, toMs: now }];
  const x = (ms: number): number => Math.max(0, WIDTH * (1 - (now - ms) / WINDOW_MS));
  return [...watch.silences.value, ...open]
    .filter(({ toMs }) => toMs > now - WINDOW_MS)
    .map(({ fromMs, toMs }) => {
      const [from, to] = [x(fromMs).toFixed(1), x(toMs).toFixed(1)];
      return `M${from} 1H${to}V${HEIGHT - 1}H${from}Z`;
    })
    .join('');
}
