import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Database, Db } from '../database/db.ts';
import type { Pipeline } from '../database/pipeline.ts';
import { errorCode } from '../error-code.ts';
import type { Log } from '../log.ts';
import { type Actor, type AuditEntry, actorRef, type Ctx, type EnqueueOptions } from './context.ts';
import type { Ports } from './port.ts';
import type { StateKey } from './state.ts';

/** A line of the journal about a record. */
export interface JournalLine {
  at: Date;
  actorRef: string;
  actorName: string;
  what: string;
}

interface PendingJob {
  identifier: string;
  payload: unknown;
  options: EnqueueOptions;
}

/** What a context has promised to do at commit. */
export interface Pending {
  jobs: PendingJob[];
  audit: (AuditEntry & { at: Date; actorRef: string; actorName: string; requestId: string })[];
}

/** Everything a context needs besides its transaction; made once at start. */
export interface Services {
  database: Database;
  /** Transactions of the hot path: intake of messages and events. */
  pipeline: Pipeline;
  config: Config;
  log: Log;
  now: () => Date;
  /** Event name → names of the jobs of its listeners. */
  listeners: Map<string, string[]>;
  /** Answers of every module to what lower ones ask. */
  ports: Ports;
  /** Key of what modules keep in memory for this server (`defineState`). */
  stateKey: StateKey;
  /** Permission → Russian title, of every module. */
  permissionTitles: ReadonlyMap<string, string>;
  /** What a program's key may open, of every module. */
  machineScopes: readonly MachineScope[];
  /** Writes journal records inside the transaction; given by the audit module. */
  sealAudit: (db: Db, entries: Pending['audit']) => Promise<void>;
  /** What the journal tells of a record's latest changes, newest first; given by the audit module. */
  latestChanges: (
    db: Db,
    asked: { object: string; module: string; id: string; most: number },
  ) => Promise<JournalLine[]>;
}

/** What a program's key may open. */
export interface MachineScope {
  id: string;
  title: string;
  /** Summaries of the routes it opens. */
  routes: readonly string[];
}

export interface Caller {
  actor: Actor;
  requestId: string;
  ip: string;
  log?: Log;
}

/** How the journal names an actor. A resident is their id alone: what is sealed for years cannot be erased on request. */
const actorName = (actor: Actor): string => ('name' in actor && actor.kind !== 'resident' ? actor.name : '');

/** Makes a context over `db`; what it announces, enqueues and audits is collected in `pending`. */
export function createContext(services: Services, db: Db, caller: Caller): { ctx: Ctx; pending: Pending } {
  const pending: Pending = { jobs: [], audit: [] };
  const now = services.now();
  const ctx: Ctx = {
    db,
    actor: caller.actor,
    now,
    log: caller.log ?? services.log,
    config: services.config,
    ports: services.ports,
    stateKey: services.stateKey,
    requestId: caller.requestId,
    ip: caller.ip,
    announce(event, payload) {
      const parsed = event.payload.parse(payload);
      for (const identifier of services.listeners.get(event.name) ?? []) {
        pending.jobs.push({ identifier, payload: parsed, options: {} });
      }
    },
    enqueue(job, payload, options = {}) {
      pending.jobs.push({ identifier: job.name, payload: job.payload.parse(payload), options });
    },
    audit(entry) {
      const actor = entry.actor ?? ctx.actor;
      pending.audit.push({
        ...entry,
        at: now,
        actorRef: actorRef(actor),
        actorName: actorName(actor),
        requestId: caller.requestId,
      });
    },
  };
  return { ctx, pending };
}

/** Writes jobs, all of them in one statement. */
async function flushJobs(db: Db, jobs: PendingJob[]): Promise<void> {
  if (jobs.length === 0) return;
  // One job a key, as if each came alone, and in one order of keys, so that two transactions that wake the same two jobs seldom wait for
  // each other in a circle. A join inside `add_jobs` may turn the order round all the same: then one of them is begun again.
  const lastOf = new Map(jobs.map((job) => [job.options.key ?? job, job]));
  const inOrder = [...lastOf.values()].sort((a, b) =>
    (a.options.key ?? '').localeCompare(b.options.key ?? ''),
  );
  const specs = inOrder.map(({ identifier, payload, options }) => ({
    identifier,
    payload,
    queueName: options.queue,
    runAt: options.runAt?.toISOString(),
    maxAttempts: options.maxAttempts,
    jobKey: options.key,
  }));
  await sql`
    SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
      SELECT (spec->>'identifier', spec->'payload', spec->>'queueName', (spec->>'runAt')::timestamptz,
              (spec->>'maxAttempts')::smallint, spec->>'jobKey', NULL, NULL)::graphile_worker.job_spec
      FROM jsonb_array_elements(${JSON.stringify(specs)}::jsonb) AS spec))`.execute(db);
}

/** SQLSTATE of a transaction that PostgreSQL gave up for another's sake: nothing of it is left, and the same again succeeds. */
const LOST_RACE = new Set<unknown>(['40001', '40P01']);
const MOST_TRIES = 3;

/**
 * Runs `work` in one transaction; jobs and journal records commit with it. Of two that waited for each other PostgreSQL ends one: that
 * one is run again from the start, so `work` changes nothing outside the transaction that may not be done twice.
 */
export async function runMutation<T>(
  services: Services,
  caller: Caller,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await runOnce(services, caller, work);
    } catch (error) {
      if (tries >= MOST_TRIES || !LOST_RACE.has(errorCode(error))) throw error;
      services.log.warn({ tries }, 'две записи ждали друг друга, одна начата снова');
    }
  }
}

async function runOnce<T>(services: Services, caller: Caller, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return services.database.transaction().execute(async (tx) => {
    const { ctx, pending } = createContext(services, tx, caller);
    const result = await work(ctx);
    await flushJobs(tx, pending.jobs);
    // Last: the journal's head is locked from here to the commit.
    if (pending.audit.length > 0) await services.sealAudit(tx, pending.audit);
    return result;
  });
}

/**
 * Runs `work` outside a transaction, for reads. A read of unmasked personal data still leaves a record:
 * what it audited is written right after, before the reply goes out.
 */
export async function runQuery<T>(
  services: Services,
  caller: Caller,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const { ctx, pending } = createContext(services, services.database, caller);
  const result = await work(ctx);
  if (pending.jobs.length > 0) throw new Error('A query may not enqueue jobs or announce events');
  if (pending.audit.length > 0) {
    await services.database.transaction().execute((tx) => services.sealAudit(tx, pending.audit));
  }
  return result;
}
