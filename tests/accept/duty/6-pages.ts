import { spawn } from 'node:child_process';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { makeDatabase, startCluster, startServer } from '../../../bench/support/site.ts';
import { ensureWebBuilt } from '../../../scripts/support/web-build.mjs';
import { launchBrowser } from '../../support/site/browser.ts';
import type { AcceptLine, AcceptOutcome } from '../line.ts';
import { makeFormerBuild } from './pages/former-build.ts';
import { measurePage, type PageFigures } from './pages/measure-page.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Rounds of every page in every build, interleaved; the median is held against the bars. */
const ROUNDS = 3;
const BARS = { lcp: 2500, cls: 0.1, formScripts: 160_000 };

interface Measured {
  /** `home`, `form` … */
  name: string;
  path: string;
  now: PageFigures[];
  before: PageFigures[];
}

/** The portal on a slow phone beside the build before pages were drawn by the server; and without scripts at all. */
export const line: AcceptLine = {
  title: 'страницы портала на медленном телефоне и без скриптов',
  run: async ({ tell }) => {
    await ensureWebBuilt(tell);
    const former = makeFormerBuild(tell);
    const cluster = await startCluster();
    const browser = await launchBrowser();
    try {
      const now = await openCity(await makeDatabase(cluster, 'accept_pages_now'));
      const before =
        former && (await openCity(await makeDatabase(cluster, 'accept_pages_before'), former.folder));
      const pages = await measureAll(browser, now, before, tell).finally(async () => {
        await now.stop();
        await before?.stop();
      });
      const plain = await playWithoutScripts(tell);
      return judge(pages, plain);
    } finally {
      await browser.close();
      await cluster.stop();
      former?.remove();
    }
  },
};

interface City {
  url: string;
  /** A published message. */
  message: string;
  stop: () => Promise<void>;
}

/** The demo city of a build, as everybody sees it after the first start. */
async function openCity(databaseUrl: string, folder = root): Promise<City> {
  const site = await startServer(databaseUrl, { OTKLIK_DEMO: '1', OTKLIK_ONLY: 'web' }, folder);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ number: string }>(
    'SELECT number FROM cases.case_file WHERE published_at IS NOT NULL ORDER BY number DESC LIMIT 1',
  );
  await client.end();
  return { url: `http://127.0.0.1:${site.port}`, message: rows[0]!.number, stop: site.stop };
}

async function measureAll(
  browser: Browser,
  now: City,
  before: City | null,
  tell: (text: string) => void,
): Promise<Measured[]> {
  const pages: Measured[] = ['главная /', 'форма /new', 'сообщение /m', 'карта /map'].map((words) => {
    const [name = '', path = ''] = words.split(' ');
    return { name, path, now: [], before: [] };
  });
  const addressOf = (city: City, path: string) => city.url + (path === '/m' ? `/m/${city.message}` : path);
  // Both servers and the browser have begun their work: the first page after a start reads the program itself.
  for (const city of [now, before])
    if (city) for (const { path } of pages) await (await fetch(addressOf(city, path))).text();
  await measurePage(browser, now.url);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const page of pages) {
      page.now.push(await measurePage(browser, addressOf(now, page.path)));
      if (before) page.before.push(await measurePage(browser, addressOf(before, page.path)));
      const { lcp, cls } = page.now.at(-1)!;
      tell(`${page.name}: ${Math.round(lcp)} мс, сдвиг ${cls.toFixed(3)}`);
    }
  return pages;
}

/** The journeys of a browser without scripts: every page that is for everybody, a message sent, honest statuses. */
function playWithoutScripts(tell: (text: string) => void): Promise<boolean> {
  const tests = ['tests/e2e/base/pages.test.ts', 'tests/e2e/base/without-scripts.test.ts'];
  const vitest = ['node', 'node_modules/vitest/vitest.mjs', 'run', '--project', 'e2e', ...tests];
  const child = spawn(process.execPath, ['scripts/with-test-db.mjs', '--', ...vitest], { cwd: root });
  const tail: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => tail.push(...chunk.toString().split('\n')));
  child.stderr.resume();
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      if (code !== 0) tell(tail.slice(-60).join('\n'));
      done(code === 0);
    });
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function judge(pages: readonly Measured[], worksPlain: boolean): AcceptOutcome {
  const bad: string[] = [];
  const figures = pages.map(({ name, path, now, before }) => {
    const of = (list: readonly PageFigures[]) => ({
      lcp: median(list.map(({ lcp }) => lcp)),
      cls: median(list.map(({ cls }) => cls)),
      scripts: median(list.map(({ scripts }) => scripts)),
    });
    const own = of(now);
    if (!(own.lcp > 0 && own.lcp <= BARS.lcp)) bad.push(`${name}: LCP`);
    if (!(own.cls < BARS.cls)) bad.push(`${name}: CLS`);
    if (path === '/new' && own.scripts > BARS.formScripts) bad.push('скрипты формы');
    const say = ({ lcp, cls, scripts }: typeof own) =>
      `LCP ${Math.round(lcp)} мс, CLS ${cls.toFixed(3)}, скриптов ${Math.round(scripts / 1000)} КБ`;
    const was = before.length > 0 ? say(of(before)) : 'прежней сборки нет в истории';
    const { largest, moved } = now.at(-1)!;
    return `${name}: ${say(own)} (было: ${was}); крупнее всего ${largest}${moved && `, сдвинулось ${moved}`}`;
  });
  const load = loadavg().map((value) => value.toFixed(1));
  return {
    isHeld: bad.length === 0 && worksPlain,
    figures: [
      `Chromium, телефон 412 × 823, медленный 4G и процессор в 4 раза медленнее, как их ставит Lighthouse; медиана ${ROUNDS} открытий; нагрузка машины ${load.join(' ')}`,
      ...figures,
      `порог: LCP ≤ ${BARS.lcp} мс, CLS < ${BARS.cls}, скрипты формы ≤ ${BARS.formScripts / 1000} КБ${bad.length > 0 ? `; не достигнуто: ${bad.join(', ')}` : ''}`,
      `без скриптов все открытые страницы читаются, сообщение отправляется и проверяется, ни одной мягкой 404: ${worksPlain ? 'да' : 'НЕТ'}`,
    ],
  };
}
