// How the HTTP side says yes and no: the same refusals as on the socket, with a status code.
import type { Response } from 'express';
import type { Refusal, RefusalReason } from '../../shared/wire/refusal.ts';

const STATUS: { readonly [Reason in RefusalReason]: number } = {
  invalid: 400,
  version: 400,
  unknown: 404,
  forbidden: 403,
  readonly: 403,
  full: 409,
  busy: 429,
  unavailable: 503,
  internal: 500,
};

export function sendRefusal(response: Response, refusal: Refusal): void {
  response.status(STATUS[refusal.reason]).json(refusal);
}
