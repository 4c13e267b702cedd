import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '../../../scripts/support/ports.mjs';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { openPool } from '../database/db.ts';
import { openWorkerDoor } from './worker-door.ts';

const key = 'key-of-the-monitoring';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('a worker alone tells the monitoring of itself, and nobody else, and nothing else', async () => {
  const workerPort = await findFreePort(26_000);
  const pool = openPool(server.ownerUrl, 2);
  const close = await openWorkerDoor({ workerPort, host: '127.0.0.1', metricsToken: key }, pool);
  const ask = (path: string, token = '') =>
    fetch(`http://127.0.0.1:${workerPort}${path}`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
  try {
    expect((await ask('/healthz')).status).toBe(200);
    expect((await ask('/readyz')).status).toBe(200);
    expect((await ask('/metrics')).status).toBe(403);
    expect((await ask('/metrics', `${key}x`)).status).toBe(403);
    const told = await ask('/metrics', key);
    expect(told.status).toBe(200);
    expect(await told.text()).toContain('otklik_job_duration_seconds');
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/api/session')).status).toBe(404);
    await pool.end();
    expect((await ask('/readyz')).status).toBe(503);
    expect((await ask('/healthz')).status).toBe(200);
  } finally {
    await close();
  }
});
