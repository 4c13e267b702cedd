import { isIPv4, isIPv6 } from 'node:net';
import { firstOf } from '../../../../shared/lists.ts';

/** The network of an address: what one customer of a provider holds. /24 of IPv4, /64 of IPv6; else the address as it is. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIPv4(mapped)) return mapped.split('.').slice(0, 3).join('.');
  if (!isIPv6(mapped)) return mapped;
  const [head = '', tail = ''] = firstOf(mapped.split('%')).toLowerCase().split('::');
  const [front, back] = [head, tail].map((half) => (half === '' ? [] : half.split(':')));
  const zeros = mapped.includes('::')
    ? Array<string>(Math.max(0, 8 - front!.length - back!.length)).fill('0')
    : [];
  return [...front!, ...zeros, ...back!]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
