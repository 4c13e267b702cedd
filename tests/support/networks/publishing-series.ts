import { randomUUID } from 'node:crypto';
import { publishAsPage, settleUnknownPublication } from '../../../server/base/networks/index.ts';
import { publishDueJob } from '../../../server/base/networks/publications/rows.ts';
import { forgiveHost } from '../../../server/lib/outbound/fetch-outside.ts';
import { createNetworkPage } from '../../../shared/contract/base/networks.ts';
import { drawFault } from '../../connectors/kit/random-faults.ts';
import { createTestTime, type PublishingWorld, type SeenThere } from '../../connectors/kit/world.ts';
import { startMaxWorld } from '../../connectors/worlds/max.ts';
import { startOkWorld } from '../../connectors/worlds/ok.ts';
import { startVkWorld } from '../../connectors/worlds/vk.ts';
import type { FakeRequest } from '../../fakes/kit/fake-server.ts';
import { makeDice } from '../../suppression/random-city.ts';
import type { TestServer } from '../site/server.ts';
import { asSystem, KIND, type Row, readRows, type Series, type SeriesReport } from './series-rows.ts';
import { joinConnectors } from './told-network.ts';
import { drainWatching, watchSilence } from './watch-silence.ts';

/** Posts are due so far apart, and the program turns to them so often, ms. */
const APART = 2000;
export const STEP = 30_000;

/** The words of a post in a request, whatever the network's form. */
export const wordsIn = ({ body }: FakeRequest): string =>
  /Запись \d+/u.exec(decodeURIComponent(body.replaceAll('+', ' ')))?.[0] ?? '';

/** Every request may fail, at any point of it: before it was taken, after, in its answer. */
function dealFaults(series: Series, share: number): void {
  for (const world of series.worlds.values())
    world.server.drawFault = (request) => {
      forgiveHost(world.server.url);
      if (series.dice() >= share) return undefined;
      series.report.faults += 1;
      if (world.isPublishing(request)) {
        series.report.faultsOfPosts += 1;
        series.dealt.set(wordsIn(request), series.time.now());
      }
      return drawFault(series.dice);
    };
}

/** The server goes by the time of the networks and speaks to their stand-ins. */
export function joinWorlds({ server, time, worlds, wandering }: Series): void {
  joinConnectors(
    server,
    [...worlds.values()].map(({ connector }) => connector),
  );
  Object.assign(server.app.services, { now: () => new Date(time.now() + wandering.by) });
}

export async function addPages(
  { server, worlds }: Pick<Series, 'server' | 'worlds'>,
  admin: string,
): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const [network, { access }] of worlds) {
    const { id } = await server.call(
      createNetworkPage,
      {
        body: {
          network,
          externalId: access.pageId,
          title: network,
          url: '',
          isOwn: true,
          unitId: null,
          baseUrl: access.baseUrl,
          keys: { ...access.keys },
        },
      },
      admin,
    );
    pages.set(network, id);
  }
  return pages;
}

/** So many posts more. Every seventh has the words of the one before it on its page: they are two. */
export async function askPosts(
  series: Series,
  pages: ReadonlyMap<string, string>,
  count: number,
  fileIds: readonly string[] = [],
): Promise<void> {
  const networks = [...pages.keys()];
  const start = series.time.now();
  const known = series.asked.length;
  for (let at = known; at < known + count; at += 1) {
    const network = networks[at % networks.length]!;
    const turn = Math.floor(at / networks.length);
    const isTwin = turn % 7 === 6;
    const text = `Запись ${(isTwin ? turn - 1 : turn) * networks.length + (at % networks.length)}`;
    const post = { id: randomUUID(), text, network };
    series.asked.push(post);
    const dueAt = new Date(start + (at - known) * APART);
    await asSystem(series, (ctx) =>
      publishAsPage(ctx, {
        pageId: pages.get(network)!,
        subject: { kind: KIND, id: post.id },
        text,
        pictures: fileIds.map((fileId) => ({ fileId, alt: 'Мост' })),
        dueAt,
      }),
    );
  }
}

