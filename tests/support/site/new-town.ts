import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../scripts/support/ports.mjs';
import { createApp } from '../../../server/app.ts';
import { issueSetupCode } from '../../../server/base/identity/index.ts';
import { readConfig } from '../../../server/lib/config.ts';
import { startWorker } from '../../../server/lib/jobs/worker.ts';
import { createLog } from '../../../server/lib/log.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { modules } from '../../../server/modules.ts';
import { databaseUrl, ownerUrl, withCluster } from './template.ts';
import type { TestSite } from './test-site.ts';

export interface NewTown extends TestSite {
  /** Where the first administrator is made, as the installer prints it. */
  setupLink: string;
}

/** An installation as its first start leaves it: an empty database, an empty data folder, no city named, no demonstration; its address as `--url` tells it. */
export async function startNewTown(): Promise<NewTown> {
  const name = `t_${process.pid}_${randomBytes(4).toString('hex')}`;
  await withCluster((client) => client.query(`CREATE DATABASE ${name}`));
  const port = await findFreePort(3700);
  const url = `http://127.0.0.1:${port}`;
  const dataDir = await mkdtemp(join(tmpdir(), 'otklik-new-town-'));
  const config = readConfig({
    DATABASE_URL: databaseUrl(name),
    DATABASE_OWNER_URL: ownerUrl(name),
    OTKLIK_DATA: dataDir,
    OTKLIK_URL: url,
    OTKLIK_FIGURES_LAG_MS: '0',
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
  });
  const app = await createApp({ config, log: createLog(config.logLevel) });
  const caller = { actor: { kind: 'system', name: 'start' } as const, requestId: 'start', ip: '' };
  const code = await runMutation(app.services, caller, issueSetupCode);
  const jobs = modules.flatMap((module) => module.jobs ?? []);
  const worker = await startWorker({ services: app.services, tasks: app.tasks, jobs });
  await app.http.listen({ port, host: '127.0.0.1' });
  return {
    url,
    app,
    setupLink: `${url}/staff/setup#${code}`,
    close: async () => {
      await worker.stop();
      await app.close();
      await withCluster((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
