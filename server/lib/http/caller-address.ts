import { compile, default as findCaller } from '@fastify/proxy-addr';
import type { Config } from '../config.ts';

/** Whose word of the caller's address counts: a proxy on this machine, and those that are named (`OTKLIK_TRUSTED_PROXIES`). */
export const proxiesOf = ({ trustedProxies }: Pick<Config, 'trustedProxies'>): string[] => [
  'loopback',
  ...trustedProxies,
];

/** Finds the address of a caller by what the connection and the trusted proxies say. */
export function callerFinder(config: Pick<Config, 'trustedProxies'>) {
  const isTrusted = compile(proxiesOf(config));
  return (headers: Record<string, unknown>, peer: string): string =>
    findCaller({ headers, socket: { remoteAddress: peer } } as never, isTrusted);
}
