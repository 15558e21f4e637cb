// The id of an answer follows from what it answers: said again after a restart, it is the same message.
import { createHash } from 'node:crypto';

export const answerId = (author: string, id: string): string =>
  createHash('sha256').update(`${author}/${id}`).digest('base64url').slice(0, 24);
