import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { describeApi } from './api-page.ts';
import { AppError } from './errors.ts';
import { registry } from './metrics.ts';
import type { ModuleManifest } from './module.ts';
import { sendProblem } from './problem.ts';

const dist = fileURLToPath(new URL('../../dist/web/', import.meta.url));

/** Health, metrics, the API's own page and the built web client. */
export async function addSite(
  app: FastifyInstance,
  pool: pg.Pool,
  modules: ModuleManifest[],
  dataDir: string,
): Promise<void> {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await pool.query('SELECT 1');
      return { status: 'ok' };
    } catch {
      return reply.code(503).header('retry-after', '5').send({ status: 'database-away' });
    }
  });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    // Figures of the process are for the machine's own monitoring, not for the street.
    if (!/^(127\.|::1|::ffff:127\.)/.test(request.ip))
      throw new AppError('lib.forbidden', 'Метрики доступны только с самого сервера.');
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
  await addClient(app, dataDir);
}

/** The built client: hashed assets for a year, documents always fresh. */
async function addClient(app: FastifyInstance, dataDir: string): Promise<void> {
  const notFound = () => new AppError('lib.not-found', 'Такого адреса нет. Проверьте ссылку.');
  if (!existsSync(join(dist, 'index.html'))) {
    app.setNotFoundHandler((request, reply) => sendProblem(notFound(), request, reply));
    return;
  }
  const documents = {
    portal: readFileSync(join(dist, 'index.html'), 'utf8'),
    staff: readFileSync(join(dist, 'staff.html'), 'utf8'),
  };
  await app.register(fastifyStatic, {
    root: dist,
    prefix: '/',
    wildcard: false,
    index: false,
    preCompressed: false,
    setHeaders(reply, path) {
      reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  // An administrator's vector basemap: PMTiles are read by HTTP ranges, which sendFile answers.
  app.get('/basemap/basemap.pmtiles', { schema: { hide: true } }, (_request, reply) =>
    reply.type('application/octet-stream').sendFile('basemap.pmtiles', resolve(dataDir), { maxAge: '1h' }),
  );
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|assets|basemap)(\/|\?|$)/.test(request.url);
    if (!isPage) return sendProblem(notFound(), request, reply);
    const isStaff = /^\/(staff|head)(\/|\?|$)/.test(request.url);
    return sendDocument(isStaff ? documents.staff : documents.portal, request, reply);
  });
}

const VI_COOKIE = /^[a-z0-9:;-]{1,120}$/;

/**
 * «Версия для слабовидящих» works before any script: its cookie `vi` (`size:150;scheme:white;…`)
 * becomes data attributes of <html>.
 */
function sendDocument(html: string, request: FastifyRequest, reply: FastifyReply) {
  const value = request.cookies.vi ?? '';
  let document = html;
  if (VI_COOKIE.test(value)) {
    const attributes = value
      .split(';')
      .map((pair) => pair.split(':'))
      .filter(([name, setting]) => name && setting && /^[a-z]+$/.test(name) && /^[a-z0-9-]+$/.test(setting))
      .map(([name, setting]) => ` data-vi-${name}="${setting}"`)
      .join('');
    document = html.replace('<html lang="ru"', `<html lang="ru"${attributes}`);
  }
  return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(document);
}