/** A person looks into the network itself and says what is there. */
export async function askPerson(series: Series, rows: Map<string, Row>, impatience = 0.05): Promise<void> {
  const isAnothers = (own: string, post: SeenThere): boolean =>
    [...rows].some(
      ([id, row]) => id !== own && (row.published_id === post.id || row.published_url === post.url),
    );
  for (const { id, text, network } of series.asked) {
    const row = rows.get(id)!;
    const isStuck = row.state === 'failed' || (row.state === 'unknown' && row.next_at === null);
    const isImpatient = row.state === 'unknown' && series.dice() < impatience;
    if (!isStuck && !isImpatient) continue;
    series.report.asked += 1;
    const standing = series.worlds.get(network)!.posts();
    const own = standing.find((post) => post.text === text && !isAnothers(id, post));
    const as = own ? { published: own.url } : 'again';
    await asSystem(series, (ctx) => settleUnknownPublication(ctx, { kind: KIND, id }, as));
    await readRows(series, rows, [id]);
  }
}

/** So much time goes by, and what is due by then is done. */
export async function passTime(series: Series, rows: Map<string, Row>, ms: number): Promise<void> {
  series.time.pass(ms);
  for (const { server } of series.worlds.values()) forgiveHost(server.url);
  await asSystem(series, async (ctx) => ctx.enqueue(publishDueJob, {}));
  await drainWatching(series, rows);
  await readOpen(series, rows);
}

/** How those that are not out yet stand now. */
export function readOpen(series: Series, rows: Map<string, Row>): Promise<void> {
  const open = series.asked.filter(({ id }) => rows.get(id)?.state !== 'published');
  return readRows(
    series,
    rows,
    open.map(({ id }) => id),
  );
}

const makeReport = (posts: number): SeriesReport => ({
  posts,
  faults: 0,
  faultsOfPosts: 0,
  asked: 0,
  lost: [],
  doubled: [],
  wrong: [],
  silent: [],
  longestSilence: 0,
});

/** The networks' own logs say what really stands there. */
export function judgeSeries({ worlds, asked, report }: Series, rows: ReadonlyMap<string, Row>): void {
  for (const [network, world] of worlds) {
    const there = world.posts();
    const own = asked.filter((post) => post.network === network);
    for (const text of new Set([...there, ...own].map((one) => one.text))) {
      const [standing, wanted] = [there, own].map((list) => list.filter((one) => one.text === text).length);
      if (standing! < wanted!) report.lost.push(`${network}: ${text}`);
      if (standing! > wanted!) report.doubled.push(`${network}: ${text}`);
    }
    const named = own.map(({ id }) => rows.get(id)?.published_id || rows.get(id)?.published_url);
    if (new Set(named).size !== named.length) report.wrong.push(`${network}: one post is said of two`);
    for (const { id, text } of own) {
      const row = rows.get(id)!;
      const post = there.find((one) => one.id === row.published_id || one.url === row.published_url);
      if (row.state !== 'published' || post?.text !== text)
        report.wrong.push(`${network}: ${text} is ${row.state}`);
    }
    report.wrong.push(...world.server.schemaFaults);
  }
}

/** The three networks there are, their time, and nothing asked of them yet. */
export async function openSeries(server: TestServer, seed: number, posts = 0): Promise<Series> {
  const time = createTestTime();
  const worlds = new Map<string, PublishingWorld>([
    ['vk', await startVkWorld('callback', time)],
    ['ok', await startOkWorld(time)],
    ['max', await startMaxWorld(time)],
  ]);
  const report = makeReport(posts);
  return {
    server,
    time,
    dice: makeDice(seed),
    worlds,
    asked: [],
    dealt: new Map(),
    report,
    wandering: { by: 0 },
  };
}

interface SeriesAsked {
  seed: number;
  posts: number;
  share?: number;
  /** Done before each turn: what else goes wrong with the city. */
  disturb?: (series: Series) => void;
}

/**
 * So many posts on a page of each network, a fault in a share of all requests, in virtual time: until every one is published. A server
 * of its own; its networks are closed at the end.
 */
export async function playPublishingSeries(
  server: TestServer,
  admin: string,
  { seed, posts, share = 0.25, disturb }: SeriesAsked,
): Promise<SeriesReport> {
  const series = await openSeries(server, seed, posts);
  const { report, worlds } = series;
  joinWorlds(series);
  await askPosts(series, await addPages(series, admin), posts);
  dealFaults(series, share);
  const rows = new Map<string, Row>();
  for (let turn = 0; turn < posts + 500; turn += 1) {
    disturb?.(series);
    await passTime(series, rows, STEP);
    watchSilence(series, rows);
    if ([...rows.values()].every(({ state }) => state === 'published')) break;
    await askPerson(series, rows);
  }
  judgeSeries(series, rows);
  for (const world of worlds.values()) await world.server.close();
  return report;
}
