import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { HostResting, OutboundFailure, OutboundRefused } from './failures.ts';
import { createHostBook, type HostOutcome, usualLimits } from './host-book.ts';
import { guardedLookup, isPrivateAddress } from './private-networks.ts';
import { readRetryAfter } from './retry-after.ts';

export interface OutboundOptions {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** ms for the whole exchange, the wait for a turn and redirects with it. */
  timeout?: number;
  /** Largest reply, bytes. */
  limit?: number;
  /** The setting that names the address says it may be inside the private network. */
  mayBePrivate?: boolean;
  /** Redirects followed, each looked at as if it had been typed. None unless asked for: what is posted stays where it was sent. */
  redirects?: number;
}

const book = createHostBook(usualLimits, () => performance.now());

/** Speaks to a host that failed or asked to wait as if it had not: its settings were changed, or a person tries them. */
export function forgiveHost(address: string): void {
  const url = URL.parse(address);
  // Other protocols than HTTP have no origin: their hosts go by the whole of their name.
  book.forgive(url && /^https?:$/u.test(url.protocol) ? url.origin : address);
}

/**
 * Speaks to a host by another protocol than HTTP under the same book: a mail server that fails again and again rests too. `work` says
 * by what it throws whether the host failed.
 */
export async function speakTo<T>(
  host: string,
  timeout: number,
  work: () => Promise<T>,
  outcomeOf: (error: unknown) => HostOutcome,
): Promise<T> {
  const leave = await enterHost(host, AbortSignal.timeout(timeout));
  let outcome: HostOutcome = 'served';
  try {
    return await work();
  } catch (error) {
    outcome = outcomeOf(error);
    throw error;
  } finally {
    leave(outcome);
  }
}

/**
 * The only way out by HTTP: http and https alone, no private network unless the setting allows it, with an end in time and size.
 * A host has so many requests at once, and rests when it fails again and again or asks for it by Retry-After. Throws
 * `OutboundRefused`, `HostResting` (nothing has left) or `OutboundFailure` (it says whether something may have).
 */
export async function fetchOutside(address: string, options: OutboundOptions = {}): Promise<Response> {
  const signal = AbortSignal.timeout(options.timeout ?? 10_000);
  let request: OutboundOptions = options;
  let url = checkAddress(address, options);
  for (let left = options.redirects ?? 0; ; left -= 1) {
    const reply = await askHost(url, request, signal);
    const target = redirectOf(reply, url);
    if (!target || options.redirects === undefined) return reply;
    if (left <= 0) throw new OutboundRefused('Too many redirects');
    const next = checkAddress(target, options);
    if (url.protocol === 'https:' && next.protocol === 'http:')
      throw new OutboundRefused('A redirect may not give up encryption');
    request = carryOn(request, reply.status, url.origin === next.origin);
    url = next;
  }
}

function checkAddress(address: string, { mayBePrivate }: OutboundOptions): URL {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) throw new OutboundRefused('Only http and https are opened');
  if (url.username || url.password) throw new OutboundRefused('An address may not carry a password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!mayBePrivate && isIP(host) && isPrivateAddress(host))
    throw new OutboundRefused(`${host} is in a private network`);
  return url;
}

function redirectOf({ status, headers }: Response, from: URL): string | null {
  const location = headers.get('location');
  return [301, 302, 303, 307, 308].includes(status) && location
    ? (URL.parse(location, from.href)?.href ?? location)
    : null;
}

/** What goes on to the next address: a form becomes a question, as browsers do; keys stay with the host they were meant for. */
function carryOn(options: OutboundOptions, status: number, isSameHost: boolean): OutboundOptions {
  const { method = 'GET', headers = {}, body, ...rest } = options;
  const isAsked = status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST';
  const isDropped = (name: string) =>
    (!isSameHost && /^(?:authorization|cookie|proxy-authorization)$|key|token|secret/iu.test(name)) ||
    (isAsked && /^content-/iu.test(name));
  return {
    ...rest,
    method: isAsked ? 'GET' : method,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !isDropped(name))),
    ...(!isAsked && body !== undefined && { body }),
  };
}

/** Who waits for a turn to the end of their time has sent nothing. */
async function enterHost(host: string, signal: AbortSignal): Promise<(outcome: HostOutcome) => void> {
  try {
    return await book.enter(host, signal);
  } catch (error) {
    throw error instanceof HostResting ? error : new OutboundFailure('late', false, error);
  }
}

async function askHost(url: URL, options: OutboundOptions, signal: AbortSignal): Promise<Response> {
  const leave = await enterHost(url.origin, signal);
  let outcome: HostOutcome = 'failed';
  try {
    const reply = await exchange(url, options, signal);
    outcome = outcomeOf(reply);
    return reply;
  } catch (error) {
    const isOurs =
      error instanceof OutboundRefused || (error instanceof OutboundFailure && error.code === 'too-large');
    if (isOurs) outcome = null;
    throw error;
  } finally {
    leave(outcome);
  }
}

function outcomeOf({ status, headers }: Response): HostOutcome {
  const wait = status === 429 || status === 503 ? readRetryAfter(headers) : undefined;
  if (wait) return { restFor: wait };
  return status >= 500 ? 'failed' : 'served';
}

function exchange(url: URL, options: OutboundOptions, signal: AbortSignal): Promise<Response> {
  const { limit = 1_000_000, body, headers = {}, method = 'GET' } = options;
  return new Promise((done, fail) => {
    let isConnected = false;
    const failed = (error: Error & { code?: string }) => {
      if (error instanceof OutboundRefused) return fail(error);
      const isLate =
        error.name === 'TimeoutError' || error.name === 'AbortError' || error.code === 'ETIMEDOUT';
      fail(new OutboundFailure(isLate ? 'late' : (error.code ?? ''), isConnected, error));
    };
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
      signal,
      // No connection is kept: one made for a trusted setting must not serve another.
      agent: false,
      ...(!options.mayBePrivate && { lookup: guardedLookup }),
    });
    request.on('error', failed);
    request.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        isConnected = true;
      });
    });
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size <= limit) return void parts.push(part);
        fail(new OutboundFailure('too-large', true));
        request.destroy();
      });
      response.on('error', failed);
      response.on('end', () => done(wrap(response, Buffer.concat(parts))));
    });
    request.end(body);
  });
}

function wrap(
  { statusCode: status = 502, headers }: http.IncomingMessage,
  body: Buffer<ArrayBuffer>,
): Response {
  const isBare = status === 204 || status === 205 || status === 304;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  return new Response(isBare ? null : body, { status, headers: pairs });
}
