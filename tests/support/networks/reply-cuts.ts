import type { NetworkConnector } from '../../../server/base/networks/index.ts';
import { sayDueJob } from '../../../server/base/networks/say.ts';
import { forgiveHost } from '../../../server/lib/outbound/fetch-outside.ts';
import { captureFacts } from '../../../server/monitoring/posts/capture.ts';
import { sortIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import { draftReply, settleReply } from '../../../shared/contract/monitoring/incident-replies.ts';
import { readIncident } from '../../../shared/contract/monitoring/incidents.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { TestServer } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';
import { type Cuts, dealCuts, isEnough, losingAfter, openCuts, pointsOf } from './cuts.ts';
import { addPages, joinWorlds, openSeries, STEP, wordsIn } from './publishing-series.ts';
import { asSystem, type Series } from './series-rows.ts';
import { makePost, readingOf } from './told-network.ts';

/** Replies of the city to residents, whose exchange with the network is cut. */

export interface ReplyCutsReport {
  replies: number;
  cuts: number;
  /** How often a person had to say how one ended. */
  settled: number;
  /** Replies that stand nowhere, stand twice, or of which something else is said. */
  lost: string[];
  doubled: string[];
  wrong: string[];
  /** Longest time from a cut until the reply was out, tried anew with its reason, or said to be unknown, ms. */
  longestSilence: number;
  /** Letters about one unknown end that a person got more than once, and ends of which nobody was told. */
  toldTwice: number;
  untold: number;
  letters: number;
  points: Record<string, number>;
}

const MOST = 20_000;

interface Talk {
  incidentId: string;
  postId: string;
  pageId: string;
  network: string;
}

interface ReplyRow {
  id: string;
  incident_id: string;
  state: string;
  /** Why its last try came to nothing. */
  reason: string;
}

interface Play {
  series: Series;
  cuts: Cuts;
  talks: Talk[];
  /** Replies by their words, as they stand. */
  rows: Map<string, ReplyRow>;
  report: ReplyCutsReport;
}

function losing(connector: NetworkConnector, series: Series, cuts: Cuts): NetworkConnector {
  const { say, findSaid } = connector;
  if (!say || !findSaid) throw new Error('В этой сети Отклик не говорит');
  return {
    ...connector,
    pull: async (_access, cursor) => ({ readings: [], cursor, isMore: false }),
    say: (...given) => losingAfter(series, cuts, say(...given)),
    findSaid: (...given) => losingAfter(series, cuts, findSaid(...given)),
  };
}

/** A resident writes under a post of the page, and it is an incident. */
async function beginTalk(
  series: Series,
  { network, pageId, turn }: { network: string; pageId: string; turn: number },
  operator: string,
): Promise<Talk> {
  const world = series.worlds.get(network)!;
  const place = world.comment(world.post('Новости'), `Нет воды, ${turn}`);
  const page = { id: pageId, network, externalId: world.access.pageId, isOwn: true };
  const post = makePost({
    id: place.id,
    kind: place.kind,
    threadId: place.threadId,
    parentId: place.threadId,
    pageId: page.externalId,
    authorId: place.authorId,
    text: `На Титова, ${turn + 1} второй день нет горячей воды`,
    postedAt: new Date(series.time.now()),
  });
  const { raw } = readingOf(place.id);
  await asSystem(series, (ctx) =>
    captureFacts(ctx, [{ eventId: 7, receivedAt: ctx.now, page, fact: { fact: 'seen', post }, raw }]),
  );
  await series.server.drain();
  const { rows } = await series.server.app.pool.query(
    `SELECT member.incident_id, post.id FROM posts.post JOIN incidents.member ON member.post_id = post.id
     WHERE post.network = $1 AND post.external_id = $2`,
    [network, place.id],
  );
  const talk = { incidentId: String(rows[0].incident_id), postId: String(rows[0].id), pageId, network };
  const params = { id: talk.incidentId };
  const { version, offer } = await series.server.call(readIncident, { params }, operator);
  const sorted = { factId: offer.topics[0]!.factId, place: { address: `Титова, ${turn + 1}` } };
  const body = { version, ...sorted, importance: 'normal' as const, unitId: null };
  await series.server.call(sortIncident, { params, body }, operator);
  return talk;
}

/** One more reply in each talk where none is on its way. */
async function writeReplies({ series, talks, rows }: Play): Promise<void> {
  const { server, asked } = series;
  const operator = await signInAs(server, 'operator');
  for (const { incidentId, postId, pageId, network } of talks) {
    const text = `Запись ${asked.length}: воду дадут сегодня`;
    const { version } = await server.call(readIncident, { params: { id: incidentId } }, operator);
    const card = await server.call(
      draftReply,
      {
        params: { id: incidentId },
        body: { version, postId, pageId, text, as: 'urgent', urgentReason: 'Авария' },
      },
      operator,
    );
    const written = card.replies.find((reply) => reply.text === text)!;
    asked.push({ id: written.id, text, network });
    rows.set(text, { id: written.id, incident_id: incidentId, state: 'saying', reason: '' });
  }
}

const openIn = ({ rows }: Play): ReplyRow[] =>
  [...rows.values()].filter(({ state }) => state !== 'published');

async function readReplies(play: Play): Promise<void> {
  const found = await asSystem(play.series, (ctx) =>
    ctx.db
      .selectFrom('incidents.reply')
      .innerJoin('networks.saying', 'networks.saying.subject_id', 'incidents.reply.id')
      .select([
        'incidents.reply.id',
        'incidents.reply.incident_id',
        'incidents.reply.text',
        'incidents.reply.state',
        'networks.saying.reason',
      ])
      .where(
        'incidents.reply.id',
        'in',
        openIn(play).map(({ id }) => id),
      )
      .execute(),
  );
  for (const { text, ...row } of found) play.rows.set(text, row);
  noteSilence(play);
}

/** What became of a cut is to be seen within a minute: it is out, or tried anew with its reason, or a person is asked. */
function noteSilence({ series, rows, report }: Play): void {
  for (const [words, at] of series.dealt) {
    const row = [...rows].find(([text]) => text.startsWith(`${words}:`))?.[1];
    const isTold = row && (row.state !== 'saying' || row.reason !== '');
    const silence = series.time.now() - at;
    if (!isTold && silence <= MINUTE) continue;
    report.longestSilence = Math.max(report.longestSilence, silence);
    series.dealt.delete(words);
  }
}

/** So much time goes by, and what is due by then is done; the worker itself may find no database. */
async function passTime(play: Play): Promise<void> {
  const { series } = play;
  series.time.pass(STEP);
  for (const { server } of series.worlds.values()) forgiveHost(server.url);
  await asSystem(series, async (ctx) => ctx.enqueue(sayDueJob, {}));
  await series.server.drain().catch(() => {});
  await readReplies(play);
}

/** A person looks into the network itself and says what is there. */
async function settle(play: Play): Promise<void> {
  const { series, rows, report } = play;
  const stuck = [...rows].filter(([, { state }]) => state === 'unknown' || state === 'failed');
  if (stuck.length === 0) return;
  const operator = await signInAs(series.server, 'operator');
  for (const [text, row] of stuck) {
    // What is looked for by the program itself is found meanwhile, as a rule.
    if (row.state === 'unknown' && series.dice() < 0.5) continue;
    const { network } = series.asked.find(({ id }) => id === row.id)!;
    const isThere = series.worlds
      .get(network)!
      .said()
      .some((said) => said.includes(text));
    const { version } = await series.server.call(readIncident, { params: { id: row.incident_id } }, operator);
    await series.server.call(
      settleReply,
      {
        params: { id: row.incident_id, reply: row.id },
        body: isThere
          ? { version, as: 'published', url: 'https://network.example/seen' }
          : { version, as: 'again' },
      },
      operator,
    );
    report.settled += 1;
  }
  await readReplies(play);
}

/** The networks' own logs say what really stands there. */
function judge({ series, rows, report }: Play): void {
  for (const { text, network } of series.asked) {
    const world = series.worlds.get(network)!;
    const standing = world.said().filter((said) => said.includes(text)).length;
    if (standing === 0) report.lost.push(`${network}: ${text}`);
    if (standing > 1) report.doubled.push(`${network}: ${text}`);
    const row = rows.get(text)!;
    if (row.state !== 'published') report.wrong.push(`${network}: ${text} is ${row.state}`);
  }
  for (const { server } of series.worlds.values()) report.wrong.push(...server.schemaFaults);
}

/** Letters about replies whose end nobody knows, held against how often each became so. */
async function judgeLetters({ series, report }: Play): Promise<void> {
  const { rows } = await series.server.app.pool.query(
    `SELECT incident.number, (SELECT count(*)::int FROM incidents.event
        WHERE event.incident_id = incident.id AND event.what = 'Неизвестно, вышел ли ответ') AS times,
      ARRAY(SELECT count(*)::int FROM outbox.letter
        WHERE purpose = 'reply-unknown' AND subject LIKE '%№ ' || incident.number GROUP BY recipient) AS got
     FROM incidents.incident`,
  );
  for (const { times, got } of rows as { times: number; got: number[] }[]) {
    report.letters += got.reduce((sum, one) => sum + one, 0);
    report.toldTwice += got.reduce((sum, one) => sum + Math.max(one - times, 0), 0);
    report.untold += Math.max(times - Math.max(...got, 0), 0);
  }
}

interface ReplyCutsAsked {
  seed: number;
  /** How often each point is cut. */
  times: number;
  /** Talks in each network; a reply at a time in each. */
  talks: number;
  tell?: (text: string) => void;
}

/** Replies cut at every point of the exchange so many times each, in virtual time, until every one stands in its network. */
export async function playReplyCuts(
  server: TestServer,
  admin: string,
  { seed, times, talks, tell }: ReplyCutsAsked,
): Promise<ReplyCutsReport> {
  const series = await openSeries(server, seed);
  const cuts = openCuts(times);
  for (const [network, world] of series.worlds)
    series.worlds.set(network, { ...world, connector: losing(world.connector, series, cuts) });
  joinWorlds(series);
  const pages = await addPages(series, admin);
  const counts = { replies: 0, cuts: 0, settled: 0, longestSilence: 0, toldTwice: 0, untold: 0, letters: 0 };
  const report: ReplyCutsReport = { ...counts, lost: [], doubled: [], wrong: [], points: {} };
  const play: Play = { series, cuts, talks: [], rows: new Map(), report };
  const operator = await signInAs(server, 'operator');
  for (const [network, pageId] of pages)
    for (let talk = 0; talk < talks; talk += 1)
      play.talks.push(await beginTalk(series, { network, pageId, turn: play.talks.length }, operator));
  dealCuts(series, cuts, (_, request) => wordsIn(request) !== '');
  while (!isEnough(cuts) && series.asked.length < MOST) {
    await writeReplies(play);
    for (let turn = 0; turn < 200 && openIn(play).length > 0; turn += 1) {
      await passTime(play);
      await settle(play);
    }
    tell?.(`ответов ${series.asked.length}, разрывов ${series.report.faults}`);
  }
  report.replies = series.asked.length;
  report.cuts = series.report.faults;
  judge(play);
  await judgeLetters(play);
  for (const { server: fake } of series.worlds.values()) await fake.close();
  return { ...report, points: pointsOf(cuts) };
}
