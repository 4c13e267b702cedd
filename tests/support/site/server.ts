import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { type App, createApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/lib/config.ts';
import { drainJobs } from '../../../server/lib/jobs/jobs.ts';
import { flushWakers } from '../../../server/lib/jobs/waker.ts';
import { createLog } from '../../../server/lib/log.ts';
import type { Problem } from '../../../shared/contract/errors.ts';
import type { Route, RouteInput, RouteReply } from '../../../shared/contract/route.ts';
import { cloneDatabase } from './database.ts';

/** What a test says to an application, whoever runs it. */
export interface Speaker {
  app: App;
  /** Runs all background work that is due. */
  drain: () => Promise<void>;
  /** Calls a contract route and returns its reply; throws with the problem when the status is not 2xx. */
  call: <R extends Route>(route: R, input: RouteInput<R>, cookie?: string) => Promise<RouteReply<R>>;
  /** Calls a contract route that must fail; returns the problem. */
  fail: <R extends Route>(route: R, input: RouteInput<R>, cookie?: string) => Promise<Problem>;
  inject: (options: InjectOptions) => Promise<LightMyRequestResponse>;
}

export interface TestServer extends Speaker {
  /** Sets the server's clock; `null` returns it to the real one. */
  setNow: (iso: string | null) => void;
  /** Address of the database under the account that owns its tables. */
  ownerUrl: string;
  /** Asks the database under that account: what the server may not. */
  asOwner: (sql: string) => Promise<pg.QueryResult>;
  close: () => Promise<void>;
}

interface LooseInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

function toRequest(route: Route, input: LooseInput, cookie: string | undefined): InjectOptions {
  const path = route.path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name])),
  );
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined) query[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
  return {
    method: route.method,
    url: path,
    query,
    headers: { 'x-otklik': '1', ...(cookie && { cookie }) },
    ...(input.body !== undefined && { payload: input.body as object }),
  };
}

/** Contract routes of an application, called past the network. */
export function speakTo(app: App): Speaker {
  const send = (route: Route, input: LooseInput, cookie: string | undefined) =>
    app.http.inject(toRequest(route, input, cookie));
  return {
    app,
    drain: async () => {
      await flushWakers(app.services);
      await drainJobs(app.pool, app.tasks, app.services.log);
    },
    call: async (route, input, cookie) => {
      const reply = await send(route, input as LooseInput, cookie);
      if (reply.statusCode >= 300) throw new Error(`${route.id}: ${reply.statusCode} ${reply.body}`);
      return reply.json();
    },
    fail: async (route, input, cookie) => {
      const reply = await send(route, input as LooseInput, cookie);
      if (reply.statusCode < 400)
        throw new Error(`${route.id} должен был отказать: ${reply.statusCode} ${reply.body}`);
      return reply.json();
    },
    inject: (options) => app.http.inject(options),
  };
}

/**
 * The whole server on its own database, spoken to through `inject`. Background work runs only when drained. A demo fills its city
 * at the start, up to the moment `at`.
 */
export async function startTestServer(
  env: Record<string, string> = {},
  at: string | null = null,
): Promise<TestServer> {
  const database = await cloneDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'otklik-test-'));
  let fixed = at ? new Date(at) : null;
  const config = readConfig({
    DATABASE_URL: database.url,
    OTKLIK_DATA: dataDir,
    OTKLIK_POOL: '5',
    LOG_LEVEL: 'silent',
    OTKLIK_REQUESTS_PER_MINUTE: '0',
    OTKLIK_FIGURES_LAG_MS: '0',
    OTKLIK_CITY: 'kamensk-uralsky',
    ...env,
  });
  const app = await createApp({
    config,
    log: createLog(process.env.TEST_LOG ?? 'silent'),
    now: () => fixed ?? new Date(),
  });
  return {
    ...speakTo(app),
    setNow: (iso) => {
      fixed = iso ? new Date(iso) : null;
    },
    ownerUrl: database.ownerUrl,
    asOwner: async (sql) => {
      const client = new pg.Client({ connectionString: database.ownerUrl });
      await client.connect();
      try {
        return await client.query(sql);
      } finally {
        await client.end();
      }
    },
    close: async () => {
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
