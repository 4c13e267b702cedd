import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { makeDatabase, startCluster, startServer } from '../../../bench/support/site.ts';
import { ensureWebBuilt } from '../../../scripts/support/web-build.mjs';
import {
  type HostSite,
  hostilePage,
  plainPage,
  startHostSite,
  strictPage,
} from '../../support/participation/host-sites.ts';
import { launchBrowser } from '../../support/site/browser.ts';
import { measurePage, type PageFigures } from '../duty/pages/measure-page.ts';
import type { AcceptLine, AcceptOutcome } from '../line.ts';
import { type FoundOnHost, lookAtHost } from './look-at-host.ts';

const ROUNDS = 3;
const BARS = { gzip: 15_000, lcp: 2500 };
const PATHS = ['message', 'polls', 'done'];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const line: AcceptLine = {
  title:
    'виджет на чужих сайтах: вес, имена, cookie, политика сайта, чужие стили и скрипты, LCP на медленном телефоне',
  async run({ tell }) {
    await ensureWebBuilt(tell);
    const cluster = await startCluster();
    const browser = await launchBrowser();
    try {
      const database = await makeDatabase(cluster, 'accept_widget');
      const server = await startServer(database, { OTKLIK_DEMO: '1', OTKLIK_ONLY: 'web' });
      try {
        return await measure(browser, `http://127.0.0.1:${server.port}`, database, tell);
      } finally {
        await server.stop();
      }
    } finally {
      await browser.close();
      await cluster.stop();
    }
  },
};

async function measure(
  browser: Browser,
  ours: string,
  database: string,
  tell: (text: string) => void,
): Promise<AcceptOutcome> {
  const hosts: HostSite[] = [];
  try {
    for (const page of [plainPage, strictPage, hostilePage]) hosts.push(await startHostSite(page, ours));
    const id = await makeWidget(database, hosts);
    hosts.push(await startHostSite({ ...plainPage, name: 'stranger' }, ours));
    const script = Buffer.from(await (await fetch(`${ours}/widget/${id}/widget.js`)).arrayBuffer());
    const gzip = gzipSync(script, { level: 9 }).length;
    const found: FoundOnHost[] = [];
    for (const host of hosts) found.push(await lookAtHost(browser, ours, host, id));
    for (const one of found) tell(`${one.host}: ${one.says}`);
    const paints = await measurePaints(browser, `${ours}/widget/${id}`);
    const areHostsRight = found.every(({ host, isOpened }) => isOpened !== host.includes('stranger'));
    const isClean = found.every(({ names, cookies, violations, stored }) =>
      [names, cookies, violations, stored].every((count) => count === 0),
    );
    return {
      isHeld: gzip <= BARS.gzip && areHostsRight && isClean && paints.every(({ lcp }) => lcp <= BARS.lcp),
      figures: [
        `скрипт на странице сайта: ${gzip} байт gzip (нужно ≤ ${BARS.gzip}), файлов 1`,
        ...found.map(({ host, says }) => `${host}: ${says}`),
        ...paints.map(
          ({ path, lcp, cls }) =>
            `документ виджета /${path}: LCP ${Math.round(lcp)} мс, CLS ${cls.toFixed(3)} (нужно ≤ ${BARS.lcp}; медиана ${ROUNDS}, медленный 4G, процессор в 4 раза медленнее)`,
        ),
      ],
    };
  } finally {
    await Promise.all(hosts.map((host) => host.close()));
  }
}

async function measurePaints(browser: Browser, base: string) {
  const pages: { path: string; seen: PageFigures[] }[] = PATHS.map((path) => ({ path, seen: [] }));
  await measurePage(browser, `${base}/message`);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { path, seen } of pages) seen.push(await measurePage(browser, `${base}/${path}`));
  return pages.map(({ path, seen }) => ({
    path,
    lcp: median(seen.map(({ lcp }) => lcp)),
    cls: median(seen.map(({ cls }) => cls)),
  }));
}

/** A widget that works, past its page: what is measured is what stands on sites. */
async function makeWidget(database: string, hosts: HostSite[]): Promise<string> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const id = randomUUID();
  await client.query(
    `INSERT INTO widgets.widget (id, title, hosts, offers, look, colour, is_on, made_at, made_by, made_by_name)
     VALUES ($1, 'Отклик города', $2, '{message,polls,done}', 'corner', 'malachite', true, now(), 'system:accept', 'Приёмка')`,
    [id, hosts.map(({ origin }) => origin)],
  );
  await client.end();
  return id;
}
