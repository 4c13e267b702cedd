import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { AppError } from '../errors.ts';
import { describeApi } from '../http/api-page.ts';
import { isDatabaseThere, mayReadMetrics } from '../http/worker-door.ts';
import { registry } from '../metrics.ts';
import type { ModuleManifest } from '../module/module.ts';
import { addAssets } from './assets.ts';
import { builtPages } from './documents.ts';
import { addPages, type PagesOptions } from './pages.ts';

/** Health, metrics, the API's own page and the built web client. */
export async function addSite(
  app: FastifyInstance,
  pool: pg.Pool,
  modules: ModuleManifest[],
  options: PagesOptions,
): Promise<void> {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    if (await isDatabaseThere(pool)) return { status: 'ok' };
    return reply.code(503).header('retry-after', '5').send({ status: 'database-away' });
  });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayReadMetrics(options.services.config, request.headers.authorization))
      throw new AppError('lib.forbidden', 'Метрики открывает ключ OTKLIK_METRICS_TOKEN.');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  // Written when first asked for: it takes a third of a start, and most processes are never asked.
  let described: ReturnType<typeof describeApi> | undefined;
  const api = () => {
    described ??= describeApi(modules);
    return described;
  };
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => api().openapi);
  app.get('/api', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(api().page),
  );
  await addFiles(app, options.services.config.dataDir);
  await addPages(app, options);
}

/** The built client: hashed assets for a year, the rest always fresh. */
async function addFiles(app: FastifyInstance, dataDir: string): Promise<void> {
  if (!existsSync(builtPages)) return;
  addAssets(app);
  await app.register(fastifyStatic, {
    root: builtPages,
    prefix: '/',
    wildcard: false,
    index: false,
    preCompressed: true,
    globIgnore: ['assets/**', 'widget/**'],
    setHeaders: (reply) => void reply.header('cache-control', 'no-cache'),
  });
  // An administrator's vector basemap: PMTiles are read by HTTP ranges, which sendFile answers.
  app.get('/basemap/basemap.pmtiles', { schema: { hide: true } }, (_request, reply) =>
    reply.type('application/octet-stream').sendFile('basemap.pmtiles', resolve(dataDir), { maxAge: '1h' }),
  );
}
