import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPicture } from '../../support/pictures.ts';
import { openBrowser, openPage, scrollsSideways, startSite } from '../../support/site/browser.ts';
import { openPages } from '../../support/site/open-pages.ts';
import { listRoutes } from '../../support/site/screens.ts';
import type { TestSite } from '../../support/site/test-site.ts';

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

const viCookie = `vi=${encodeURIComponent('size:200;scheme:blue;letters:normal;lines:normal;font:sans;images:color')}`;
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(site.url + path, { headers, redirect: 'manual' });

/** Pages of one person or one device: they say what works without scripts. */
const own =
  '/drafts /me /e/$token /a/$token /kiosk/$token /outbox /sign-in /sign-in/return /view-letters /unsubscribe /follow-off /appeal';

describe('without scripts', () => {
  let page: Page;
  beforeAll(async () => {
    const viewport = { width: 390, height: 844 };
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url, viewport });
    await context.addCookies([{ name: 'vi', value: viCookie.slice('vi='.length), url: site.url }]);
    page = await context.newPage();
  });

  it.each(listRoutes('portal').filter((route) => !own.split(' ').includes(route)))(
    '%s reads, at 200 % on a phone too',
    async (route) => {
      const [address, heading, words] = openPages(published)[route]!;
      expect((await page.goto(address))?.status()).toBe(address.endsWith('0000') ? 404 : 200);
      const text = await page.locator('main').textContent();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(heading);
      expect(text).toContain(words);
      expect(text).not.toContain('Загружаем');
      expect(await page.title()).toMatch(/, Каменск-Уральский$/u);
      expect(await scrollsSideways(page)).toBe(false);
      // A map stands over the words about it.
      const first = route === '/map' ? page.locator('.map-area') : page.getByRole('heading', { level: 1 });
      const place = await first.boundingBox();
      expect(place?.y).toBeLessThan(844);
    },
  );

  it.each(own.split(' '))('%s tells what there is instead', async (route) => {
    await page.goto(route.replace('$token', 'x'.repeat(40)));
    await page.getByRole('link', { name: 'Сообщить о проблеме' }).waitFor();
    await page.getByRole('link', { name: '112' }).waitFor();
    expect(await scrollsSideways(page)).toBe(false);
  });

  it('a message reads by its number', async () => {
    const html = await (await get(`/m/${published}`)).text();
    expect(/<title>([^<]*)/u.exec(html)?.[1]).toBe(
      `Сообщение №\u00a0${published} — Отклик, Каменск-Уральский`,
    );
    expect(html.includes('Зарегистрировано')).toBe(true);
  });
});

describe('a status is honest', () => {
  const absent = '/nosuch /m/2001-01-0001 /m/never /map/deeper /widget.js /assets/none.js /a.php';
  it.each(absent.split(' '))('%s is not found', async (path) => {
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

describe('what travels', () => {
  const packing = async (path: string, encoding: string) => {
    const reply = await get(path, { 'accept-encoding': encoding });
    return [reply.headers.get('content-encoding'), (await reply.text()).includes('</html>')];
  };
  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ])('a page of nobody goes by %j as %s', async (accepted, packed) => {
    expect(await packing('/map', accepted)).toEqual([packed, true]);
  });
  it('a person’s own page is not packed: its length tells nothing', async () => {
    expect(await packing(`/m/${published}?k=${'x'.repeat(20)}`, 'br')).toEqual([null, true]);
  });
  it('styles come before fonts and scripts, and scripts wait', async () => {
    const html = await (await get('/new')).text();
    const links = [...html.matchAll(/<(?:link|script)[^>]*(?:stylesheet|preload|src=)[^>]*>/gu)].map(
      ([tag]) => tag,
    );
    const firstOther = links.findIndex((tag) => !tag.includes('stylesheet'));
    expect(firstOther).toBeGreaterThan(1);
    expect(links.slice(firstOther).filter((tag) => tag.includes('stylesheet'))).toEqual([]);
    const scripts = links.filter((tag) => tag.includes('modulepreload') || tag.includes('src='));
    expect(scripts.filter((tag) => !tag.includes('fetchpriority="low"'))).toEqual([]);
  });
  it('a part of a page has no headers of documents, a worker and a page have', async () => {
    const html = await (await get('/')).text();
    const script = /src="(\/assets\/[^"]+\.js)"/u.exec(html)![1]!;
    const policy = async (path: string) => (await get(path)).headers.get('content-security-policy');
    expect(await policy(script)).toBeNull();
    expect((await get(script)).headers.get('x-content-type-options')).toBe('nosniff');
    expect(await policy('/sw.js')).toContain("default-src 'self'");
    expect(await policy('/')).toContain("default-src 'self'");
  });
});

