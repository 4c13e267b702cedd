import { outboxModule } from '../../../server/base/outbox/index.ts';
import { readConfig } from '../../../server/lib/config.ts';
import { openDatabase, openPool } from '../../../server/lib/database/db.ts';
import { openPipeline } from '../../../server/lib/database/pipeline.ts';
import { createTasks, drainJobs } from '../../../server/lib/jobs/jobs.ts';
import { createLog } from '../../../server/lib/log.ts';
import { createPorts } from '../../../server/lib/module/port.ts';
import type { Services } from '../../../server/lib/module/unit-of-work.ts';

/** A process of its own that sends the letters that are due, so that a test can kill it in the middle. */
const config = readConfig(process.env);
const pool = openPool(config.databaseUrl, 3);
const database = openDatabase(pool);
const services: Services = {
  database,
  pipeline: openPipeline(config.databaseUrl, database, 1),
  config,
  log: createLog('silent'),
  now: () => new Date(),
  listeners: new Map(),
  stateKey: {},
  ports: createPorts([]),
  permissionTitles: new Map(),
  machineScopes: [],
  sealAudit: async () => {},
  latestChanges: async () => [],
};
await drainJobs(pool, createTasks(services, outboxModule.jobs ?? [], []), services.log);
