// A client of Engine.IO's polling that reads when it is told to, and never by itself: bare requests.
import { PROTOCOL_VERSION } from '../../shared/wire/version.ts';

export interface PollingTab {
  /** Sends a packet of Engine.IO; the status of the answer. */
  post(packet: string): Promise<number>;
  /** Reads what waits: the packets of one poll. */
  poll(): Promise<readonly string[]>;
}

/** Enters a room at Earth and resumes; from then on nothing is read. */
export async function openPollingTab(url: string, room: string): Promise<PollingTab> {
  const base = `${url}/socket.io/?EIO=4&transport=polling`;
  const opened = await fetch(base);
  const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string };
  const address = `${base}&sid=${sid}`;
  // By it a balancer knows which node has the tab.
  const headers = { cookie: opened.headers.get('set-cookie')?.split(';')[0] ?? '' };
  const post = async (packet: string): Promise<number> =>
    (await fetch(address, { method: 'POST', body: packet, headers })).status;
  const poll = async (): Promise<readonly string[]> =>
    (await (await fetch(address, { headers })).text()).split('\x1e');
  const ask = async (id: number, name: string, body: unknown): Promise<void> => {
    await post(`42${id}${JSON.stringify([name, body])}`);
    for (;;) if ((await poll()).some((packet) => packet.startsWith(`43${id}`))) return;
  };
  await post('40');
  await poll();
  const newcomer = { name: 'Polling', hue: 1, place: 'earth' };
  await ask(1, 'room:enter', { protocol: PROTOCOL_VERSION, room, newcomer });
  await ask(2, 'chat:resume', { after: null });
  return { post, poll };
}
