import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Site, startServer } from '../../../bench/support/site.ts';
import * as contract from '../../../shared/contract/participation/ballots.ts';
import { takeKioskBallot } from '../../../shared/contract/participation/poll-kiosk.ts';
import { makePaper, type Paper, type Sealed, sealPaper } from '../../../web/lib/ballots/paper.ts';
import { openPaperDesk } from '../../support/participation/paper-desk.ts';
import { RUNNING } from '../../support/participation/poll-desk.ts';
import type { VoteDesk } from '../../support/participation/vote-desk.ts';
import { makeDice } from '../../suppression/random-city.ts';
import { type CastsSeen, OF_KILL } from './casts-seen.ts';

/** The web process is one of its own, spoken to over the wire; it is killed while envelopes come in. Set by `2-casts.ts`. */

const {
  PLAYED = '',
  PLAYED_SEED = '1',
  PLAYED_VOTERS = '12',
  PLAYED_TRIES = '16',
  PLAYED_KILLS = '2',
} = process.env;
const VOTERS = Number(PLAYED_VOTERS);
const TRIES = Number(PLAYED_TRIES);
const KILLS = Number(PLAYED_KILLS);
/** Voters whose devices try at once. */
const AT_ONCE = 4;
const PATIENCE = 120_000;

interface Course {
  desk: VoteDesk;
  paper: Awaited<ReturnType<typeof openPaperDesk>>;
  id: string;
  form: contract.BallotForm;
  port: number;
  dice: () => number;
  seen: CastsSeen;
}

interface Reply {
  status: number;
  json: { entry?: string; ballot?: string; receipt?: string; detail?: string };
}

/** A network of each voter's own: limits by address are not what is tried here. */
const addresses = new Map<string, string>();
function addressOf(cookie: string): string {
  const at = addresses.size;
  const known = addresses.get(cookie) ?? `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
  addresses.set(cookie, known);
  return known;
}

/** Null: no reply came, the server is away. */
async function post(course: Course, path: string, body: object, cookie = ''): Promise<Reply | null> {
  try {
    const reply = await fetch(`http://127.0.0.1:${course.port}${path.replace(':id', course.id)}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-otklik': '1',
        'x-forwarded-for': addressOf(cookie),
        cookie,
      },
      body: JSON.stringify(body),
    });
    return { status: reply.status, json: (await reply.json()) as Reply['json'] };
  } catch {
    return null;
  }
}

const take = (course: Course, paper: Paper, cookie: string) =>
  post(course, contract.takeBallot.path, { said: { isOfAge: true }, ...paper.asked }, cookie);
const cast = (course: Course, sealed: Sealed) => post(course, contract.castBallot.path, sealed);

const newPaper = ({ form, id, dice }: Course): Paper =>
  makePaper(form, { pollId: id, answers: { yard: [dice() < 0.5 ? 'titova' : 'suvorova'] } });

async function seal({ form }: Course, paper: Paper, { json }: Reply): Promise<Sealed> {
  const sealed = await sealPaper(form, paper, { entry: json.entry ?? '', ballot: json.ballot ?? '' });
  if (!sealed) throw new Error('not sealed');
  return sealed;
}

/** One voter with two devices, both of which try to get a ballot many times at once; then the envelope, many times at once. */
async function rush(course: Course, cookie: string, ask = take): Promise<void> {
  const { seen } = course;
  const papers = [newPaper(course), newPaper(course)];
  const asked = await Promise.all(
    Array.from({ length: TRIES }, async (_, at) => {
      const paper = papers[at % papers.length];
      return { paper, reply: paper ? await ask(course, paper, cookie) : null };
    }),
  );
  const signed = asked.filter(({ reply }) => reply?.status === 200);
  const holders = new Set(signed.map(({ paper }) => paper));
  if (holders.size !== 1) seen.doubledBallots += 1;
  for (const { reply } of asked)
    if (reply?.status !== 200 && reply?.status !== 409)
      seen.odd.push(`бюллетень: ${reply?.status} ${reply?.json.detail}`);
  const [first] = signed;
  if (!first?.paper || !first.reply) return;
  const sealed = await seal(course, first.paper, first.reply);
  const thrown = await Promise.all(Array.from({ length: TRIES }, () => cast(course, sealed)));
  const receipts = new Set(thrown.flatMap((reply) => (reply?.status === 200 ? [reply.json.receipt] : [])));
  if (receipts.size !== 1) seen.doubledEnvelopes += 1;
  for (const reply of thrown)
    if (reply?.status !== 200 && reply?.status !== 503)
      seen.odd.push(`конверт: ${reply?.status} ${reply?.json.detail}`);
}

/** The same by one code of a kiosk: from two addresses, since each may ask so many times a minute. */
async function rushKiosk(course: Course): Promise<void> {
  const { desk, paper, seen } = course;
  const { id, places } = await paper.openWithPlaces('vote');
  const form = await runToday(desk, id);
  const own = Object.assign({}, course, { id, form });
  desk.server.setNow(null);
  const key = await paper.openKiosk(places[0] ?? '');
  const code = await paper.giveCode(id, places[0] ?? '', { basis: 'документ' });
  desk.server.setNow(RUNNING);
  const path = takeKioskBallot.path.replace(':token', key);
  let asks = 0;
  await rush(own, '', (_, { asked }) => {
    asks += 1;
    return post(own, path, { code, said: { isOfAge: true }, ...asked }, `kiosk ${asks % 2}`);
  });
  seen.atKiosk = { roll: await countOf(own, 'voter'), envelopes: await countOf(own, 'envelope') };
}

async function eachOf<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const walk = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, walk));
}

