import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, startSite } from '../../support/site/browser.ts';
import type { TestSite } from '../../support/site/test-site.ts';

/** Our fonts come after the first words on a slow network: what a resident already reads stays in its place. */

let site: TestSite;
let browser: Browser;

beforeAll(async () => {
  site = await startSite({ OTKLIK_DEMO: '1' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Whether the device has one of the fonts that stand in for ours. */
const hasStandIns = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const loads = ['Roboto', 'Arial', 'Liberation Sans'].map((name) =>
      new FontFace('probe', `local("${name}")`).load().then(
        () => true,
        () => false,
      ),
    );
    return (await Promise.all(loads)).includes(true);
  });

/** How far everything moved when the fonts came, as the metric CLS sums it. */
async function moveByFonts(page: Page, path: string): Promise<number> {
  const asked = Promise.withResolvers<void>();
  const painted = Promise.withResolvers<void>();
  await page.route('**/*.woff2', async (route) => {
    asked.resolve();
    await painted.promise;
    await route.continue();
  });
  await page.addInitScript(() => {
    const seen = { moved: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.moved += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  await asked.promise;
  expect(await page.evaluate(() => document.fonts.check('17px "Golos Text Variable"', 'Я'))).toBe(false);
  const before = await page.evaluate(() => (window as unknown as { seen: { moved: number } }).seen.moved);
  painted.resolve();
  await page.waitForFunction(() => document.fonts.check('17px "Golos Text Variable"', 'Я'));
  // Two frames: the words are set anew in the first and reported after it.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.waitForTimeout(200);
  const after = await page.evaluate(() => (window as unknown as { seen: { moved: number } }).seen.moved);
  return after - before;
}

/** Messages that are looked at: a line of one of them may end right at the edge, and wraps anew by a letter. */
const MESSAGES = 5;

describe('words that are read before our fonts come', () => {
  it.for(['/', '/new', '/m', '/map'])('stay where they are on %s', async (path, { skip }) => {
    const { page, context } = await openPage(browser, site, { width: 390 });
    skip(!(await hasStandIns(page)), 'the machine has none of Roboto, Arial, Liberation Sans');
    await context.close();
    const { rows } = await site.app.pool.query<{ number: string }>(
      'SELECT number FROM cases.case_file WHERE published_at IS NOT NULL ORDER BY number DESC LIMIT $1',
      [MESSAGES],
    );
    const paths = path === '/m' ? rows.map(({ number }) => `/m/${number}`) : [path];
    let moved = 0;
    for (const one of paths) {
      const fresh = await openPage(browser, site, { width: 390 });
      moved += await moveByFonts(fresh.page, one);
      await fresh.context.close();
    }
    expect(moved / paths.length).toBeLessThan(0.05);
  });
});
