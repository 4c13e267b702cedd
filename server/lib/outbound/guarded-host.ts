import { isIP } from 'node:net';
import { OutboundRefused } from './failures.ts';
import { guardedLookup, isPrivateAddress } from './private-networks.ts';

/**
 * The number of a host to connect to by another protocol than HTTP, looked at as the guard of HTTP does: whoever connects to it speaks to
 * what was looked at. A name whose setting allows the private network stays a name. Throws `OutboundRefused`, or what the resolver says.
 */
export function guardHost(host: string, mayBePrivate: boolean): Promise<string> {
  if (mayBePrivate) return Promise.resolve(host);
  if (isIP(host))
    return isPrivateAddress(host)
      ? Promise.reject(new OutboundRefused(`${host} is in a private network`))
      : Promise.resolve(host);
  return new Promise((done, fail) => {
    guardedLookup(host, { all: false }, (error, address) => {
      if (error) fail(error);
      else done(String(address));
    });
  });
}
