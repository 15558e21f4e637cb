// Links over the wire: what is in force, what is in flight, scenarios. Control plane, never delayed.
import type { LinkChange } from '../../shared/link/parameters.ts';
import { assertScenario, lengthMs, type Scenario } from '../../shared/link/scenario.ts';
import { assertLinkChange } from '../../shared/link/validate.ts';
import { FLIGHTS_MAX } from '../../shared/wire/limits.ts';
import type { AnswerOf } from '../../shared/wire/protocol.ts';
import { done, type Outcome, type Refusal, refuse } from '../../shared/wire/refusal.ts';
import type { StageVerb } from '../chat/log/peers.ts';
import { ALL } from '../chat/standing.ts';
import type { LaneCounts } from '../link/lane-counts.ts';
import type { LinkOfSocket, PacketChoice } from '../link/socket-handle.ts';
import type { Handlers } from './door.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { LinkGroup } from './link-group.ts';
import type { LinkSteering } from './link-steering.ts';
import type { Session } from './session.ts';

type LinkHandlers = Pick<Handlers, Extract<keyof Handlers, `link:${string}`>>;
type Flights = AnswerOf<'link:flights'>;

/** A shorter loop would only keep the server busy. */
const LOOP_MS_MIN = 1_000;

export function linkHandlers(steering: LinkSteering, elsewhere: Elsewhere): LinkHandlers {
  const own = (session: Session): LinkOfSocket => linkOf(steering.own(session)) as LinkOfSocket;

  /** The links that an ask is about: one's own, or for a host those it names. */
  function find(session: Session, whose: string | undefined): Outcome<LinkGroup> {
    if (whose === undefined) return refusalIfLocked(session) ?? done(steering.own(session));
    const here = session.inside;
    if (!here) return refuse('invalid', 'Enter a room first.');
    if (!here.actor.host) {
      return refuse('forbidden', 'Only the host of this room sets the links of others.');
    }
    const isKnown = whose === ALL || here.room.whereabouts(whose) !== undefined;
    return isKnown ? done(steering.of(here.room, whose)) : refuse('unknown', 'No such member.');
  }

  /** Packets are known where they are, and nowhere else. */
  function noTabHere({ inside }: Session, whose: string | undefined): Refusal {
    const isElsewhere = inside && elsewhere.factsOf(inside.room, whose ?? '').length > 0;
    return isElsewhere
      ? refuse('unknown', 'Their tab hangs on another node, which alone knows its packets.')
      : refuse('unknown', 'This member has no tab open now.');
  }

  return {
    'link:set': (session, { whose, seed, ...change }) => {
      const group = find(session, whose);
      if (!group.ok) return group;
      const refused = refusalOf(() => assertLinkChange(change));
      if (refused) return refused;
      group.value.set(change as LinkChange, seed);
      const link = linkOf(group.value);
      return done(link ? inForce(link) : null);
    },

    'link:flights': (session, { whose }) => {
      // To look is never forbidden.
      const group = whose === undefined ? done(steering.own(session)) : find(session, whose);
      if (!group.ok) return group;
      const link = linkOf(group.value);
      if (!link) return noTabHere(session, whose);
      const { up, down } = link.status();
      return done({
        link: inForce(link),
        up: toCounts(up),
        down: toCounts(down),
        packets: packetsOf(link, steering.now()),
        scenario: group.value.stage.playing,
      });
    },

    'link:deliver': (session, choice) =>
      refusalIfLocked(session) ??
      done({ packets: own(session).deliverNow(choice as PacketChoice) }),

    'link:drop': (session, choice) =>
      refusalIfLocked(session) ?? done({ packets: own(session).drop(choice as PacketChoice) }),

    'link:scenario': (session, ask) => {
      const group = find(session, ask.whose);
      if (!group.ok) return group;
      const { stage } = group.value;
      if (ask.do === 'play') {
        const refused = refusalOf(() => assertPlayable(ask.scenario));
        if (refused) return refused;
        stage.play(ask.scenario as Scenario);
      } else stage[ask.do]();
      const { whose, ...verb } = ask;
      const room = session.inside?.room;
      if (whose !== undefined) room?.tellNodes({ kind: 'stage', whose, verb: verb as StageVerb });
      return done({ scenario: stage.playing });
    },
  };
}

/** In a locked room only a host moves links, one's own too. */
function refusalIfLocked({ inside }: Session): Refusal | undefined {
  if (!inside?.room.world.settings.locked || inside.actor.host) return undefined;
  return refuse('forbidden', 'The host has locked this room: only the host sets links.');
}

/** The first of them: a member has more than one tab only by sharing its token. */
const linkOf = (group: LinkGroup): LinkOfSocket | undefined => group.tabs()[0]?.link;

function inForce(link: LinkOfSocket): Flights['link'] {
  const { mode, up, down } = link.get();
  return { mode, up, down, seed: link.seed };
}

function packetsOf(link: LinkOfSocket, nowMs: number): Flights['packets'] {
  return link.inFlight(FLIGHTS_MAX).map(({ direction, seq, event, bytes, dueMs }) => ({
    direction,
    seq,
    event,
    bytes,
    dueInMs: Math.max(0, dueMs - nowMs),
  }));
}

function toCounts(counts: LaneCounts): Flights['up'] {
  const { sent, delivered, inFlight, dropped, duplicates, overtakings, retransmissions } = counts;
  return { sent, delivered, inFlight, dropped, duplicates, overtakings, retransmissions };
}

function assertPlayable(scenario: unknown): void {
  assertScenario(scenario);
  const ms = lengthMs(scenario);
  if (scenario.loop && ms < LOOP_MS_MIN) {
    throw new RangeError(`Expected a scenario that loops to last ${LOOP_MS_MIN} ms, got ${ms} ms`);
  }
}

/** What the layer refuses, by its own sentence. */
function refusalOf(check: () => void): Refusal | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) {
      return refuse('invalid', error.message);
    }
    throw error;
  }
}
