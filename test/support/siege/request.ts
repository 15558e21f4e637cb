// One HTTP request of an attacker, from an address of its own, on a connection of its own.
import { request as httpRequest } from 'node:http';
import type { Siege } from './siege.ts';

export interface Asked {
  readonly kind: string;
  readonly from: string;
  readonly path: string;
  /** Makes it a POST. */
  readonly body?: string;
}

/** Resolves when it is answered; rejects when its connection is cut. Notes the status either way. */
export function request(
  siege: Siege,
  { kind, from, path, body }: Asked,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({
      host: siege.url.hostname,
      port: siege.url.port,
      path,
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      createConnection: () => siege.open(kind, from),
    });
    asked.once('error', (error) => {
      siege.answered(kind, 'cut');
      reject(error);
    });
    asked.once('response', (response) => {
      const status = response.statusCode ?? 0;
      siege.answered(kind, `${status}`);
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      response.once('end', () => resolve({ status, text }));
      response.once('error', reject);
    });
    asked.end(body);
  });
}
