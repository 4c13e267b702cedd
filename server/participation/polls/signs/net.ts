import { isIPv4, isIPv6 } from 'node:net';

/** Groups of a /48. */
const PREFIX_GROUPS = 3;

/** The eight groups of an IPv6 address without its zone, IPv4 within it left as it is written. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before;
  const after = tail === '' ? [] : tail.split(':');
  return [...before, ...new Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
}

/**
 * The net an address is of, which is less than the address: a /24, of IPv6 a /48. Null where there is none to speak of. The address
 * itself is kept nowhere. Pure.
 */
export function netOf(address: string): string | null {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/u, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return null;
  const groups = groupsOf(plain).slice(0, PREFIX_GROUPS);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/48`;
}
