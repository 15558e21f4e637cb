// The settings of "A blocking server". Pure.
import {
  SERVER_CLIENTS_MAX,
  SERVER_MS_MAX,
  SERVER_MS_MIN,
  type ServerRunRequest,
  WAIT_MS_MAX,
} from '../../../shared/wire/lab.ts';
import { readWhole } from '../state/read-settings.ts';

export type Handler = ServerRunRequest['handler'];

export interface ServerSettings {
  readonly clients: number;
  /** What each answer waits for, in ms. */
  readonly ms: number;
}

export const HANDLER_NAMES: { readonly [H in Handler]: string } = {
  blocks: 'blocks',
  awaits: 'awaits',
};

export const readServer = (search: URLSearchParams): ServerSettings => {
  const clients = readWhole(search.get('clients'), {
    min: 1,
    max: SERVER_CLIENTS_MAX,
    fallback: 5,
  });
  const max = Math.min(SERVER_MS_MAX, Math.floor(WAIT_MS_MAX / clients));
  return { clients, ms: readWhole(search.get('ms'), { min: SERVER_MS_MIN, max, fallback: 400 }) };
};

export const writeServer = ({ clients, ms }: ServerSettings) => ({
  clients: `${clients}`,
  ms: `${ms}`,
});

/** Amounts worth betting on: one answer, half of them in a row, all in a row. */
export const serverBets = ({ clients, ms }: ServerSettings): readonly number[] => [
  ms,
  Math.ceil(clients / 2) * ms,
  clients * ms,
];
