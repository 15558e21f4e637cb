// Where somebody comes from, as a key to count by. Behind proxies that the operator names it is what
// they say (X-Forwarded-For); from anybody else that header is a claim, and is not read.
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** The key of whoever made a request. */
export type AddressOf = (
  request: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
) => string;

export interface Addresses {
  readonly addressOf: AddressOf;
  isProxy(address: string): boolean;
}

/** `proxies`: addresses or CIDR ranges. Throws RangeError for one that is neither, naming it. */
export function createAddresses(proxies: readonly string[]): Addresses {
  const trusted = new BlockList();
  for (const proxy of proxies) addRange(trusted, proxy);
  const isProxy = (claim: string): boolean => {
    const address = plain(claim);
    return isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  };

  const addressOf: AddressOf = ({ headers, socket }) => {
    const claimed = [headers['x-forwarded-for'] ?? []].flat().join(',');
    // The nearest is the last; each trusted one vouches for the one before it.
    const hops = claimed.split(',').map((hop) => plain(hop.trim()));
    let address = plain(socket.remoteAddress ?? '');
    while (isProxy(address)) {
      const before = hops.pop() ?? '';
      if (isIP(before) === 0) break;
      address = before;
    }
    return keyOf(address);
  };
  return { addressOf, isProxy };
}

function addRange(list: BlockList, range: string): void {
  const [address = '', bits, ...rest] = range.split('/');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const bitsMax = family === 'ipv6' ? 128 : 32;
  const prefix = bits === undefined ? bitsMax : Number(bits);
  const isRange = isIP(address) !== 0 && rest.length === 0 && /^\d+$/.test(bits ?? '0');
  if (!isRange || prefix > bitsMax) {
    throw new RangeError(`Expected a proxy as an address or range (10.0.0.0/8), got ${range}`);
  }
  list.addSubnet(address, prefix, family);
}

/** An IPv4 address that came in the dress of IPv6, without it. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** One customer has a whole /64 of IPv6 addresses: they count as one. */
function keyOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] as string).toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const groups = tail === undefined ? left : [...left, ...zeros, ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
