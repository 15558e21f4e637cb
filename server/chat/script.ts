// Performs the script of a room: what it says is to happen happens when the simulated clock is there. Each
// step has its own id, so that the log takes it once, whoever performs it, however often it starts again.
import { fillCaption } from '../../shared/chat/scenario-reader.ts';
import { sayDuration } from '../../shared/time/format.ts';
import { simMs } from '../../shared/time/frames.ts';
import { realAt } from '../../shared/time/warp.ts';
import type { ScriptStep } from '../../shared/wire/scenario.ts';
import type { Draft, Play } from './log/event-log.ts';
import type { Room } from './room.ts';

/** Begins, and goes on for as long as the room is loaded. What was due meanwhile is made up for. */
export function performScript(room: Room, onError: (error: unknown) => void): void {
  const { play } = room.record;
  if (!play || play.script.length === 0) return;
  const { start, script } = play;
  let next = 0;
  let isBusy = false;
  const bell = room.bell(ring);

  function arm(): void {
    const step = script[next];
    if (step && !isBusy) bell.set(realAt(room.world.warps, simMs(start + step.at * 1000)));
  }

  function ring(): void {
    const index = next;
    const step = script[index];
    if (!step || isBusy) return;
    isBusy = true;
    room
      .append(draftsOf(room, play as Play, index, step))
      .catch(onError)
      .finally(() => {
        isBusy = false;
        next = index + 1;
        arm();
      });
  }

  room.listen({ reshaped: (change) => change === 'warp' && arm() });
  arm();
}

function draftsOf(room: Room, play: Play, index: number, step: ScriptStep): Draft[] {
  const { director, stations } = play;
  const { caption, say, warp } = step;
  const id = (what: string) => `script-${what}-${`${index}`.padStart(4, '0')}`;
  const drafts: Draft[] = [];
  if (caption !== undefined) {
    const text = fillCaption(caption, (from, to, seconds) => {
      const at = seconds === undefined ? room.simNow() : simMs(play.start + seconds * 1000);
      return sayDuration(room.lightMs(from, to, at));
    });
    const body = { kind: 'caption', text } as const;
    drafts.push({ id: id('caption'), author: director, origin: '', body });
  }
  const speaker = stations.find(({ name }) => name === say?.station)?.member;
  const origin = speaker && room.whereabouts(speaker)?.place;
  if (say && speaker && origin) {
    drafts.push({ id: id('say'), author: speaker, origin, body: { kind: 'say', text: say.text } });
  }
  if (warp !== undefined) {
    drafts.push({ id: id('warp'), author: director, origin: '', body: { kind: 'warp', warp } });
  }
  return drafts;
}
