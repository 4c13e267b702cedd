import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inJob, openApp } from '../../../bench/support/clock-city.ts';
import { type Site, startServer } from '../../../bench/support/site.ts';
import { withdrawAgain } from '../../../server/messages/cases/resident/withdraw.ts';
import type { AcceptLine, AcceptOutcome } from '../line.ts';
import { root as project, runProgram } from '../run-program.ts';
import { findLack, type OwnCluster, startOwnCluster } from './own-cluster.ts';

/** The recipe of docs/own-postgresql.md: a city on a PostgreSQL of its own is copied, lost, and returned to a moment. */

const CASES = Number(process.env.OWN_CASES ?? 3000);
const MESSAGES = 40;

interface Sent {
  clientKey: string;
  number: string;
}

async function send(port: number): Promise<Sent> {
  const clientKey = randomUUID();
  const reply = await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-otklik': '1' },
    body: JSON.stringify({
      clientKey,
      text: `Яма на проезжей части, проба возврата ${clientKey}`,
      place: { lat: 56.405, lon: 61.93 },
      phone: '+79000000001',
      consent: true,
      consentVersion: '3',
    }),
  });
  if (!reply.ok) throw new Error(`Сообщение не принято: ${reply.status} ${await reply.text()}`);
  return { clientKey, number: ((await reply.json()) as { number: string }).number };
}

async function ask<T extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

const restic = (repository: string, ...args: string[]): string =>
  execFileSync('restic', ['-r', repository, '--no-cache', ...args], {
    encoding: 'utf8',
    env: { ...process.env, RESTIC_PASSWORD: 'пароль-для-пробы' },
  });

/** A command of ours on a database of the city's own. */
function runScript(args: readonly string[], url: string): { isWhole: boolean; words: string } {
  const [script = '', ...more] = args;
  const own = script === 'restore.ts' ? ['--database', url] : [];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(project, 'scripts', script), ...more, ...own],
    { encoding: 'utf8', env: { ...process.env, DATABASE_URL: url } },
  );
  return { isWhole: status === 0, words: `${stderr}${stdout}` };
}

/** What lies in a city before the moment, and after it. */
interface Course {
  before: Sent[];
  after: Sent[];
  /** Whose consent was withdrawn after the moment. */
  contact: string;
  moment: Date;
  root: Root;
  copySeconds: number;
}

const withCity = async <T>(
  cluster: { url: string; ownerUrl: string },
  data: string,
  work: (site: Site) => Promise<T>,
): Promise<T> => {
  const site = await startServer(cluster.url, {
    OTKLIK_DATA: data,
    DATABASE_OWNER_URL: cluster.ownerUrl,
    OTKLIK_DEMO: '1',
  });
  try {
    return await work(site);
  } finally {
    await site.stop();
  }
};

/** The last record of the journal. */
interface Root {
  seq: string;
  hash: string;
}

const rootsOf = (url: string, seq: string | null): Promise<Root[]> =>
  ask<Root>(
    url,
    "SELECT seq::text, encode(hash, 'hex') AS hash FROM audit.record WHERE $1::bigint IS NULL OR seq = $1 ORDER BY seq DESC LIMIT 1",
    [seq],
  );

async function live(cluster: OwnCluster, data: string, repository: string): Promise<Course> {
  const many = async (port: number): Promise<Sent[]> => {
    const sent: Sent[] = [];
    for (let at = 0; at < MESSAGES; at += 1) sent.push(await send(port));
    return sent;
  };
  return withCity(cluster, data, async ({ port }) => {
    const before = await many(port);
    // At night the copy waits for the database's own checkpoint, minutes; nobody waits here.
    const copySeconds = await cluster.copy('--type=full', '--start-fast', 'backup');
    before.push(...(await many(port)));
    await sleep(1500);
    const [root] = await rootsOf(cluster.url, null);
    if (!root) throw new Error('Журнал пуст');
    const moment = new Date();
    await sleep(1500);
    const after = await many(port);
    const [contact] = await ask<{ id: string }>(
      cluster.url,
      'SELECT id FROM cases.contact WHERE client_key = $1',
      [before[0]?.clientKey],
    );
    const app = await openApp(cluster.url, data);
    await inJob(app, async (ctx) => {
      const erasure = {
        at: ctx.now.toISOString(),
        action: 'cases.withdraw-consent',
        objectId: contact?.id ?? '',
        data: { scope: 'all' },
      };
      if (!(await withdrawAgain(ctx, erasure))) throw new Error('Согласие не отозвано');
    });
    await app.close();
    restic(repository, 'backup', '--quiet', data);
    return { before, after, contact: contact?.id ?? '', moment, root, copySeconds };
  });
}

