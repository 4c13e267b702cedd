import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createApp } from '../server/app.ts';
import { readConfig } from '../server/lib/config.ts';
import { createLog } from '../server/lib/log.ts';
import { launchBrowser, openPage } from '../tests/support/browser.ts';
import { speakTo } from '../tests/support/server.ts';
import { signInAs } from '../tests/support/sign-in.ts';
import { ensureHeatCity } from './support/heat-city.ts';
import { startCluster, startServer } from './support/site.ts';

/** First paint of the heat map in Chromium over the city of ten million cases: matrix and map, a browser that knows nothing yet. */

const CASES = Number(process.env.BENCH_CASES ?? 10_000_000);
const ROUNDS = 5;
const SEAL = 'bench-bench-bench-bench-bench-bench';
const PERIOD = 'from=2026-10-27&to=2026-11-25&measure=received';

const screens = [
  { title: 'матрица', path: `/staff/heatmap?${PERIOD}`, ready: 'table' },
  {
    title: 'карта',
    path: `/staff/heatmap?view=map&${PERIOD}`,
    ready: '.city-map__canvas[data-state="idle"]',
  },
] as const;

const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
const format = (ms: number): string => Math.round(ms).toLocaleString('ru');

async function measure(browser: Browser, url: string, cookie: string, screen: (typeof screens)[number]) {
  const { page, context } = await openPage(browser, { url }, { cookie });
  const started = performance.now();
  await page.goto(screen.path);
  await page.locator(screen.ready).first().waitFor({ timeout: 60_000 });
  const ready = performance.now() - started;
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  await context.close();
  return { paint, ready };
}

const cluster = await startCluster();
const dataDir = mkdtempSync(join(tmpdir(), 'otklik-paint-'));
try {
  const { url } = await ensureHeatCity(cluster, CASES);
  const env = { OTKLIK_DATA: dataDir, OTKLIK_SEAL_KEY: SEAL, OTKLIK_ONLY: 'web' };
  const app = await createApp({
    config: readConfig({ ...env, DATABASE_URL: url, OTKLIK_FIGURES_MB: '0', LOG_LEVEL: 'warn' }),
    log: createLog('warn'),
  });
  const cookie = await signInAs(speakTo(app), 'head');
  const site = await startServer(url, env);
  const address = `http://127.0.0.1:${site.port}`;
  const browser = await launchBrowser();
  const lines = [
    '# Первая отрисовка тепловой карты',
    '',
    `Машина: ${cpus().length} × ${cpus()[0]?.model.trim()}. Chromium без видеокарты (SwiftShader), пустой кеш, ${ROUNDS} раз. Дел ${CASES.toLocaleString('ru')}, период 30 дней. Дата ${new Date().toISOString().slice(0, 10)}.`,
    '',
    '| экран | первая отрисовка, мс | числа или карта на месте, мс |',
    '| --- | ---: | ---: |',
  ];
  // The server reads its checkpoint in the background.
  for (const screen of screens) await measure(browser, address, cookie, screen);
  for (const screen of screens) {
    const found: Awaited<ReturnType<typeof measure>>[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      found.push(await measure(browser, address, cookie, screen));
    lines.push(
      `| ${screen.title} | ${format(median(found.map(({ paint }) => paint)))} | ${format(median(found.map(({ ready }) => ready)))} |`,
    );
  }
  lines.push('', 'Цель: первая отрисовка ≤ 1 500 мс.');
  console.log(lines.join('\n'));
  writeFileSync(join(import.meta.dirname, 'results/heat-paint.md'), `${lines.join('\n')}\n`);
  await browser.close();
  await site.stop();
  await app.close();
} finally {
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
