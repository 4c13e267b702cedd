import { requireLiving } from '../as-it-was.ts';
import { httpDuration } from '../metrics.ts';
import type { Actor } from '../module/context.ts';
import type { Exchange, RawReply, RouteHandler } from '../module/module.ts';
import { type Caller, runMutation, runQuery, type Services } from '../module/unit-of-work.ts';
import { requireOpenPortal } from '../portal-door.ts';
import { allows } from './access.ts';
import { callerFinder } from './caller-address.ts';
import type { AnswerRaw } from './raw-door.ts';

/** Replies of the API are never documents: whatever they hold, nothing in them may run. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** A caller's share of requests after one more of theirs. */
export interface Share {
  isExceeded: boolean;
  max: number;
  remaining: number;
  ttlInSeconds: number;
}

export interface PlainDoorOptions {
  services: Services;
  routes: readonly RouteHandler[];
  authenticate: (headers: Record<string, string>) => Promise<Actor>;
  nextRequestId: () => string;
  /** The parser of bodies of all routes; throws where one cannot be read. */
  parse: (body: string) => unknown;
  /** Counts the request against its caller's share; null where there is no general limit. */
  count: ((ip: string) => Promise<Share>) | null;
}

const isJson = /^application\/json(?:; ?charset=utf-8)?$/i;

/** Does what a route asks of a caller who was let in. */
export function runRoute(
  services: Services,
  { route, transaction, handle }: RouteHandler,
  caller: Caller,
  input: object,
  exchange: Exchange,
): Promise<unknown> {
  const isRead = route.method === 'GET' || route.readOnly === true;
  if (!isRead) requireLiving(services.config, route);
  const run = isRead || transaction === 'none' ? runQuery : runMutation;
  return run(services, caller, (ctx) => handle(ctx, input as never, exchange));
}

/**
 * Answers routes marked `isPlain` past `node:http` and the framework (decision 0018): the same checks of the sender, the
 * body and the share of requests, the same function, the same headers. Whatever is refused is thrown: then `node:http`
 * refuses it in its own words.
 */
export function answerPlainRoutes(options: PlainDoorOptions): AnswerRaw {
  const { services, authenticate, nextRequestId, parse, count } = options;
  const findIp = callerFinder(services.config);
  const ways = new Map(
    options.routes.filter(({ isPlain }) => isPlain).map((handler) => [handler.route.path, handler]),
  );
  return async ({ path, headers }, body, peer) => {
    const handler = ways.get(path);
    if (!handler || headers['x-otklik'] !== '1' || !isJson.test(headers['content-type']!))
      throw new Error('Not a plain request');
    const began = performance.now();
    const ip = findIp(headers, peer);
    const { route } = handler;
    const input = { params: {}, query: {}, body: route.body!.parse(parse(body)) };
    const actor = await authenticate(headers);
    allows(route.access, actor, route.scope);
    requireOpenPortal(route, actor);
    const share = count && (await count(ip));
    if (share?.isExceeded) throw new Error('Share exceeded');
    const caller = { actor, requestId: nextRequestId(), ip };
    const result = await runRoute(services, handler, caller, input, exchangeOf(services, path, headers));
    const reply = JSON.stringify(route.reply.encode(result));
    httpDuration.labels(route.id, route.method, '200').observe((performance.now() - began) / 1000);
    return { body: reply, contentType: 'application/json; charset=utf-8', headers: describe(share) };
  };
}

const exchangeOf = (services: Services, url: string, headers: Record<string, string>): Exchange => ({
  upload: undefined,
  headers,
  url,
  services,
  setCookie: () => {
    throw new Error('A plain route sets no cookie');
  },
});

function describe(share: Share | null): NonNullable<RawReply['headers']> {
  const policy = `content-security-policy: ${API_POLICY}\r\n`;
  if (!share) return policy;
  const { max, remaining, ttlInSeconds } = share;
  return `${policy}x-ratelimit-limit: ${max}\r\nx-ratelimit-remaining: ${remaining}\r\nx-ratelimit-reset: ${ttlInSeconds}\r\n`;
}

/** A plain route is one path, open to everyone, safe to run twice, with no limit of its own and no file in or out. */
export function checkPlain({ route, perMinute, raw }: RouteHandler): void {
  const { id, method, path, access, body, upload, download } = route;
  const isFit =
    method === 'POST' && access === 'public' && body && !upload && !download && !path.includes(':');
  if (!isFit || perMinute !== undefined || raw) throw new Error(`${id} cannot be a plain route`);
}
