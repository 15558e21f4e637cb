// What the HTTP side says and takes. Served as JSON; a refusal has the same form as on the socket.
import * as v from 'valibot';
import { chatAsks } from './chat.ts';
import { cursor } from './event.ts';
import { name, placeId, roomId, socketId, token } from './scalars.ts';

/** `GET /api/scenarios`: the cards of the start page. */
const scenarioCard = v.object({
  id: v.string(),
  title: v.string(),
  /** One sentence: what one will feel. */
  line: v.string(),
  /** One-way light time from Earth to the far end now, simulated ms. */
  owltMs: v.number(),
  warp: v.number(),
  /** What one waits, one way, real ms; null where the clock is paused. */
  realOwltMs: v.nullable(v.number()),
  /** The place of the station, and its name. */
  farEnd: v.object({ place: v.string(), name: v.string() }),
  /** What its clock shows at first (ISO 8601); null: the time of today. */
  starts: v.nullable(v.string()),
  /** Not among the first that are offered. */
  isMore: v.boolean(),
});
export type ScenarioCard = v.InferOutput<typeof scenarioCard>;

/** `POST /api/rooms`; to `POST /api/scenarios`: what a room of it would be, as a card. */
export const newRoom = v.object({
  /** One of ours, by its id. */
  scenario: v.optional(v.string()),
  /** Or a scenario file, as text: so that what is wrong with it is told by its line. */
  file: v.optional(v.string()),
  title: v.optional(name),
});
export const createdRoom = v.object({ room: roomId, hostToken: token });
export type CreatedRoom = v.InferOutput<typeof createdRoom>;

/** `GET /api/rooms/:room`: whether it can be joined, and what it is called. */
export const roomSummary = v.object({
  room: roomId,
  title: v.string(),
  /** Made from a recording: to be looked at, not to be joined. */
  isRecording: v.boolean(),
});
export type RoomSummary = v.InferOutput<typeof roomSummary>;

/** `POST /api/rooms/import`: the room that was made from a recording. */
export const importedRoom = v.object({ room: roomId });
export type ImportedRoom = v.InferOutput<typeof importedRoom>;

/** `GET /api/addresses`: where other devices of this network reach the server, best first. */
export const addresses = v.object({ urls: v.array(v.string()), onlyThisMachine: v.boolean() });
export type Addresses = v.InferOutput<typeof addresses>;

/** Whose link a blocking request takes, and the proof that it may. In the body: addresses get logged. */
const caller = { socket: socketId, token };

/** `POST /api/rooms/:room/blocking/say`: says, and holds its answer until what `until` names is back. */
export const blockingSay = v.object({
  ...caller,
  message: chatAsks['chat:say'].ask,
  /** The log's acknowledgement, or the first receipt of a far place. */
  until: v.picklist(['ack', 'receipt']),
});

/** `capped`: nothing came within 8 s. What was said is still on its way. */
const capped = v.object({ released: v.literal('capped') });
const sent = chatAsks['chat:say'].answer;
export const blockingSaid = v.variant('released', [
  v.object({ released: v.literal('ack'), sent }),
  v.object({ released: v.literal('receipt'), sent, place: placeId }),
  capped,
]);
export type BlockingSaid = v.InferOutput<typeof blockingSaid>;

/**
 * `POST /api/rooms/:room/blocking/listen`: holds its answer until somebody else's words have arrived
 * that the tab has not seen. The words themselves come by the socket, in front of this answer.
 */
export const blockingListen = v.object({ ...caller, after: v.nullable(cursor) });
export const blockingHeard = v.variant('released', [
  v.object({ released: v.literal('arrival') }),
  capped,
]);
export type BlockingHeard = v.InferOutput<typeof blockingHeard>;

/** `POST /api/pane-ticket`: lets one connection of a sandboxed pane in. */
export interface PaneTicket {
  readonly ticket: string;
}
