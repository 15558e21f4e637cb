// A recording: an exported room, as JSON lines. The first line is the header, each other one an event
// of the log, in log order. Stamps are real times; what was where when follows from them.
import * as v from 'valibot';
import { dataBody, roomSettings, worldBody } from './event.ts';
import { recordedLink } from './link.ts';
import { eventId, memberId, name, placeId, range, realTime, simTime } from './scalars.ts';

/** Goes up when an older reader would misread a newer recording. */
export const RECORDING_VERSION = 1;

/** Tabs whose links a recording keeps: a full room. */
export const LINKS_MAX = 1000;

/** How a recording is sent and taken, as a media type: one JSON value per line. */
export const RECORDING_TYPE = 'application/x-ndjson';

export const recordingHeader = v.object({
  lightlag: v.literal('recording', 'Expected a Lightlag recording'),
  version: v.literal(RECORDING_VERSION, `Expected a recording of version ${RECORDING_VERSION}`),
  /** Whose view it is; null: the whole log, seen from nowhere in particular. */
  place: v.nullable(placeId),
  title: name,
  scenario: v.pipe(v.string(), v.maxLength(64)),
  /** The room's clock showed `sim` at `openedAt`, running at `warp`, under `settings`. */
  openedAt: realTime,
  sim: simTime,
  warp: range('warp', 0, 1_000_000),
  settings: roomSettings,
  /** The instant up to which it knows, in both frames. */
  exportedAt: realTime,
  until: simTime,
  /** The seed of the chances of the server's links; its links are no part of the log. */
  linkSeed: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** The links of the tabs that were there, as they were at that instant; of a member its own. */
  links: v.optional(v.pipe(v.array(recordedLink), v.maxLength(LINKS_MAX))),
});
export type RecordingHeader = v.InferOutput<typeof recordingHeader>;

export const recordedEvent = v.object({
  id: eventId,
  /** '' for control events in the recording of a view: who steers is not known there. */
  author: v.union([v.literal(''), memberId]),
  /** The place its light left from; '' for control events. */
  origin: v.union([v.literal(''), placeId]),
  at: realTime,
  body: v.variant('kind', [...dataBody.options, ...worldBody.options]),
});
export type RecordedEvent = v.InferOutput<typeof recordedEvent>;

/** What never changes about a room that was made from a recording. */
export type RecordingEnd = Pick<
  RecordingHeader,
  'place' | 'until' | 'exportedAt' | 'linkSeed' | 'links'
>;

/** What a recording knows of links, for those fields that it has. */
export const linksOf = ({
  linkSeed,
  links,
}: Pick<RecordingEnd, 'linkSeed' | 'links'>): Pick<RecordingEnd, 'linkSeed' | 'links'> => ({
  ...(linkSeed !== undefined && { linkSeed }),
  ...(links !== undefined && { links }),
});
