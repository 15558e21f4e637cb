// What a station answers: when the words left, when they arrived, and how old they are by now.
import { type Named, sayOnPlace, sayThePlace } from '../space/place-names.ts';
import { sayDuration, sayTime } from '../time/format.ts';
import type { SimMs } from '../time/frames.ts';
import { TEXT_MAX } from '../wire/limits.ts';

export interface Heard {
  readonly text: string;
  readonly sentAt: SimMs;
  readonly arrivesAt: SimMs;
  /** The place the words came from, and the station's own. */
  readonly from: Named;
  readonly here: Named;
}

/** The answer to one message. `now`: simulated time at the station. */
export function answerTo({ text, sentAt, arrivesAt, from, here }: Heard, now: SimMs): string {
  const quote = text.length > 60 ? `${text.slice(0, 59).trimEnd()}\u2026` : text;
  const light = arrivesAt - sentAt;
  const lines = [
    `Heard \u201c${quote.replace(/\s+/g, ' ')}\u201d.`,
    light === 0
      ? `Said here ${sayOnPlace(here)} at ${sayTime(sentAt)} UTC: no light to wait for.`
      : `Left ${sayThePlace(from)} ${sayTime(sentAt)} UTC, reached ${sayThePlace(here)} ${sayTime(arrivesAt)} UTC: ${sayDuration(light)} of light time.`,
  ];
  const late = now - arrivesAt;
  if (late > LATE_MS && late > light / 10) {
    lines.push(`I was away for a while: your words are ${sayDuration(now - sentAt)} old by now.`);
  } else if (light > 0) {
    lines.push(`Your words are ${sayDuration(now - sentAt)} old as I answer.`);
  }
  return lines.join('\n').slice(0, TEXT_MAX);
}

/** Simulated ms after which an answer apologises. */
const LATE_MS = 60_000;
