import type { PageProblem } from '../../../shared/contract/pages.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { firstOf } from '../../../shared/lists.ts';
import { AppError } from '../errors.ts';
import { allows } from '../http/access.ts';
import { runRoute } from '../http/plain-door.ts';
import { describeFailure } from '../http/problem.ts';
import type { Download, Exchange, RouteHandler } from '../module/module.ts';
import type { Caller, Services } from '../module/unit-of-work.ts';
import { requireOpenPortal } from '../portal-door.ts';

interface LooseInput {
  params?: unknown;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** One caller's request, as routes that are called past HTTP see it. */
export interface Visit {
  caller: Caller;
  exchange: Exchange;
}

/** Calls routes of the contract in this process: access, shapes and transaction are those of the API. */
export type CallHere = (visit: Visit, routeId: string, input: unknown) => Promise<unknown>;

export function makeCaller(services: Services, handlers: readonly RouteHandler[]): CallHere {
  const known = new Map(handlers.map((handler) => [handler.route.id, handler]));
  return async ({ caller, exchange }, routeId, input) => {
    const handler = known.get(routeId);
    if (!handler || handler.raw) throw new Error(`No such reading: ${routeId}`);
    allows(handler.route.access, caller.actor, handler.route.scope);
    requireOpenPortal(handler.route, caller.actor);
    const result = await runRoute(services, handler, caller, parseInput(handler.route, input), exchange);
    if (handler.route.download) return readKept(result as Download);
    // As it would arrive: stripped by the contract, moments as text.
    return JSON.parse(JSON.stringify(handler.route.reply.encode(result)));
  };
}

/** A reply that is kept as text, so that it is written once for many readers. */
function readKept({ stream, contentType }: Download): unknown {
  if (!Buffer.isBuffer(stream) || !contentType.startsWith('application/json'))
    throw new Error('A file is not read for a page');
  return JSON.parse(stream.toString());
}

/** The same for a page that is drawn: only what changes nothing, and refusals as the browser knows them. */
export function makeReader(call: CallHere, handlers: readonly RouteHandler[]): CallHere {
  const readable = new Set(
    handlers
      .filter(({ route }) => route.method === 'GET' || route.readOnly === true)
      .map(({ route }) => route.id),
  );
  return async (visit, routeId, input) => {
    try {
      if (!readable.has(routeId)) throw new Error(`${routeId} does not only read`);
      return await call(visit, routeId, input);
    } catch (error) {
      throw describeForPage(error, visit.caller);
    }
  };
}

/** A refusal as a page shows it; a failure is logged here, for nobody else hears of it. */
export function describeForPage(error: unknown, { requestId, log }: Caller): PageProblem {
  const { code, message, status, cause, fields } = describeFailure(error);
  if (status >= 500) log?.error({ err: cause ?? error, requestId }, 'сбой при чтении страницы');
  return { code, message, status, requestId, ...(fields && { fields }) };
}

function parseInput({ params, query, body }: Route, input: unknown): object {
  const given = (input ?? {}) as LooseInput;
  try {
    return {
      params: params?.parse(given.params ?? {}),
      query: query?.parse(asText(given.query ?? {})),
      body: body?.parse(given.body),
    };
  } catch (cause) {
    throw new AppError('lib.bad-input', 'Ссылка устарела или набрана с ошибкой. Откройте нужное из списка.', {
      cause,
    });
  }
}

/** Values as an address would carry them: text, a list of several only, nothing that is empty. */
function asText(query: Record<string, unknown>): Record<string, string | string[]> {
  const text: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(query)) {
    const all = (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null && one !== '')
      .map(String);
    if (all.length > 0) text[name] = all.length === 1 ? firstOf(all) : all;
  }
  return text;
}
