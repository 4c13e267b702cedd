import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { modules } from '../../modules.ts';
import { builtPages } from './documents.ts';

const metricsToken = 'key-of-the-monitoring';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_METRICS_TOKEN: metricsToken });
});
afterAll(() => server.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  server.inject({ method: 'GET', url, headers });
const routes = modules.flatMap((module) => module.routes ?? []).map(({ route }) => route);

interface Operation {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string }>;
}

describe('the description of the API', () => {
  test('is OpenAPI 3.1 and holds every route with its parameters, body and replies', async () => {
    const reply = await get('/api/openapi.json');
    const document = reply.json();
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d$/),
      info: { title: expect.any(String), version: expect.any(String) },
    });
    const paths: Record<string, Record<string, Operation>> = document.paths;
    const found = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    expect(found.map(({ operation }) => operation.operationId).toSorted()).toEqual(
      routes.map(({ id }) => id).toSorted(),
    );
    for (const route of routes) {
      const path = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
      const operation = paths[path]?.[route.method.toLowerCase()];
      expect(operation?.operationId, route.path).toBe(route.id);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation!.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect(declared.toSorted(), route.id).toEqual(named.toSorted());
      expect(operation!.summary).toMatch(/[а-яё]/i);
      expect(operation!.responses).toMatchObject({ 200: {}, default: {} });
      expect(Boolean(operation!.requestBody), route.id).toBe(Boolean(route.body ?? route.upload));
    }
    expect(document.components.schemas.Problem.properties).toHaveProperty('requestId');
  });

  test('has a page people read without scripts, with every operation on it', async () => {
    const reply = await get('/api');
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(reply.body).toContain('<html lang="ru">');
    expect(reply.body).not.toContain('<script');
    for (const { id } of routes) expect(reply.body).toContain(`<tr id="${id}">`);
  });
});

describe('pages', () => {
  test('allow no foreign source, no inline script and no frame of a foreign site', async () => {
    const { headers } = await get('/api');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/unsafe-inline.*script|script-src[^;]*unsafe/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  test('of the built client answer any address but those of the API and of assets', async () => {
    const page = await get('/m/2026-11-0001?k=x');
    // Where the client is not built, the same address is simply not there.
    expect([200, 404]).toContain(page.statusCode);
    if (page.statusCode === 200) {
      expect(page.body).toContain('<html lang="ru"');
      const vi = await get('/', { cookie: `vi=${encodeURIComponent('size:150;scheme:black')}` });
      expect(vi.body).toContain('<html lang="ru" data-vi-size="150" data-vi-scheme="black"');
      const forged = await get('/', { cookie: `vi=${encodeURIComponent('size:1"><script>')}` });
      expect(forged.body).not.toContain('<script>"');
      expect(forged.body).not.toContain('data-vi');
    }
    expect((await get('/api/x')).statusCode).toBe(404);
    for (const trick of [
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/..%2fpackage.json',
    ])
      expect((await get(trick)).body, trick).not.toContain('devDependencies');
    expect((await get('/basemap/basemap.pmtiles')).statusCode).toBe(404);
  });
});

describe.skipIf(!existsSync(builtPages))('scripts, styles and fonts of the pages', () => {
  const names = existsSync(builtPages) ? readdirSync(join(builtPages, 'assets')) : [];
  const find = (pattern: RegExp): string => `/assets/${names.find((name) => pattern.test(name))}`;
  const script = find(/^index-.*\.js$/u);

  test.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['', undefined, (bytes: Buffer) => bytes],
  ])('whoever takes «%s» is sent %s', async (accepted, coding, unpack) => {
    const { headers, rawPayload } = await get(script, { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(coding);
    expect(unpack(rawPayload)).toEqual(readFileSync(join(builtPages, script)));
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    });
    expect(headers).not.toHaveProperty('content-security-policy');
  });

  test('are not sent again to whoever has them', async () => {
    const { headers } = await get(script);
    const again = await get(script, { 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('a worker keeps the policy of a document; fonts and pictures are sent as they are', async () => {
    expect((await get(find(/worker.*\.js$/u))).headers).toHaveProperty('content-security-policy');
    for (const [ending, type] of [
      [/\.woff2$/u, 'font/woff2'],
      [/\.webp$/u, 'image/webp'],
    ] as const) {
      const file = await get(find(ending), { 'accept-encoding': 'br' });
      expect([file.statusCode, file.headers['content-type']]).toEqual([200, type]);
      expect(file.headers).not.toHaveProperty('content-encoding');
    }
  });
});

describe('health and figures of the process', () => {
  test('health and readiness are open, figures to the key alone, whatever address is claimed', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await get('/readyz')).json()).toEqual({ status: 'ok' });
    await get('/api/city');
    const own = await get('/metrics', { authorization: `Bearer ${metricsToken}` });
    expect(own.statusCode).toBe(200);
    expect(own.body).toContain('otklik_http_request_duration_seconds_count{route="territory.get-city"');
    for (const headers of [
      {},
      { 'x-forwarded-for': '127.0.0.1' },
      { authorization: `Bearer ${metricsToken}x` },
      { authorization: 'Bearer ' },
      { authorization: metricsToken },
    ] as Record<string, string>[]) {
      const reply = await get('/metrics', headers);
      expect([headers, reply.statusCode]).toEqual([headers, 403]);
      expect(reply.body).not.toContain('otklik_');
    }
  });

  test('without a key of its own the server shows them to nobody', async () => {
    const other = await startTestServer();
    try {
      const headers = { authorization: 'Bearer ' };
      expect((await other.inject({ method: 'GET', url: '/metrics', headers })).statusCode).toBe(403);
    } finally {
      await other.close();
    }
  });
});

describe('well-known names', () => {
  test('robots keep to the pages of everybody, and find the list of them', async () => {
    const robots = await get('/robots.txt', { host: 'city.example' });
    expect(robots.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(robots.body).toContain('Disallow: /staff\n');
    expect(robots.body).toContain('Sitemap: http://city.example/sitemap.xml\n');
    const sitemap = await get('/sitemap.xml', { host: 'a"<b' });
    expect(sitemap.statusCode).toBe(200);
    expect(sitemap.body).toContain('/results</loc>');
    expect(sitemap.body).not.toContain('a"<b');
  });

  test('the description of the API is found by its usual name', async () => {
    const reply = await get('/openapi.json');
    expect([reply.statusCode, reply.headers.location]).toEqual([308, '/api/openapi.json']);
  });

  test('a contact for holes is given only where there is one', async () => {
    expect((await get('/.well-known/security.txt')).statusCode).toBe(404);
    const config = server.app.services.config;
    config.securityContact = 'security@city.example';
    const reply = await get('/.well-known/security.txt', { host: 'city.example' });
    config.securityContact = '';
    const lines = Object.fromEntries(
      reply.body
        .trim()
        .split('\n')
        .map((line) => line.split(/: (.*)/)),
    );
    expect(lines).toMatchObject({
      Contact: 'mailto:security@city.example',
      Canonical: 'http://city.example/.well-known/security.txt',
    });
    const ahead = Date.parse(lines.Expires) - Date.now();
    expect(ahead > 30 * 86_400_000 && ahead < 365 * 86_400_000).toBe(true);
  });

  test.each(['/widget.js', '/favicon.ico', '/wp-login.php', '/.env', '/assets/none.css'])(
    '%s is not there',
    async (path) => expect((await get(path)).statusCode).toBe(404),
  );
});
