// What the HTTP side says and takes. Served as JSON; a refusal has the same form as on the socket.
import * as v from 'valibot';
import { name, roomId, token } from './scalars.ts';

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
});
export type ScenarioCard = v.InferOutput<typeof scenarioCard>;

/** `POST /api/rooms`. */
export const newRoom = v.object({ scenario: v.string(), title: v.optional(name) });
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
