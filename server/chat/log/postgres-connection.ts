// One connection to the database, made when it is needed, and anew after whatever has broken it.
import { Client, type ClientConfig } from 'pg';

export interface Connection {
  /** Rejects when there is none to be had now. */
  get(): Promise<Client>;
  /** Gives up one that has failed. Not `end`: it would wait for a server that does not answer. */
  drop(broken: Client): void;
  close(): Promise<void>;
}

/** `prepare` is done with each new one before it is used; `Client` has no other options than pg's. */
export function createConnection(
  config: ClientConfig & { readonly pipeline?: boolean },
  prepare: (fresh: Client) => Promise<void> = async () => {},
): Connection {
  let present: { readonly client: Client; readonly ready: Promise<Client> } | undefined;

  async function open(client: Client): Promise<Client> {
    try {
      await client.connect();
      await prepare(client);
      return client;
    } catch (error) {
      drop(client);
      throw error;
    }
  }

  function drop(broken: Client): void {
    // It says that it broke once more, late: that must not make the next one be forgotten while it is open.
    if (present?.client === broken) present = undefined;
    broken.connection.stream.destroy();
  }

  return {
    get() {
      if (!present) {
        const client = new Client(config);
        client.on('error', () => drop(client));
        present = { client, ready: open(client) };
      }
      return present.ready;
    },
    drop,
    async close() {
      const last = await present?.ready.catch(() => undefined);
      await last?.end().catch(() => {});
    },
  };
}
