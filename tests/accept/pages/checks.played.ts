import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startWorker } from '../../../server/lib/jobs/worker.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { modules } from '../../../server/modules.ts';
import { readDueJob } from '../../../server/pages/register/reading/read-pages.ts';
import { createNetworkPage } from '../../../shared/contract/base/networks.ts';
import { listRegister } from '../../../shared/contract/pages/register.ts';
import { createPage, listReadings } from '../../../shared/contract/pages/register-acts.ts';
import { startVkFake } from '../../fakes/vk/vk-fake.ts';
import { createRandom } from '../../law/random.ts';
import { makeUnit } from '../../support/site/cases.ts';
import { startTestServer } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/**
 * Every page of the register is read by the product's own job over the network's stand-in, whose answers the official schema checks. Defects
 * are drawn by a seed: what the register says is held against them. One service key for all pages, or a key of its own for each.
 */

const { PLAYED = '', PLAYED_SEED = '1', PLAYED_KEYS = 'one' } = process.env;
const PAGES = Number(process.env.PLAYED_PAGES ?? 300);
const LONGEST = 60_000;
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** What of a page goes wrong, and which check has to fail by it. */
const defects = {
  name: { name: 'Жизнь нашего города' },
  avatar: { hasPicture: false },
  cover: { hasCover: false },
  description: { description: '' },
  address: { hasPoint: false },
  phone: { phone: '+7 3439 31-00-00' },
  email: { email: '' },
  site: { site: 'https://vk.com/gorod' },
} as const;
type Check = keyof typeof defects;
const told = Object.keys(defects) as Check[];

test('twelve checks of three hundred pages', { timeout: 900_000 }, async () => {
  const random = createRandom(Number(PLAYED_SEED));
  const fake = await startVkFake({ communities: PAGES });
  const server = await startTestServer({ OTKLIK_POOL: '20' });
  const { services, tasks, pool } = server.app;
  const [admin, editor] = [await signInAs(server, 'admin'), await signInAs(server, 'editor')];
  const unitId = await makeUnit(server, 'Управление образования', 'education-department');
  await pool.query(
    "UPDATE identity.unit SET phone = '8 (3439) 39-69-00', email = 'obr@example.org' WHERE id = $1",
    [unitId],
  );
  const [shared] = [...fake.communities[0]!.tokens].find(([, kind]) => kind === 'service')!;
  const expected = new Map<string, Check[]>();
  for (const community of fake.communities) {
    const wrong = told.filter(() => random.chance(0.15));
    Object.assign(community.profile, {
      name: 'Управление образования города',
      description: 'Официальная страница Управления образования: цели, задачи, приём родителей.',
      hasPicture: true,
      hasCover: true,
      address: 'ул. Титова, 1',
      hasPoint: true,
      phone: '+7 3439 39-69-00',
      email: 'obr@example.org',
      site: 'https://obr.example.org',
      ...Object.assign({}, ...wrong.map((check) => defects[check])),
    });
    const [own] = [...community.tokens].find(([, kind]) => kind === 'service')!;
    const { id } = community.group;
    const source = await server.call(
      createNetworkPage,
      {
        body: {
          network: 'vk',
          externalId: String(id),
          title: community.group.name,
          url: '',
          isOwn: true,
          unitId: null,
          baseUrl: fake.server.url,
          keys: { service: PLAYED_KEYS === 'one' ? shared : own },
        },
      },
      admin,
    );
    const page = await server.call(
      createPage,
      {
        body: {
          unitId,
          network: 'vk',
          title: `Страница ${id}`,
          url: `https://vk.com/p${id}`,
          grade: 'active',
          networkPageId: source.id,
        },
      },
      editor,
    );
    expected.set(page.id, wrong);
  }
  const jobs = modules
    .flatMap((module) => module.jobs ?? [])
    .filter(({ job }) => job.name.startsWith('register.'));
  const worker = await startWorker({
    services,
    tasks,
    jobs: jobs.map((one) => ({ ...one, cron: undefined })),
  });
  const countReadings = async (): Promise<number> =>
    (await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM register.reading')).rows[0]!
      .count;
  /** Asks the clock's own job and waits until so many readings are there; ms. */
  async function readAll(until: number): Promise<number> {
    const began = performance.now();
    const caller = { actor: { kind: 'system', name: 'clock' }, requestId: 'c', ip: '' } as const;
    await runMutation(services, caller, async (ctx) => ctx.enqueue(readDueJob, {}));
    while ((await countReadings()) < until && performance.now() - began < LONGEST * 3) await sleep(100);
    return performance.now() - began;
  }
  const first = await readAll(PAGES);
  const questions = fake.server.calls.length;
  await pool.query('UPDATE register.reader SET due_at = now()');
  const second = await readAll(2 * PAGES);

  const { rows: fixes } = await pool.query<{ page_id: string; check_id: string }>(
    'SELECT page_id, check_id FROM register.fix WHERE closed_at IS NULL',
  );
  const opened = new Set(fixes.map((fix) => `${fix.page_id} ${fix.check_id}`));
  const wanted = new Set([...expected].flatMap(([id, wrong]) => wrong.map((check) => `${id} ${check}`)));
  const lines = (await server.call(listRegister, {}, editor)).bodies.flatMap(({ pages }) => pages);
  let wrongVerdicts = 0;
  for (const { id, checks } of lines)
    for (const { id: check, state } of checks) {
      const isTold = told.includes(check as Check);
      const right = isTold ? (expected.get(id)!.includes(check as Check) ? 'missing' : 'there') : 'unseen';
      if (state !== right) wrongVerdicts += 1;
    }
  const [sample] = (await server.call(listReadings, { params: { id: lines[0]!.id } }, editor)).readings;
  const { rows: all } = await pool.query<{ raw: string; sha256: string }>(
    'SELECT raw, sha256 FROM register.reading',
  );
  const unproved = all.filter(
    ({ raw, sha256 }) => createHash('sha256').update(raw).digest('hex') !== sha256,
  ).length;
  const seconds = (ms: number): number => Math.round(ms / 100) / 10;
  const played = {
    pages: PAGES,
    checks: lines.reduce((sum, { checks }) => sum + checks.length, 0),
    keys: PLAYED_KEYS,
    first: seconds(first),
    second: seconds(second),
    questions,
    readings: all.length,
    unproved,
    schemaFaults: fake.server.schemaFaults.length,
    failed: wanted.size,
    tasks: fixes.length,
    doubled: fixes.length - opened.size,
    missed: [...wanted].filter((one) => !opened.has(one)).length,
    needless: [...opened].filter((one) => !wanted.has(one)).length,
    wrongVerdicts,
    sampleFindings: sample?.findings.length ?? 0,
  };
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(played));
  console.log(JSON.stringify(played));
  await worker.stop();
  await server.close();
  await fake.server.close();
  expect(played.readings).toBe(2 * PAGES);
});
