import type { z } from 'zod';

/**
 * Who may call a route. Object rules (own case, own block, own territory) live in the module;
 * this only says what kind of caller is let in at the door.
 *
 * `public` — anyone; `resident` — a signed-in resident; `staff` — any signed-in member of staff;
 * a permission name — staff who hold it through any of their roles;
 * `link` — the bearer of a one-time link, checked by the handler; `setup` — before the first administrator exists.
 */
export type Access =
  | 'public'
  | 'resident'
  | 'staff'
  | 'signed-in'
  | 'link'
  | 'setup'
  | { permission: string };

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One HTTP operation: the only place where its path, shapes and access are written. */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  /** Operation id, `module.verb-noun`. */
  id: string;
  method: Method;
  /** Path with `:name` parameters, under /api. */
  path: string;
  access: Access;
  /** Programs whose key holds this scope are let in as well; without it none is. */
  scope?: string;
  /** One Russian line for the API page. */
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
  /** The body is multipart/form-data with exactly one file. */
  upload?: boolean;
  /** The reply is a file or a stream, not JSON. */
  download?: boolean;
  /** The handler takes the body as text and checks it by itself (a door for floods); `body` only describes it. */
  raw?: boolean;
  /** Answers residents and strangers before the portal is opened as well: what a member of staff signs in by. */
  beforeOpening?: boolean;
  /** Lets a member of staff in or out, also of a city out of a copy, in which nothing else changes anything. */
  entry?: boolean;
  /** Read-only although the method is POST (a search with a large body). */
  readOnly?: boolean;
}

type In<T> = T extends z.ZodType ? z.input<T> : undefined;
type Out<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What the client passes: shapes before parsing (defaults may be left out). */
export type RouteInput<R extends Route> = (R['params'] extends z.ZodType
  ? { params: In<R['params']> }
  : unknown) &
  (R['query'] extends z.ZodType ? { query?: In<R['query']> } : unknown) &
  (R['body'] extends z.ZodType ? { body: In<R['body']> } : unknown);

/** What the handler receives: shapes after parsing. */
export interface HandlerInput<R extends Route> {
  params: Out<R['params']>;
  query: Out<R['query']>;
  body: Out<R['body']>;
}

export type RouteReply<R extends Route> = z.output<R['reply']>;
/** What a handler returns: shapes before the reply schema strips and checks them. */
export type RouteReplyInput<R extends Route> = z.input<R['reply']>;

/** Keeps the literal types of a route. */
export function defineRoute<const R extends Route>(route: R): R {
  return route;
}
