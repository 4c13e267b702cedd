import type { FastifyInstance } from 'fastify';
import { defineState, type StateKey } from '../module/state.ts';

/** Addresses that are remembered; a flood of others is nobody's proxy. */
const MOST_KNOWN = 100;

/** Requests with a word of the caller's address from whom we do not believe it, by who brought them. */
const heard = defineState<Map<string, number>>('http.stranger-proxies', () => new Map());

/**
 * Notes who says whose request it brings and is not believed: a proxy nobody has named (`OTKLIK_TRUSTED_PROXIES`) makes all people one
 * address, with one share of requests.
 */
export function noteStrangers(
  app: FastifyInstance,
  owner: { stateKey: StateKey },
  isTrusted: (address: string) => boolean,
): void {
  app.addHook('onRequest', async ({ raw }) => {
    const peer = raw.socket.remoteAddress;
    if (raw.headers['x-forwarded-for'] === undefined || !peer || isTrusted(peer)) return;
    const counts = heard.of(owner);
    if (counts.size < MOST_KNOWN || counts.has(peer)) counts.set(peer, (counts.get(peer) ?? 0) + 1);
  });
}

/** Who brought at least so many requests of others since the start. */
export const listStrangers = (owner: { stateKey: StateKey }, least: number): string[] =>
  [...heard.of(owner)].flatMap(([peer, count]) => (count >= least ? peer : []));
