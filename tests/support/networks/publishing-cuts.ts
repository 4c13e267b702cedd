import { keepReceived, storePicture } from '../../../server/base/files/index.ts';
import type { NetworkConnector } from '../../../server/base/networks/index.ts';
import { drawPicture } from '../pictures.ts';
import type { TestServer } from '../site/server.ts';
import { type Cuts, dealCuts, isEnough, losingAfter, openCuts, pointsOf } from './cuts.ts';
import {
  addPages,
  askPerson,
  askPosts,
  joinWorlds,
  judgeSeries,
  openSeries,
  passTime,
  readOpen,
  STEP,
} from './publishing-series.ts';
import { asSystem, type Row, type Series, type SeriesReport } from './series-rows.ts';
import { watchSilence } from './watch-silence.ts';

export interface CutsReport extends SeriesReport {
  /** How often each point was cut: `vk /method/wall.post after`. */
  points: Record<string, number>;
}

/** Posts that are asked for at a time, and the most there may ever be. */
const BATCH = 60;
const MOST = 20_000;

/** The same connector, after whose call there may be no database; it reads no comments, which are not looked at here. */
function losing(connector: NetworkConnector, series: Series, cuts: Cuts): NetworkConnector {
  const { publishing } = connector;
  if (!publishing) throw new Error('Эта сеть не публикует');
  const { upload, publish, findPublished, look } = publishing;
  return {
    ...connector,
    pull: async (_access, cursor) => ({ readings: [], cursor, isMore: false }),
    publishing: {
      ...publishing,
      upload: (...given) => losingAfter(series, cuts, upload(...given)),
      publish: (...given) => losingAfter(series, cuts, publish(...given)),
      findPublished: (...given) => losingAfter(series, cuts, findPublished(...given)),
      look: (...given) => losingAfter(series, cuts, look(...given)),
    },
  };
}

async function keepPicture(series: Series): Promise<string> {
  const { server } = series;
  const stored = await storePicture(server.app.services.config, await drawPicture('png'));
  const fileId = await asSystem(series, (ctx) => keepReceived(ctx, stored));
  await server.app.pool.query('UPDATE files.file SET released = true WHERE id = $1', [fileId]);
  if (!fileId) throw new Error('Картинка не сохранена');
  return fileId;
}

/** Posts with a picture, cut at every point of the exchange so many times each, until every one is published. */
export async function playPublishingCuts(
  server: TestServer,
  admin: string,
  { seed, times, tell }: { seed: number; times: number; tell?: (text: string) => void },
): Promise<CutsReport> {
  const series = await openSeries(server, seed);
  const cuts = openCuts(times);
  for (const [network, world] of series.worlds)
    series.worlds.set(network, { ...world, connector: losing(world.connector, series, cuts) });
  joinWorlds(series);
  const pages = await addPages(series, admin);
  const picture = await keepPicture(series);
  dealCuts(series, cuts, (network, request) => series.worlds.get(network)!.isPublishing(request));
  const rows = new Map<string, Row>();
  const isQuiet = () =>
    series.asked.every(({ id }) => rows.get(id)?.state === 'published') && series.asked.length > 0;
  while (!isEnough(cuts) && series.asked.length < MOST) {
    await askPosts(series, pages, BATCH, [picture]);
    for (let turn = 0; turn < 200 && !isQuiet(); turn += 1) {
      // The worker itself may find no database: the next turn begins it anew.
      await passTime(series, rows, STEP).catch(() => readOpen(series, rows));
      watchSilence(series, rows);
      await askPerson(series, rows);
    }
    tell?.(`записей ${series.asked.length}, разрывов ${series.report.faults}`);
  }
  series.report.posts = series.asked.length;
  judgeSeries(series, rows);
  for (const { server: fake } of series.worlds.values()) await fake.close();
  return { ...series.report, points: pointsOf(cuts) };
}
