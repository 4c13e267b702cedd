import type { Route, RouteInput, RouteReply } from '../../shared/contract/route.ts';
import { fillPath, writeQuery } from './api-path.ts';
import { type ApiProblem, makeClientProblem, readProblem } from './api-problem.ts';
import { noteReached, noteUnreached } from './online.ts';

export interface CallOptions {
  signal?: AbortSignal;
  /** Milliseconds; 20 s by default, 5 min for a file. */
  timeout?: number;
  /** Sent as `idempotency-key`, so that a repeated submission is one submission. */
  idempotencyKey?: string;
  /** The one file of an `upload` route. */
  file?: Blob;
  /** Sent without the cookie: the server is not told who calls. */
  isNameless?: boolean;
  /** Asked of the server again whatever the browser keeps: what is shown is going to be changed and put back. */
  isFresh?: boolean;
  /** Share of the file sent, 0 to 1. */
  onProgress?: (share: number) => void;
}

/** The input may be left out when the route takes nothing that is required. */
export type CallArgs<R extends Route> =
  unknown extends RouteInput<R>
    ? [input?: Record<string, never>, options?: CallOptions]
    : Record<string, never> extends RouteInput<R>
      ? [input?: RouteInput<R>, options?: CallOptions]
      : [input: RouteInput<R>, options?: CallOptions];

interface Parts {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** Address of a route, for links to files and for `<img src>`. */
export function buildUrl<R extends Route>(route: R, ...args: CallArgs<R>): string {
  return fillUrl(route, args[0]);
}

function fillUrl(route: Route, input: unknown): string {
  const { params, query } = (input ?? {}) as Parts;
  return fillPath(route.path, params) + writeQuery(query);
}

/** A route that changes nothing: what is lost with its failure is asked for again. */
export type ReadRoute = Route & ({ method: 'GET' } | { readOnly: true });

/**
 * Reads a route of the contract. Resolves with its reply, rejects with `ApiProblem` only:
 * the server's own codes, or `offline`, `timeout`, `aborted`, `unreadable`.
 * What changes something goes by `useCommand` or `attempt`: their failures cannot be forgotten.
 */
export const call = <R extends ReadRoute>(route: R, ...args: CallArgs<R>): Promise<RouteReply<R>> =>
  callRoute(route, args[0] as RouteInput<R>, args[1]);

/** What `call`, `useRoute`, `useCommand` and `attempt` stand on; nothing else calls it. */
export async function callRoute<R extends Route>(
  route: R,
  input: RouteInput<R> | undefined,
  options: CallOptions = {},
): Promise<RouteReply<R>> {
  const { body } = (input ?? {}) as Parts;
  const url = fillUrl(route, input);
  if (route.upload) return (await upload(route, url, body, options)) as RouteReply<R>;
  const response = await send(route, url, body, options);
  if (response.status === 204) return undefined as RouteReply<R>;
  try {
    return (await response.json()) as RouteReply<R>;
  } catch {
    throw makeClientProblem('unreadable', response.status, response.headers.get('x-request-id') ?? '');
  }
}

/** Calls a `download` route and gives the file with the name the server chose. */
export async function callFile<R extends Route>(
  route: R,
  ...args: CallArgs<R>
): Promise<{ file: Blob; name: string }> {
  const [input, options = {}] = args;
  const response = await send(route, buildUrl(route, ...args), ((input ?? {}) as Parts).body, options);
  const header = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/iu.exec(header)?.[1];
  const name = encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)/iu.exec(header)?.[1] ?? 'файл');
  return { file: await response.blob(), name };
}

async function send(route: Route, url: string, body: unknown, options: CallOptions): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeout ?? 20_000);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  let response: Response;
  try {
    response = await fetch(url, {
      method: route.method,
      credentials: options.isNameless ? 'omit' : 'same-origin',
      headers: makeHeaders(route, body !== undefined, options),
      body: body === undefined ? null : JSON.stringify(body),
      signal,
      ...(options.isFresh ? { cache: 'no-cache' } : {}),
    });
  } catch (error) {
    throw explainFailure(error, options.signal, timeout);
  }
  noteReached();
  if (response.ok) return response;
  const text = await response.text().catch(() => '');
  throw readProblem(response.status, text, (name) => response.headers.get(name));
}

function makeHeaders(route: Route, hasBody: boolean, options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json, */*;q=0.1' };
  if (hasBody) headers['content-type'] = 'application/json';
  // A form of another site cannot set a header of ours: this is the guard against forged requests.
  if (route.method !== 'GET') headers['x-otklik'] = '1';
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  return headers;
}

function explainFailure(_: unknown, own: AbortSignal | undefined, timeout: AbortSignal): ApiProblem {
  if (own?.aborted) return makeClientProblem('aborted');
  if (timeout.aborted) return makeClientProblem('timeout');
  noteUnreached();
  return makeClientProblem('offline');
}

/** XMLHttpRequest, because fetch tells nothing of how much of a body has gone. */
function upload(route: Route, url: string, body: unknown, options: CallOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(route.method, url);
    request.timeout = options.timeout ?? 300_000;
    for (const [name, value] of Object.entries(makeHeaders(route, false, options))) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      noteReached();
      const { status, responseText } = request;
      if (status >= 200 && status < 300) resolve(responseText ? JSON.parse(responseText) : undefined);
      else reject(readProblem(status, responseText, (name) => request.getResponseHeader(name)));
    };
    request.onerror = () => {
      noteUnreached();
      reject(makeClientProblem('offline'));
    };
    request.ontimeout = () => reject(makeClientProblem('timeout'));
    request.onabort = () => reject(makeClientProblem('aborted'));
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(makeForm(body, options.file));
  });
}

/** Fields go before the file, so that the server knows them when the stream of the file begins. */
function makeForm(body: unknown, file: Blob | undefined): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null) {
      form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
    }
  }
  if (file) form.append('file', file);
  return form;
}
