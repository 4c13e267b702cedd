import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, startSite, type TestSite } from '../support/browser.ts';

/** Pages as the server draws them: read without scripts, honest in their status, kept only where they are nobody's. */

let site: TestSite;
let browser: Browser;
let published: string;

beforeAll(async () => {
  site = await startSite({ OTKLIK_DEMO: '1' });
  browser = await openBrowser();
  const { rows } = await site.app.pool.query<{ number: string }>(
    'SELECT number FROM cases.case_file WHERE published_at IS NOT NULL ORDER BY number DESC LIMIT 1',
  );
  published = rows[0]!.number;
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(site.url + path, { headers, redirect: 'manual' });

describe('without scripts', () => {
  it.each([
    ['/', 'Яма, мусор, нет света?', 'Сделано рядом'],
    ['/new', 'Что случилось?', 'Опишите коротко'],
    ['/track', 'Проверить сообщение', 'Проверить'],
    ['/map', 'Карта проблем', 'Показать'],
    ['/results', 'Как город отвечает', 'По месяцам'],
    ['/check', 'Проверить документ', 'подпис'],
    ['/about', 'О центре', 'центр'],
    ['/accessibility', 'Доступность сайта', 'слабовидящих'],
    ['/privacy', 'Персональные данные', 'данные'],
    ['/consent', 'Согласие на обработку персональных данных', 'согласие'],
    ['/cookies', 'Cookie', 'короткая запись'],
    ['/appeals', 'Обращения по 59-ФЗ', '30 дней'],
  ])('%s reads', async (path, heading, words) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url });
    const page = await context.newPage();
    expect((await page.goto(path))?.status()).toBe(200);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    const text = await page.locator('main').textContent();
    expect(text).toContain(words);
    expect(text).not.toContain('Загружаем');
    expect(await page.title()).toMatch(/ — МЦУ$/u);
    await context.close();
  });

  it('a message reads by its number', async () => {
    const html = await (await get(`/m/${published}`)).text();
    expect(/<title>([^<]*)/u.exec(html)?.[1]).toBe(`Сообщение №\u00a0${published} — Отклик — МЦУ`);
    expect(html.includes('Зарегистрировано')).toBe(true);
  });
});

describe('a status is honest', () => {
  it.each([
    '/nosuch',
    '/m/2001-01-0001',
    '/m/never',
    '/map/deeper',
    '/widget.js',
    '/assets/none.js',
    '/a.php',
  ])('%s is not found', async (path) => {
    const reply = await get(path);
    expect(reply.status).toBe(404);
    expect(reply.headers.get('etag')).toBeNull();
  });
  it('a slash at the end leads to the page, and never to another site', async () => {
    const headers = async (path: string) => {
      const { status, headers } = await get(path);
      return [status, headers.get('location')];
    };
    expect(await headers('/map/?days=7')).toEqual([308, '/map?days=7']);
    expect(await headers('//evil.example/')).toEqual([308, '/evil.example']);
  });
});

describe('what may be kept', () => {
  it('a page of nobody has a tag that changes with the page alone', async () => {
    const first = await get('/about');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const tag = first.headers.get('etag') ?? '';
    expect((await get('/about', { 'if-none-match': tag })).status).toBe(304);
    expect((await get('/track', { 'if-none-match': tag })).status).toBe(200);
    const large = await get('/about', { 'if-none-match': tag, cookie: viCookie });
    expect(large.status).toBe(200);
  });
  it('a private link and a person who is signed in are kept nowhere', async () => {
    const own = await get(`/m/${published}?k=${'x'.repeat(20)}`);
    expect([own.headers.get('cache-control'), own.headers.get('etag')]).toEqual(['private, no-store', null]);
  });
});

const viCookie = `vi=${encodeURIComponent('size:200;scheme:blue;letters:normal;lines:normal;font:sans;images:color')}`;

describe('what is drawn', () => {
  it('follows «для слабовидящих» before any script', async () => {
    const html = await (await get('/', { cookie: viCookie })).text();
    expect(html).toContain('<html lang="ru" data-vi-size="200" data-vi-scheme="blue"');
    expect(html).toContain('Настройки версии для слабовидящих');
  });
  it('lets no words of a person end the element they travel in', async () => {
    const html = await (
      await get(`/track?number=${encodeURIComponent('</script><script>alert(1)</script>')}`)
    ).text();
    expect(html).not.toContain('<script>alert');
    expect(html).not.toMatch(/\sstyle="/u);
  });
  it('is taken over without a difference, and asks for nothing again', async () => {
    for (const path of ['/', '/new', '/track', `/m/${published}`, '/map', '/results', '/about', '/nosuch']) {
      const { page, context, errors } = await openPage(browser, site, { width: 390 });
      const asked: string[] = [];
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (/^\/api\/(session|open|messages)/u.test(pathname)) asked.push(pathname);
      });
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.locator('.toasts').waitFor({ state: 'attached' });
      expect([path, errors, asked]).toEqual([path, [], []]);
      await context.close();
    }
  });
});