const start = ({ desk }: Pick<Course, 'desk'>): Promise<Site> => {
  const { databaseUrl, dataDir } = desk.server.app.services.config;
  return startServer(databaseUrl, { OTKLIK_ONLY: 'web', OTKLIK_DATA: dataDir, OTKLIK_DEMO: '' });
};

interface Voter {
  cookie: string;
  paper: Paper;
  sealed: Sealed | null;
  receipt: string | null;
}

/** As a device goes on: it asks for the same ballot and throws the same envelope until it has heard that it is in the box. */
async function goOn(course: Course, voter: Voter, onHeard: () => void): Promise<void> {
  const end = Date.now() + PATIENCE;
  const isAway = (reply: Reply | null): boolean => reply === null;
  while (voter.receipt === null && Date.now() < end) {
    const reply = voter.sealed
      ? await cast(course, voter.sealed)
      : await take(course, voter.paper, voter.cookie);
    if (isAway(reply)) return;
    if (reply?.status !== 200) {
      if (reply?.status !== 503) course.seen.odd.push(`${reply?.status} ${reply?.json.detail}`);
      await new Promise((done) => setTimeout(done, 50));
    } else if (voter.sealed) {
      voter.receipt = reply.json.receipt ?? '';
      onHeard();
    } else voter.sealed = await seal(course, voter.paper, reply);
  }
}

/** The web process dies when so many of the round have heard, with others on their way. */
async function killOnce(course: Course, voters: Voter[]): Promise<void> {
  const site = await start(course);
  course.port = site.port;
  const exited = new Promise((done) => site.process.once('exit', done));
  let left = 1 + Math.floor(course.dice() * (OF_KILL - 4));
  const onHeard = () => {
    left -= 1;
    if (left === 0) setTimeout(() => site.process.kill('SIGKILL'), Math.floor(course.dice() * 6));
  };
  await Promise.all(
    voters.filter(({ receipt }) => receipt === null).map((voter) => goOn(course, voter, onHeard)),
  );
  site.process.kill('SIGKILL');
  await exited;
}

const countOf = async ({ desk, id }: Course, table: 'voter' | 'envelope'): Promise<number> => {
  const { rows } = await desk.server.app.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ballots.${table} WHERE poll_id = $1`,
    [id],
  );
  return rows[0]?.count ?? 0;
};

/** The process lives by the clock of the machine. */
async function runToday(desk: VoteDesk, id: string): Promise<contract.BallotForm> {
  await desk.server.app.pool.query(
    "UPDATE polls.poll SET opens_at = now() - interval '1 day', closes_at = now() + interval '2 days' WHERE id = $1",
    [id],
  );
  return desk.server.call(contract.readBallotForm, { params: { id } });
}

async function open(): Promise<Course> {
  const paper = await openPaperDesk();
  const { desk } = paper;
  const { id } = await desk.openVote();
  const form = await runToday(desk, id);
  const seen = {
    voters: VOTERS,
    tries: TRIES,
    doubledBallots: 0,
    doubledEnvelopes: 0,
    odd: [],
    roll: 0,
    envelopes: 0,
    atKiosk: { roll: 0, envelopes: 0 },
  };
  const ofKills = { kills: 0, acknowledged: 0, lost: 0, repeated: 0, seconds: 0 };
  return {
    desk,
    paper,
    id,
    form,
    port: 0,
    dice: makeDice(Number(PLAYED_SEED)),
    seen: Object.assign(seen, ofKills),
  };
}

async function playKills(course: Course): Promise<void> {
  const { desk, id, seen } = course;
  const voters: Voter[] = [];
  for (; seen.kills < KILLS; seen.kills += 1) {
    for (const cookie of await desk.residents(OF_KILL))
      voters.push({ cookie, paper: newPaper(course), sealed: null, receipt: null });
    await killOnce(course, voters);
    console.log(
      `kill -9 № ${seen.kills + 1}, услышали ${voters.filter((one) => one.receipt !== null).length}`,
    );
  }
  const heard = voters.flatMap(({ receipt }) => receipt ?? []);
  seen.acknowledged = heard.length;
  const { rows } = await desk.server.app.pool.query<{ receipt: string; count: number }>(
    'SELECT receipt, count(*)::int AS count FROM ballots.envelope WHERE poll_id = $1 AND receipt = ANY($2) GROUP BY receipt',
    [id, heard],
  );
  seen.lost = heard.length - rows.length;
  seen.repeated = rows.filter(({ count }) => count > 1).length;
  // Whoever was cut off goes on: nobody is left without a voice, nobody has two.
  const site = await start(course);
  course.port = site.port;
  await eachOf(voters, 16, (voter) => goOn(course, voter, () => {}));
  await site.stop();
  seen.lost += voters.filter(({ receipt }) => receipt === null).length;
}

test('tries at once, and kills of the web process', { timeout: 5_400_000 }, async () => {
  const course = await open();
  const { desk, seen } = course;
  const cookies = await desk.residents(VOTERS);
  const site = await start(course);
  course.port = site.port;
  const began = Date.now();
  await eachOf(cookies, AT_ONCE, (cookie) => rush(course, cookie));
  await rushKiosk(course);
  seen.seconds = Math.round((Date.now() - began) / 1000);
  await site.stop();
  await playKills(course);
  seen.roll = await countOf(course, 'voter');
  seen.envelopes = await countOf(course, 'envelope');
  await desk.server.close();
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(seen));
  console.log(JSON.stringify({ ...seen, odd: seen.odd.slice(0, 5) }));
  const all = VOTERS + KILLS * OF_KILL;
  expect(seen).toMatchObject({ doubledBallots: 0, doubledEnvelopes: 0, odd: [], lost: 0, repeated: 0 });
  expect([seen.roll, seen.envelopes]).toEqual([all, all]);
  expect(seen.atKiosk).toEqual({ roll: 1, envelopes: 1 });
});
