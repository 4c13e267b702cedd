import { lookup as resolve } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';
import { firstOf } from '../../../shared/lists.ts';
import { OutboundRefused } from './failures.ts';

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

/** The address is looked at when the connection is made: a name cannot answer the check one way and the socket another. */
export const guardedLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0);
    if (addresses.some(({ address }) => isPrivateAddress(address)))
      return done(new OutboundRefused(`${hostname} leads into a private network`), '', 0);
    if (options.all) return done(null, addresses);
    return done(null, firstOf(addresses).address, firstOf(addresses).family);
  });
};
