// What a recording was made under: the room's rules, its clock at the opening, the links and their seeds.
import type { Recording } from '../../shared/chat/recording.ts';
import { changeLink, IDEAL_LINK, type LinkChange } from '../../shared/link/parameters.ts';
import { sayTime } from '../../shared/time/format.ts';
import { sayDate } from '../ui/words/instant.ts';
import { sayChance, sayOneWay } from '../ui/words/link.ts';

export function RecordedSettings({ recording }: { recording: Recording }) {
  const { header, events } = recording;
  const { settings } = recording.world;
  return (
    <details class="replay-settings">
      <summary>Settings and seeds</summary>
      <dl>
        <dt>Opened</dt>
        <dd>
          {sayDate(header.sim)} {sayTime(header.sim)} UTC simulated, at warp {header.warp}
        </dd>
        <dt>Steered by</dt>
        <dd>{settings.steering === 'host' ? 'the host' : 'everybody'}</dd>
        <dt>Omniscient view</dt>
        <dd>{settings.omniscient ? 'allowed' : 'switched off'}</dd>
        {header.linkSeed !== undefined && (
          <>
            <dt>Seed of the links</dt>
            <dd>{header.linkSeed}</dd>
          </>
        )}
        {(header.links ?? []).map(({ member, seed, ...change }) => (
          <>
            <dt>Link of {nameIn(events, member)}</dt>
            <dd>
              {sayLink(change as LinkChange)} · seed {seed}
            </dd>
          </>
        ))}
      </dl>
    </details>
  );
}

function sayLink(change: LinkChange): string {
  const link = changeLink(IDEAL_LINK, change);
  const lost = Math.max(link.up.loss, link.down.loss);
  return `${sayOneWay(link)}${lost > 0 ? `, ${sayChance(lost)} lost` : ''}, ${link.mode}`;
}

function nameIn(events: Recording['events'], member: string): string {
  const named = events.findLast(
    ({ author, body }) => author === member && (body.kind === 'join' || body.kind === 'rename'),
  );
  return named && 'name' in named.body ? named.body.name : 'somebody';
}
