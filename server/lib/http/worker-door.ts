import { createServer } from 'node:http';
import type pg from 'pg';
import type { Config } from '../config.ts';
import { hashToken, isSameSecret } from '../ids.ts';
import { registry } from '../metrics.ts';

/** Figures of the process are for the monitoring that has the key; an address is anybody's to claim. */
export function mayReadMetrics({ metricsToken }: Pick<Config, 'metricsToken'>, authorization = ''): boolean {
  const given = /^Bearer (\S+)$/.exec(authorization)?.[1] ?? '';
  return metricsToken !== '' && isSameSecret(hashToken(given), hashToken(metricsToken));
}

export async function isDatabaseThere(pool: pg.Pool): Promise<boolean> {
  return pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
}

/**
 * What a process of background work alone answers: that it lives, that its database does, and its figures. Of jobs, copies and
 * faults it alone knows; the pages are another process's. Returns what closes it.
 */
export async function openWorkerDoor(
  config: Pick<Config, 'metricsToken' | 'workerPort' | 'host'>,
  pool: pg.Pool,
): Promise<() => Promise<void>> {
  const server = createServer(async ({ url, headers }, reply) => {
    const answer = (status: number, body: string, type = 'application/json'): void => {
      reply.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    };
    if (url === '/healthz') return answer(200, '{"status":"ok"}');
    if (url === '/readyz')
      return (await isDatabaseThere(pool))
        ? answer(200, '{"status":"ok"}')
        : answer(503, '{"status":"database-away"}');
    if (url === '/metrics' && mayReadMetrics(config, headers.authorization))
      return answer(200, await registry.metrics(), registry.contentType);
    return answer(url === '/metrics' ? 403 : 404, '{}');
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(config.workerPort, config.host, done);
  });
  return () =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
}
