import { lookup as resolve } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

/** Networks that are not the open Internet (RFC 6890): this machine, private and link-local ones, tunnels into them. */
const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(network, prefix, 'ipv4');
// Of IPv6 only global unicast is open; 6to4, Teredo and NAT64 carry any IPv4 inside.
for (const [network, prefix] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  closed.addSubnet(network, prefix, 'ipv6');

/** Whether an address leads elsewhere than to the open Internet. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPrivateAddress(mapped);
  if (isIPv6(address)) return !/^[23]/.test(address) || closed.check(address, 'ipv6');
  return closed.check(address, 'ipv4');
}

export class OutboundRefused extends Error {}

/** The address is looked at when the connection is made: a name cannot answer the check one way and the socket another. */
const guardedLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0);
    if (addresses.some(({ address }) => isPrivateAddress(address)))
      return done(new OutboundRefused(`${hostname} leads into a private network`), '', 0);
    if (options.all) return done(null, addresses);
    return done(null, addresses[0]!.address, addresses[0]!.family);
  });
};

export interface OutboundOptions {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** ms for the whole exchange. */
  timeout?: number;
  /** Largest reply, bytes. */
  limit?: number;
  /** The setting that names the address says it may be inside the private network. */
  mayBePrivate?: boolean;
}

/**
 * The only way out by HTTP to an address somebody typed into a setting or a browser sent: http and https alone, no
 * redirects, no private network unless the setting allows it, with an end in time and size.
 */
export async function fetchOutside(address: string, options: OutboundOptions = {}): Promise<Response> {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) throw new OutboundRefused('Only http and https are opened');
  if (url.username || url.password) throw new OutboundRefused('An address may not carry a password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!options.mayBePrivate && isIP(host) && isPrivateAddress(host))
    throw new OutboundRefused(`${host} is in a private network`);
  return exchange(url, options);
}

function exchange(url: URL, options: OutboundOptions): Promise<Response> {
  const { limit = 1_000_000, timeout = 10_000, body, headers = {}, method = 'GET' } = options;
  return new Promise((done, fail) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
      signal: AbortSignal.timeout(timeout),
      // No connection is kept: one made for a trusted setting must not serve another.
      agent: false,
      ...(!options.mayBePrivate && { lookup: guardedLookup }),
    });
    request.on('error', fail);
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size <= limit) return void parts.push(part);
        fail(new OutboundRefused('The reply is too large'));
        request.destroy();
      });
      response.on('error', fail);
      response.on('end', () => {
        const status = response.statusCode ?? 502;
        const isBare = status === 204 || status === 205 || status === 304;
        const pairs = Object.entries(response.headers).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value] as [string, string]] : [],
        );
        done(new Response(isBare ? null : Buffer.concat(parts), { status, headers: pairs }));
      });
    });
    request.end(body);
  });
}
