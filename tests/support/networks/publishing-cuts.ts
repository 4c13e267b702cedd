import { keepReceived, storePicture } from '../../../server/base/files/index.ts';
import type { NetworkConnector } from '../../../server/base/networks/index.ts';
import { forgiveHost } from '../../../server/lib/outbound/fetch-outside.ts';
import type { FakeFault, FakeRequest } from '../../fakes/kit/fake-server.ts';
import { drawPicture } from '../pictures.ts';
import type { TestServer } from '../site/server.ts';
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
  wordsIn,
} from './publishing-series.ts';
import { asSystem, type Row, type Series, type SeriesReport } from './series-rows.ts';
import { watchSilence } from './watch-silence.ts';

/** Where an exchange is cut: before the network did what it was asked, after it, or between its answer and our writing of it down. */
const ways = ['before', 'after', 'unwritten'] as const;
type Way = (typeof ways)[number];

export interface CutsReport extends SeriesReport {
  /** How often each point was cut: `vk /method/wall.post after`. */
  points: Record<string, number>;
}

/** Posts that are asked for at a time, and the most there may ever be. */
const BATCH = 60;
const MOST = 20_000;

/** The call of a request: its path without numbers, and the method where all have one path. */
function nameCall(network: string, { method, path, body, query }: FakeRequest): string {
  const called = /(?:^|&)method=([\w.]+)/u.exec(body)?.[1] ?? query.get('method') ?? '';
  return [network, method, path.replaceAll(/\d+|[0-9a-f-]{20,}/gu, '…'), called].filter(Boolean).join(' ');
}

interface Cuts {
  counts: Map<string, number>;
  times: number;
  /** What comes back from the network next finds no database. */
  loseDatabase: boolean;
}

/**
 * The way this call was cut least; none once it was cut enough in each. Now and then none, so that an exchange comes to its end. A post
 * itself is cut for as long as anything else is cut too seldom: what looks for a doubtful one is called for no other reason.
 */
function drawCut({ counts, times }: Cuts, { dice }: Series, call: string, isPublishing: boolean): Way | null {
  const left = ways.map((way) => ({ way, count: counts.get(`${call} ${way}`) ?? 0 }));
  for (const { way, count } of left) counts.set(`${call} ${way}`, count);
  const least = left.toSorted((a, b) => a.count - b.count)[0];
  if (!least || (least.count >= times && !isPublishing) || dice() < 0.3) return null;
  counts.set(`${call} ${least.way}`, least.count + 1);
  return least.way;
}

/** Each request may be cut, in one of the ways there are. */
function dealCuts(series: Series, cuts: Cuts): void {
  for (const [network, world] of series.worlds)
    world.server.drawFault = (request): FakeFault | undefined => {
      forgiveHost(world.server.url);
      const isPublishing = world.isPublishing(request);
      const way = drawCut(cuts, series, nameCall(network, request), isPublishing);
      if (!way) return undefined;
      series.report.faults += 1;
      if (isPublishing) {
        series.report.faultsOfPosts += 1;
        series.dealt.set(wordsIn(request), series.time.now());
      }
      if (way === 'unwritten') cuts.loseDatabase = true;
      return way === 'unwritten' ? undefined : { kind: 'cut', isAfter: way === 'after' };
    };
}

/** Every connection of the server to its database ends: what the network answered is written down nowhere. */
const endConnections = (server: TestServer) =>
  server.asOwner(`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`);

/** The same connector, after whose call there may be no database; it reads no comments, which are not looked at here. */
function losing(connector: NetworkConnector, series: Series, cuts: Cuts): NetworkConnector {
  const { publishing } = connector;
  if (!publishing) throw new Error('Эта сеть не публикует');
  const losingAfter = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } finally {
      if (cuts.loseDatabase) {
        cuts.loseDatabase = false;
        await endConnections(series.server);
      }
    }
  };
  const { upload, publish, findPublished, look } = publishing;
  return {
    ...connector,
    pull: async (_access, cursor) => ({ readings: [], cursor, isMore: false }),
    publishing: {
      ...publishing,
      upload: (...given) => losingAfter(upload(...given)),
      publish: (...given) => losingAfter(publish(...given)),
      findPublished: (...given) => losingAfter(findPublished(...given)),
      look: (...given) => losingAfter(look(...given)),
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
  const cuts: Cuts = { counts: new Map(), times, loseDatabase: false };
  for (const [network, world] of series.worlds)
    series.worlds.set(network, { ...world, connector: losing(world.connector, series, cuts) });
  joinWorlds(series);
  const pages = await addPages(series, admin);
  const picture = await keepPicture(series);
  dealCuts(series, cuts);
  const rows = new Map<string, Row>();
  const isCut = () => cuts.counts.size > 0 && [...cuts.counts.values()].every((count) => count >= times);
  const isQuiet = () =>
    series.asked.every(({ id }) => rows.get(id)?.state === 'published') && series.asked.length > 0;
  while (!isCut() && series.asked.length < MOST) {
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
  return { ...series.report, points: Object.fromEntries([...cuts.counts].toSorted()) };
}