describe('what is painted', () => {
  it('draws the line of a term from edge to edge of its row', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url });
    const page = await context.newPage();
    await page.goto('/map');
    const row = page
      .locator('.map-row')
      .filter({ has: page.locator('.deadline') })
      .first();
    const [outer, line] = await Promise.all([row.boundingBox(), row.locator('.deadline').boundingBox()]);
    expect([line?.x, line?.width]).toEqual([outer?.x, outer?.width]);
    await context.close();
  });
  it('stands still when its own fonts come', async () => {
    const tops = async (isLate: boolean) => {
      const viewport = { width: 390, height: 844 };
      const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url, viewport });
      const page = await context.newPage();
      if (isLate) await page.route('**/*.woff2', (route) => route.abort());
      await page.goto('/map');
      const places = await Promise.all(
        ['.masthead', 'main', '.map-area'].map((name) => page.locator(name).boundingBox()),
      );
      await context.close();
      return places.map((place) => place?.y);
    };
    expect(await tops(true)).toEqual(await tops(false));
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
  describe('is taken over without a difference, and asks for nothing again', () => {
    const paths = ['/', '/new', '/track', '/m', '/map', '/results', '/about', '/nosuch'];
    it.each([...paths.map((path) => [path, 'usual'] as const), ['/', 'large'] as const])(
      '%s, %s',
      async (path, look) => {
        const { page, context, errors } = await openPage(browser, site, {
          width: 390,
          ...(look === 'large' && { vi: { size: '200' } }),
        });
        const asked: string[] = [];
        page.on('request', (request) => {
          const { pathname } = new URL(request.url());
          if (/^\/api\/(session|open|messages)/u.test(pathname)) asked.push(pathname);
        });
        await page.goto(path === '/m' ? `/m/${published}` : path);
        await page.locator('.toasts').waitFor({ state: 'attached' });
        // What the first renders of the browser ask, they ask before it has nothing to do.
        await page.evaluate(async () => {
          for (let turn = 0; turn < 3; turn++)
            await new Promise((done) => requestIdleCallback(done, { timeout: 500 }));
        });
        expect([errors, asked]).toEqual([[], []]);
        await context.close();
      },
    );
  });
});

describe('a page whose scripts are late', () => {
  /** The page is drawn, nothing runs on it yet; `arrive` lets the scripts through and waits for them. */
  async function openDrawn(page: Page, address: string): Promise<{ arrive: () => Promise<void> }> {
    let release = () => {};
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/*.js', async (route) => {
      await late;
      await route.continue();
    });
    await page.goto(address, { waitUntil: 'commit' });
    return {
      arrive: async () => {
        release();
        await page.waitForLoadState('networkidle');
      },
    };
  }

  async function onPhone(work: (page: Page) => Promise<void>): Promise<void> {
    const { page, context, errors } = await openPage(browser, site, { width: 390 });
    try {
      await work(page);
      expect(errors).toEqual([]);
    } finally {
      await context.close();
    }
  }

  it('keeps what was typed, marked and chosen before they came', () =>
    onPhone(async (page) => {
      const text = 'Большая яма на проезжей части у остановки, машины объезжают по встречной.';
      const form = await openDrawn(page, '/new');
      await page.getByLabel('Опишите коротко').fill(text);
      const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await drawPicture('jpeg') };
      await page.locator('input[type=file]').first().setInputFiles(file);
      await form.arrive();
      await page.getByText('Фото добавлено').waitFor();
      expect(await page.getByLabel('Опишите коротко').inputValue()).toBe(text);
      await page.getByRole('button', { name: 'Продолжить' }).click();
      await page.getByRole('heading', { name: 'Где это?', level: 1 }).waitFor();

      const map = await openDrawn(page, '/map');
      await page.getByLabel('Тема').selectOption('Дороги');
      await map.arrive();
      await page.waitForURL(/block=roads/u);
      expect(await page.getByLabel('Тема').inputValue()).toBe('roads');
    }));
});