const held = async (url: string, sent: readonly Sent[]): Promise<number> =>
  (
    await ask<{ n: number }>(
      url,
      'SELECT count(*)::int AS n FROM cases.contact WHERE client_key = ANY($1::uuid[])',
      [sent.map(({ clientKey }) => clientKey)],
    )
  )[0]?.n ?? 0;

const isWithdrawn = async (url: string, contact: string): Promise<boolean> =>
  (
    await ask<{ is: boolean }>(
      url,
      'SELECT consent_withdrawn_at IS NOT NULL AS is FROM cases.contact WHERE id = $1',
      [contact],
    )
  )[0]?.is ?? false;

/** What must be so in the returned city before it is opened, and once it has started. */
async function judge(
  cluster: OwnCluster,
  course: Course,
  folders: { back: string; repository: string; lost: string },
): Promise<AcceptOutcome> {
  const words = course.moment.toISOString().replace('T', ' ').replace('Z', '+00:00');
  const erased = runScript(['restore.ts', '--erased-after', words, '--data', folders.back], cluster.ownerUrl);
  await cluster.copy('check');
  cluster.destroy();
  const { seconds, ...returned } = await cluster.restoreTo(words);
  restic(folders.repository, 'restore', `latest:${folders.lost}`, '--target', folders.back);
  const verified = runScript(['verify.ts', 'all', '--data', folders.back], returned.ownerUrl);
  const [root] = await rootsOf(returned.url, course.root.seq);
  const kept = await held(returned.url, course.before);
  const tooNew = await held(returned.url, course.after);
  const hadConsent = !(await isWithdrawn(returned.url, course.contact));
  const isErasedAgain = await withCity(returned, folders.back, async ({ port }) => {
    await send(port);
    return isWithdrawn(returned.url, course.contact);
  });
  return {
    isHeld:
      kept === course.before.length &&
      tooNew === 0 &&
      root?.hash === course.root.hash &&
      verified.isWhole &&
      erased.words.includes('стёрто: 1') &&
      hadConsent &&
      isErasedAgain,
    figures: [
      `подтверждённого до мига на месте ${kept} из ${course.before.length}, пришедшего после него ${tooNew}`,
      `корень журнала ${root?.hash === course.root.hash ? 'тот же' : '**другой**'}; verify all: ${verified.words.trim().split('\n').at(-1)}`,
      `отозванное после мига согласие: в списке ${erased.words.includes('стёрто: 1') ? 'есть' : '**нет**'}, после возврата ${hadConsent ? 'снова было' : '**не было**'}, при запуске ${isErasedAgain ? 'отозвано снова' : '**осталось**'}`,
      `pgBackRest: полная копия ${course.copySeconds.toFixed(1)} с, возврат к мигу ${seconds.toFixed(1)} с; дел ${CASES}`,
    ],
  };
}

export const line: AcceptLine = {
  bearsAnother: true,
  title: 'Своя PostgreSQL: возврат к мигу по рецепту docs/own-postgresql.md, pgBackRest и restic',
  async run({ tell }) {
    const lack = findLack();
    if (lack) return { isHeld: false, figures: [`не измерено: ${lack}`] };
    const folder = mkdtempSync(join(tmpdir(), 'otklik-own-data-'));
    const [lost, back, repository] = ['lost', 'back', 'copies'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const cluster = await startOwnCluster();
    try {
      mkdirSync(lost);
      restic(repository, 'init', '--quiet');
      tell(`город на ${CASES} дел`);
      const made = await runProgram(
        ['scripts/demo.mjs', '--cases', String(CASES), '--database', cluster.ownerUrl, '--data', lost],
        tell,
      );
      if (made.code !== 0) throw new Error('Город не наполнен');
      tell('сообщения, копия, миг');
      const course = await live(cluster, lost, repository);
      tell(`диска нет; возврат к ${course.moment.toISOString()}`);
      return await judge(cluster, course, { back, repository, lost });
    } finally {
      cluster.drop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
