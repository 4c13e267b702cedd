import type { FastifyInstance } from 'fastify';
import type { TaskList } from 'graphile-worker';
import type pg from 'pg';
import { latestChanges, sealAudit } from './base/audit/index.ts';
import { authenticate } from './base/identity/index.ts';
import { authenticateMachine, readMachineKey, recordCall } from './base/machines/index.ts';
import { clockOf } from './lib/as-it-was.ts';
import { cityDay } from './lib/city.ts';
import type { Config } from './lib/config.ts';
import { prepareDatabase } from './lib/database/accounts.ts';
import { openDatabase, openPool } from './lib/database/db.ts';
import { openPipeline } from './lib/database/pipeline.ts';
import { createHttp } from './lib/http/http.ts';
import { createTasks } from './lib/jobs/jobs.ts';
import type { Log } from './lib/log.ts';
import type { Actor } from './lib/module/context.ts';
import { settleMode } from './lib/module/mode.ts';
import { createPorts } from './lib/module/port.ts';
import { checkManifests, listMachineScopes } from './lib/module/registry.ts';
import { runMutation, type Services } from './lib/module/unit-of-work.ts';
import type { PagesOptions } from './lib/pages/pages.ts';
import { addSite } from './lib/pages/site.ts';
import { modules } from './modules.ts';

export interface App {
  http: FastifyInstance;
  pool: pg.Pool;
  services: Services;
  tasks: TaskList;
  close: () => Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Log;
  /** The clock; tests turn it. */
  now?: () => Date;
}

/** Connections of the hot path: two batches of messages and two of events are under way at most, and one look of the figures. */
const PIPELINE_SIZE = 5;

/** A door for floods stores what it is brought: a city that is only looked at has none. Background work alone has no doors. */
const listRoutes = ({ asOf, only }: Config) =>
  only === 'worker'
    ? []
    : modules.flatMap((module) => module.routes ?? []).filter(({ raw }) => !raw || asOf === null);

/** Composition: opens the database, migrates, seeds, starts modules, binds routes. Listening is the caller's. */
export async function createApp(options: AppOptions): Promise<App> {
  const { log } = options;
  checkManifests(modules);
  const pool = openPool(options.config.databaseUrl, options.config.poolSize);
  await prepareDatabase(pool, options.config.databaseOwnerUrl);
  const config = { ...(await settleMode(pool, options.config)), databaseOwnerUrl: '' };
  const listeners = modules.flatMap((module) => module.listeners ?? []);
  const jobs = modules.flatMap((module) => module.jobs ?? []);
  const database = openDatabase(pool);
  const services: Services = {
    database,
    pipeline: openPipeline(config.databaseUrl, database, PIPELINE_SIZE),
    config,
    log,
    now: options.now ?? clockOf(config),
    listeners: new Map(),
    stateKey: {},
    ports: createPorts(modules.flatMap((module) => module.provides ?? [])),
    permissionTitles: new Map(modules.flatMap((module) => Object.entries(module.permissions ?? {}))),
    machineScopes: listMachineScopes(modules),
    sealAudit,
    latestChanges,
  };
  for (const { event, jobName } of listeners) {
    services.listeners.set(event.name, [...(services.listeners.get(event.name) ?? []), jobName]);
  }
  const system: Actor = { kind: 'system', name: 'start' };
  for (const module of modules) {
    const { seed } = module;
    if (seed) await runMutation(services, { actor: system, requestId: `seed:${module.name}`, ip: '' }, seed);
  }
  for (const module of modules) await module.start?.(services);
  const pages: PagesOptions = {
    services,
    routes: listRoutes(config),
    authenticate: async (headers) => {
      const key = readMachineKey(headers);
      if (key === null) return authenticate(services, headers);
      return authenticateMachine(services, key, cityDay(config, services.now()));
    },
  };
  const http = await createHttp({
    services,
    routes: [...pages.routes],
    authenticate: pages.authenticate,
    recordCall: (actor, route, caller) => recordCall(services, actor, route, caller),
    requestsPerMinute: config.requestsPerMinute,
    imageOrigins: config.basemapRasterUrl
      ? [new URL(config.basemapRasterUrl.replaceAll(/[{}]/g, '')).origin]
      : [],
    addSite: (site) => addSite(site, pool, modules, pages),
  });
  const close = async () => {
    await http.close();
    for (const module of modules.toReversed()) await module.stop?.(services);
    await services.pipeline.close();
    await pool.end();
  };
  return { http, pool, services, tasks: createTasks(services, jobs, listeners), close };
}
