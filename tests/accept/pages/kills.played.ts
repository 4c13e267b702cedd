import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Site, startServer } from '../../../bench/support/site.ts';
import { publishAsPage } from '../../../server/base/networks/index.ts';
import { addPages, askPerson, judgeSeries, openSeries } from '../../support/networks/publishing-series.ts';
import { asSystem, KIND, type Row, readRows, type Series } from '../../support/networks/series-rows.ts';
import { startTestServer } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** The worker is a process of its own, with the connectors as they are; it is killed when a network hears of a post. */

const { PLAYED = '', PLAYED_SEED = '1', PLAYED_KILLS = '30' } = process.env;
const KILLS = Number(PLAYED_KILLS);
/** Posts of each network that are asked for before each kill. */
const POSTS = 4;
const PATIENCE = 90_000;

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function askSome(series: Series, pages: ReadonlyMap<string, string>): Promise<void> {
  for (const [network, pageId] of pages)
    for (let at = 0; at < POSTS; at += 1) {
      const post = { id: randomUUID(), text: `Запись ${series.asked.length}`, network };
      series.asked.push(post);
      series.report.posts += 1;
      const subject = { kind: KIND, id: post.id };
      await asSystem(series, (ctx) =>
        publishAsPage(ctx, { pageId, subject, text: post.text, pictures: [], dueAt: ctx.now }),
      );
    }
}

const startWorkerAlone = ({ server }: Series): Promise<Site> => {
  const { databaseUrl, dataDir } = server.app.services.config;
  return startServer(databaseUrl, { OTKLIK_ONLY: 'worker', OTKLIK_DATA: dataDir, OTKLIK_DEMO: '' });
};

/** Ends the worker at the n-th post that a network hears of, before its answer or just after. */
async function killOnce(series: Series): Promise<void> {
  const site = await startWorkerAlone(series);
  const exited = new Promise((done) => site.process.once('exit', done));
  let left = 1 + Math.floor(series.dice() * 6);
  for (const world of series.worlds.values())
    world.server.drawFault = (request) => {
      if (!world.isPublishing(request)) return undefined;
      left -= 1;
      if (left === 0) setTimeout(() => site.process.kill('SIGKILL'), Math.floor(series.dice() * 20));
      return undefined;
    };
  await Promise.race([exited, sleep(PATIENCE)]);
  site.process.kill('SIGKILL');
  await exited;
}

test('kills of the worker', { timeout: 5_400_000 }, async () => {
  const series = await openSeries(await startTestServer(), Number(PLAYED_SEED));
  const { server, worlds, report } = series;
  const pages = await addPages(series, await signInAs(server, 'admin'));
  let kills = 0;
  for (; kills < KILLS; kills += 1) {
    await askSome(series, pages);
    await killOnce(series);
    console.log(`kill -9 № ${kills + 1}, записей ${report.posts}`);
  }
  for (const world of worlds.values()) world.server.drawFault = null;
  const site = await startWorkerAlone(series);
  const rows = new Map<string, Row>();
  const ids = series.asked.map(({ id }) => id);
  const end = Date.now() + 600_000;
  while (Date.now() < end) {
    await sleep(2000);
    await readRows(series, rows, ids);
    if ([...rows.values()].every(({ state }) => state === 'published')) break;
    await askPerson(series, rows, 0.5);
  }
  await site.stop();
  judgeSeries(series, rows);
  for (const world of worlds.values()) await world.server.close();
  await server.close();
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify({ ...report, kills }));
  console.log(JSON.stringify(report));
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [] });
});
