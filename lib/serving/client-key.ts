import { isIP } from 'node:net';

/** An address as proxies write it: plain, with a port, in brackets; null for what is none. */
function addressOf(written: string): string | null {
  const text = written.trim();
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return isIP(bare) === 0 ? null : bare;
}

/** The eight groups of an IPv6 address, without its zone. */
function groupsOf(address: string): string[] {
  const [bare = ''] = address.split('%');
  const [head = '', tail] = bare.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [front, back] = [groups(head), groups(tail ?? '')];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  return [...front, ...Array<string>(gap).fill('0'), ...back];
}

/** What counts as one client: an IPv4 address, or the /64 network of an IPv6 address, which is what one connection is given. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(address) === 4) return address;
  const network = groupsOf(address)
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}

/**
 * Who asks: the address of the socket, or, behind proxies of ours, the entry of X-Forwarded-For that the outermost of them wrote.
 * Entries further left were sent by the client and prove nothing. Where there are fewer entries than proxies, or the
 * entry is no address, the nearest one on its right is taken.
 */
export function clientKey(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const forwarded = trustedProxies === 0 || forwardedFor === undefined ? [] : forwardedFor.split(',');
  const hops = [...forwarded, socketAddress ?? ''];
  const outermost = Math.max(0, hops.length - 1 - trustedProxies);
  for (const hop of hops.slice(outermost)) {
    const address = addressOf(hop);
    if (address !== null) return networkOf(address);
  }
  return 'unknown';
}
