import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, openPage } from '../tests/support/site/browser.ts';
import { signIn } from './support/client.ts';
import { type CitySize, ensureCity } from './support/demo-cities.ts';
import { startCluster, startServer } from './support/site.ts';
import { format, holds, machine, middle, row } from './support/table.ts';

/** First paint of the heat map in Chromium over a demo city: matrix, table and map, for a browser that knows nothing yet. */

const CASES = Number(process.env.BENCH_CASES ?? 1_000_000) as CitySize;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const GOAL_MS = 1500;

const day = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
const month = `from=${day(29)}&to=${day(0)}`;
const year = `from=${day(364)}&to=${day(0)}`;

const screens = [
  { title: 'матрица, месяц', path: `/staff/heatmap?${month}`, ready: 'table.matrix td' },
  { title: 'матрица, год', path: `/staff/heatmap?${year}`, ready: 'table.matrix td' },
  {
    title: 'карта, месяц',
    path: `/staff/heatmap?view=map&${month}`,
    ready: '.city-map__canvas[data-state="idle"]',
  },
  {
    title: 'карта, год',
    path: `/staff/heatmap?view=map&${year}`,
    ready: '.city-map__canvas[data-state="idle"]',
  },
] as const;
type Screen = (typeof screens)[number];

interface Painted {
  paint: number;
  ready: number;
}

/** Milliseconds from the start of the navigation, as the page counts them. */
async function measure(browser: Browser, url: string, cookie: string, screen: Screen): Promise<Painted> {
  const { page, context } = await openPage(browser, { url }, { cookie });
  // Noted in the page at the frame it comes: the messages between the two processes are not the page's time.
  await page.addInitScript((selector) => {
    const look = (): void => {
      if (document.querySelector(selector)) performance.mark('ready');
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, screen.ready);
  await page.goto(screen.path);
  await page.waitForFunction(() => performance.getEntriesByName('ready').length > 0, null, {
    timeout: 60_000,
    polling: 50,
  });
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    ready: performance.getEntriesByName('ready')[0]!.startTime,
  }));
  await context.close();
  return times;
}

const cluster = await startCluster();
try {
  const url = await ensureCity(cluster, CASES);
  const site = await startServer(url, { OTKLIK_DEMO: '1', OTKLIK_ONLY: 'web' });
  const client = await signIn(site.port, 'head');
  const address = `http://127.0.0.1:${site.port}`;
  const browser = await launchBrowser();
  const first = await measure(browser, address, client.cookie(), screens[0]);
  // The server reads its figures in the background.
  for (const screen of screens) await measure(browser, address, client.cookie(), screen);
  const lines: string[] = [];
  for (const screen of screens) {
    const found: Painted[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      found.push(await measure(browser, address, client.cookie(), screen));
    const paints = found.map(({ paint }) => paint);
    const ready = found.map((one) => one.ready);
    lines.push(
      row(
        screen.title,
        ...[middle(paints), Math.max(...paints), middle(ready), Math.max(...ready)].map((ms) =>
          format(ms, 0),
        ),
        holds(Math.max(...paints) <= GOAL_MS),
      ),
    );
  }
  const text = [
    '# Первая отрисовка тепловой карты',
    '',
    machine(),
    `Chromium без видеокарты (SwiftShader) на тех же ядрах, пустой кеш, ${ROUNDS} раз; город \`npm run demo\` на ${format(CASES, 0)} дел. Мс от начала перехода по часам страницы. Дата ${day(0)}.`,
    '',
    row(
      'экран',
      'первая отрисовка, медиана',
      'худшая',
      'числа или карта на месте, медиана',
      'худшее',
      `худшая ≤ ${format(GOAL_MS, 0)} мс`,
    ),
    row('---', '---:', '---:', '---:', '---:', '---'),
    ...lines,
    '',
    `Самый первый показ матрицы после запуска сервера и браузера: отрисовка ${format(first.paint, 0)} мс, числа ${format(first.ready, 0)} мс.`,
    '',
  ].join('\n');
  console.log(text);
  writeFileSync(join(import.meta.dirname, 'results/heat-paint.md'), text);
  await browser.close();
  client.close();
  await site.stop();
} finally {
  await cluster.stop();
}
