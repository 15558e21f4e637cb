// The HTTP side of the server: what is asked before there is a socket. Types from shared/wire/http.
import { type Unanswered, unanswered } from '../shared/wire/answer.ts';
import type {
  Addresses,
  CreatedRoom,
  ImportedRoom,
  RoomSummary,
  ScenarioCard,
} from '../shared/wire/http.ts';
import type { Outcome } from '../shared/wire/refusal.ts';

/** One of ours, by its id, or the text of a scenario file. */
export type AnyScenario = { readonly scenario: string } | { readonly file: string };

export type HttpAnswer<Value> = Outcome<Value> | Unanswered;

/** The cards of the start page. */
export const getScenarios = () => get<{ scenarios: readonly ScenarioCard[] }>('/api/scenarios');

/** Whether a room can be joined, and what it is called. */
export const getRoom = (room: string) => get<RoomSummary>(`/api/rooms/${encodeURIComponent(room)}`);

/** Where other devices of this network reach the server. */
export const getAddresses = () => get<Addresses>('/api/addresses');

/** The card of a scenario of ours, or of a scenario file's text; a refusal names the line. Makes nothing. */
export const describeScenario = (what: AnyScenario) =>
  request<ScenarioCard>('/api/scenarios', posted(what));

/** Makes a room from a scenario of ours, by its id, or from a scenario file's text; the answer holds its id and the host's token. */
export const createRoom = (what: AnyScenario) => request<CreatedRoom>('/api/rooms', posted(what));

/** Makes a room of a recording; nobody is its host. */
export const importRecording = (file: Blob) =>
  request<ImportedRoom>('/api/rooms/import', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: file,
  });

const posted = (what: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(what),
});

const get = <Value>(path: string) => request<Value>(path, {});

async function request<Value>(path: string, init: RequestInit): Promise<HttpAnswer<Value>> {
  try {
    const response = await fetch(path, init);
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: body as Value };
    if (isRefusal(body)) return body;
    return unanswered(`The server answered ${response.status}.`);
  } catch {
    return unanswered('The server cannot be reached.');
  }
}

function isRefusal(body: unknown): body is Extract<Outcome<never>, { ok: false }> {
  return typeof body === 'object' && body !== null && 'ok' in body && body.ok === false;
}
