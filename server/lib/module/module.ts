import type { z } from 'zod';
import type { HandlerInput, Route, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx, EventType, JobType } from './context.ts';
import type { Provided } from './port.ts';
import type { Services } from './unit-of-work.ts';

/** A file that arrives with a multipart request. */
export interface Upload {
  filename: string;
  stream: NodeJS.ReadableStream & { truncated?: boolean };
  fields: Record<string, string>;
}

/** A file or a stream that goes out. */
export interface Download {
  stream: NodeJS.ReadableStream | Buffer;
  contentType: string;
  filename?: string;
  inline?: boolean;
  etag?: string;
  /** When what it says changed last. */
  modifiedAt?: Date;
  cacheSeconds?: number;
  isPublic?: boolean;
  /** Content-Security-Policy of a page of its own making, stricter than the site's where it can be: no script, no network. */
  contentPolicy?: string;
}

/** What the HTTP layer hands over besides the parsed input. */
export interface Exchange {
  upload: Upload | undefined;
  headers: Record<string, string | string[] | undefined>;
  url: string;
  setCookie: (header: string) => void;
  services: Services;
}

export interface RouteHandler {
  route: Route;
  /** `none`: the handler commits by itself (batched intake, streaming import). */
  transaction: 'auto' | 'none';
  /** Calls per minute from one address; none = the server's general limit. */
  perMinute: number | undefined;
  /** Comes in floods: a request in the plainest form is answered past the framework. It must be safe to run twice. */
  isPlain?: boolean;
  handle: (ctx: Ctx, input: HandlerInput<Route>, exchange: Exchange) => Promise<unknown>;
  raw?: (services: Services, request: RawRequest) => Promise<RawReply>;
}

type Reply<R extends Route> = R['download'] extends true ? Download : RouteReplyInput<R>;

/** Binds a contract route to the function that answers it. */
export function handle<R extends Route>(
  route: R,
  fn: (ctx: Ctx, input: HandlerInput<R>, exchange: Exchange) => Promise<Reply<R>>,
  options: { transaction?: 'auto' | 'none'; perMinute?: number; isPlain?: boolean } = {},
): RouteHandler {
  return {
    route,
    isPlain: options.isPlain ?? false,
    transaction: options.transaction ?? 'auto',
    perMinute: options.perMinute,
    handle: fn,
  };
}

/**
 * The steps of a job that speaks to the world: what is to be said is committed, then said outside any transaction, then what became
 * of it is committed. A repeat would say it twice, so a job that was cut off between is never begun again: `lose` marks
 * its record as one whose end nobody knows, and a person settles that.
 */
export interface Conversation<P, I, O> {
  /** Marks the record as being spoken of; null = nothing is to be said (any more). */
  intend: (ctx: Ctx, payload: P, services: Services) => Promise<I | null>;
  /** Holds no connection. What it knows of a failure is an outcome; what it throws is an end nobody knows. */
  call: (intent: I, services: Services) => Promise<O>;
  /** May come after `lose`, where this process was thought dead: it changes the record only while the same try is open. */
  settle: (ctx: Ctx, intent: I, outcome: O) => Promise<void>;
  /** The call may have happened or not. */
  lose: (ctx: Ctx, payload: P) => Promise<void>;
}

export interface JobHandler {
  job: JobType;
  /** Cron line (UTC) when the job also runs by the clock. */
  cron: string | undefined;
  handle: (ctx: Ctx, payload: unknown, services: Services) => Promise<void>;
  /** The job speaks to the world: its steps in place of `handle`. */
  conversation?: Conversation<unknown, unknown, unknown>;
}

/** Binds a job to its handler; each run is one transaction. `services` are for work that goes on in transactions of its own. */
export function work<T extends z.ZodType>(
  job: JobType<T>,
  fn: (ctx: Ctx, payload: z.output<T>, services: Services) => Promise<void>,
  options: { cron?: string } = {},
): JobHandler {
  return { job, cron: options.cron, handle: fn as JobHandler['handle'] };
}

/** Binds a job that speaks to the world to its steps (`lib/jobs/converse.ts` takes them). */
export function converse<T extends z.ZodType, I, O>(
  job: JobType<T>,
  steps: Conversation<z.output<T>, I, O>,
): JobHandler {
  return {
    job,
    cron: undefined,
    handle: () => Promise.reject(new Error(`${job.name} is no work of one transaction`)),
    conversation: steps as unknown as Conversation<unknown, unknown, unknown>,
  };
}

export interface Listener {
  event: EventType;
  /** Name of the job that carries the event to this listener: `<module>.on-<event>`. */
  jobName: string;
  handle: (ctx: Ctx, payload: unknown) => Promise<void>;
}

/** Subscribes a module to another's fact. Runs after commit, at least once: must be idempotent. */
export function listen<T extends z.ZodType>(
  module: string,
  event: EventType<T>,
  fn: (ctx: Ctx, payload: z.output<T>) => Promise<void>,
): Listener {
  return { event, jobName: `${module}.on-${event.name}`, handle: fn as Listener['handle'] };
}

/** A module's manifest: all that the host knows of it. */
export interface ModuleManifest {
  name: string;
  /** Permission name → Russian title, for the roles screen. */
  permissions?: Record<string, string>;
  /** Scope of a program's key → Russian title; routes of the contract name them. */
  scopes?: Record<string, string>;
  routes?: RouteHandler[];
  jobs?: JobHandler[];
  listeners?: Listener[];
  events?: EventType[];
  /** Answers to what lower modules ask: `provide(port, answer)`. */
  provides?: Provided[];
  /** Brings packs into the database; idempotent, runs at every start after migrations. */
  seed?: (ctx: Ctx) => Promise<void>;
  /** Loads in-memory reference data and starts what lives with the process; after every seed. */
  start?: (services: Services) => Promise<void>;
  stop?: (services: Services) => Promise<void>;
}

/** A request taken as text, without the cost of the general path: for doors that must stand a flood. */
export interface RawRequest {
  params: Record<string, string>;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** The caller's address behind the trusted proxies; looked for only where it is asked. */
  findIp: () => string;
}

export interface RawReply {
  body: string;
  contentType: string;
  /** More headers, each a line with its break. */
  headers?: string;
}

/** Binds a route marked `raw`: the function authenticates, parses and commits by itself. */
export function handleRaw(
  route: Route,
  fn: (services: Services, request: RawRequest) => Promise<RawReply>,
): RouteHandler {
  return {
    route,
    transaction: 'none',
    perMinute: undefined,
    handle: () => Promise.reject(new Error(`${route.id} is raw`)),
    raw: fn,
  };
}
