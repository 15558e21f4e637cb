// Who of a room is missed: a member without a tab, at this node or at any other, for longer than the
// grace. Every node may say so; what it says has an id that all nodes agree on, so it is said once.
import type { SentEvent } from '../../shared/chat/event.ts';
import { PRESENCE_KINDS, type Presence, type Whereabouts } from '../../shared/chat/presence.ts';
import type { RealMs } from '../../shared/time/frames.ts';
import type { Alarm } from './alarm.ts';
import { type Attendance, createAttendance } from './attendance.ts';
import { hashToken } from './credentials.ts';
import type { Draft, EventLog, RoomRecord } from './log/event-log.ts';
import type { Peers } from './log/peers.ts';

export interface Missing extends Pick<Attendance, 'attach' | 'has' | 'isQuiet' | 'close'> {
  detach(member: string): void;
  /** Members with a tab at this node. */
  attending(): readonly string[];
  /** An event of the log has been taken into `presence`. */
  note(event: SentEvent): void;
  /** As `note`, when the event has just been logged: another node may have missed somebody who is here. */
  contradict(event: SentEvent): void;
  /** Everybody who should have a tab and has none here is awaited. */
  awaitAll(): void;
  /** Who has a tab at another node is not missed here; everybody else is. */
  heedRoll(elsewhere: ReadonlySet<string>): void;
}

export interface MissingShell {
  readonly record: RoomRecord;
  readonly log: Pick<EventLog, 'peers'>;
  readonly alarm: Alarm;
  readonly presence: Presence;
  /** Who needs no tab. */
  isSeated(who: Whereabouts): boolean;
  now(): RealMs;
  append(drafts: readonly Draft[]): Promise<unknown>;
  /** Told of errors that no caller waits for (the log refused a leave). */
  onError(error: unknown): void;
}

export function createMissing(shell: MissingShell): Missing {
  const { record, log, presence, now } = shell;
  /** Id of the newest presence event of each member. */
  const newsOf = new Map<string, string>();
  let isClosed = false;
  const attendance = createAttendance(shell.alarm, (member) => {
    (log.peers ? askAndLeave(member, log.peers) : leaveLost(member)).catch(shell.onError);
  });

  /** Unless another node has a tab of the member by now. */
  async function askAndLeave(member: string, peers: Peers): Promise<void> {
    const elsewhere = await peers.callRoll(new Map([[record.id, attendance.members()]]));
    if (!elsewhere.get(record.id)?.has(member)) await leaveLost(member);
  }

  async function leaveLost(member: string): Promise<void> {
    const who = presence.whereabouts(member);
    if (!who?.here || attendance.has(member) || isClosed) return;
    const body = { kind: 'leave', why: 'lost' } as const;
    const id = idAfter(newsOf.get(member) ?? '', 'lost');
    await shell.append([{ id, author: member, origin: who.place, body }]);
  }

  /** The same on every node, and for nobody to guess. */
  const idAfter = (cause: string, why: string): string =>
    hashToken(`${record.hostHash}/${record.id}/${cause}/${why}`).slice(0, 24);

  function awaitBack(member: string): void {
    const who = presence.whereabouts(member);
    if (who?.here && !shell.isSeated(who)) attendance.expect(member, now());
  }

  return {
    attach: attendance.attach,
    detach: (member) => attendance.detach(member, now()),
    has: attendance.has,
    attending: attendance.members,
    get isQuiet() {
      return attendance.isQuiet;
    },
    note({ author, id, body }) {
      if ((PRESENCE_KINDS as readonly string[]).includes(body.kind)) newsOf.set(author, id);
    },
    contradict({ id, author, origin, body }) {
      if (body.kind !== 'leave' || body.why !== 'lost' || !attendance.has(author)) return;
      const who = presence.whereabouts(author);
      if (!who || who.here) return;
      const back = { kind: 'join', name: who.name, hue: who.hue } as const;
      shell.append([{ id: idAfter(id, 'back'), author, origin, body: back }]).catch(shell.onError);
    },
    awaitAll() {
      for (const member of presence.members()) awaitBack(member);
    },
    heedRoll(elsewhere) {
      for (const member of presence.members()) {
        if (elsewhere.has(member)) attendance.excuse(member);
        else if (!attendance.isAwaited(member)) awaitBack(member);
      }
    },
    close() {
      isClosed = true;
      attendance.close();
    },
  };
}
