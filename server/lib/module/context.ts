import type { z } from 'zod';
import type { IdentityLevel } from '../../../shared/contract/base/identity.ts';
import type { Config } from '../config.ts';
import type { Db } from '../database/db.ts';
import type { Log } from '../log.ts';
import type { Ports } from './port.ts';
import type { StateKey } from './state.ts';

/** A member of staff with everything a rule may ask about, resolved once per request. */
export interface StaffActor {
  kind: 'staff';
  id: string;
  name: string;
  roles: string[];
  permissions: ReadonlySet<string>;
  /** Organisational units the person works in, with all units below them. */
  unitIds: string[];
  /** Sector blocks the person is limited to; empty = all. */
  blocks: string[];
  /** Territories (district ids) the person is limited to; empty = all. */
  districts: string[];
  /** People whose queues this person keeps while they are absent. */
  substitutes: string[];
  /**
   * Each role with its own limits, for the rule «this permission, in this block and district»: `blocks` and
   * `districts` above are the union over all roles and widen what a single role gives.
   */
  grants?: readonly { role: string; blocks: string[]; districts: string[] }[];
  /** A role of theirs asks for a second factor they have not set up: their roles give nothing until they do. */
  mustSetUpFactor?: boolean;
}

export interface ResidentActor {
  kind: 'resident';
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  /** How well it is known who they are (shared/contract/base/identity.ts), decided by what they have proved. */
  level?: IdentityLevel;
}

/** The bearer of a one-time link: may act on one thing only. */
export interface LinkActor {
  kind: 'link';
  linkId: string;
  /** The case an executor answers, and the unit they answer for; null = the link is for something else. */
  caseId: string | null;
  unitId: string | null;
  name: string;
}

/** A program that calls by a key: it has no role, and sees only what a scope opens. */
export interface MachineActor {
  kind: 'machine';
  id: string;
  name: string;
  scopes: ReadonlySet<string>;
}

export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'system'; name: string }
  | StaffActor
  | ResidentActor
  | LinkActor
  | MachineActor;

/** One journal record: what was done, to what, by the context's actor. Personal data never goes into `data`. */
export interface AuditEntry {
  action: string;
  object: string;
  objectId: string;
  data?: Record<string, unknown>;
  /** Another actor than the context's own (a link resolved inside the handler). */
  actor?: Actor;
}

/** A fact a module announces; listeners of other modules get it after commit. */
export interface EventType<T extends z.ZodType = z.ZodType> {
  name: string;
  payload: T;
}

/** A background task. */
export interface JobType<T extends z.ZodType = z.ZodType> {
  name: string;
  payload: T;
}

export interface EnqueueOptions {
  /** A job with the same key that has not started is replaced. */
  key?: string;
  runAt?: Date;
  queue?: string;
  maxAttempts?: number;
}

/**
 * What every command and query takes first. Made by the HTTP layer and the job runner alike.
 * `db` is the transaction of a mutation (or a read-only view of the pool for a query);
 * `announce`, `enqueue` and `audit` take effect when that transaction commits, or not at all.
 */
export interface Ctx {
  db: Db;
  actor: Actor;
  now: Date;
  log: Log;
  config: Config;
  /** What higher modules answer to this one. */
  ports: Ports;
  stateKey: StateKey;
  requestId: string;
  /** Address of the caller, for consent records and rate limits; empty in jobs. */
  ip: string;
  announce: <T extends z.ZodType>(event: EventType<T>, payload: z.input<T>) => void;
  enqueue: <T extends z.ZodType>(job: JobType<T>, payload: z.input<T>, options?: EnqueueOptions) => void;
  audit: (entry: AuditEntry) => void;
}

/** Names a fact `module.past` with the shape of what it tells; both live beside the module that announces it. */
export function defineEvent<const T extends z.ZodType>(name: string, payload: T): EventType<T> {
  return { name, payload };
}

/** Names a background task `module.verb` with the shape of its payload. */
export function defineJob<const T extends z.ZodType>(name: string, payload: T): JobType<T> {
  return { name, payload };
}

/** The staff actor, or a refusal by the caller's own sentence. */
export function isStaff(actor: Actor): actor is StaffActor {
  return actor.kind === 'staff';
}

/** How people are told who acted: a member of staff and the bearer of a link by name, everything else is the system. */
export const nameOfActor = ({ actor }: Pick<Ctx, 'actor'>): string =>
  isStaff(actor) || actor.kind === 'link' ? actor.name : 'Отклик';

/** Whether a member of staff acts who has the permission by any role. What also depends on a record asks its own rule. */
export const hasPermission = ({ actor }: Pick<Ctx, 'actor'>, permission: string): boolean =>
  isStaff(actor) && actor.permissions.has(permission);

/** Short identity of an actor for journal columns: `staff:<id>`, `system:importer`, `anonymous`. */
export function actorRef(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
    case 'resident':
    case 'machine':
      return `${actor.kind}:${actor.id}`;
    case 'link':
      return `link:${actor.linkId}`;
    case 'system':
      return `system:${actor.name}`;
    default:
      return 'anonymous';
  }
}

/** A context in which another than the request's own actor acts, in timeline and journal alike. */
export function actingAs(ctx: Ctx, actor: Actor): Ctx {
  return { ...ctx, actor, audit: (entry) => ctx.audit({ actor, ...entry }) };
}
