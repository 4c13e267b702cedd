import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type BulkRun,
  cancelBulkRun,
  createBulkRun,
  getBulkRun,
  listBulkRuns,
  startBulkRun,
  undoBulkRun,
} from '../../../../shared/contract/messages/cases-bulk.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { releaseDead } from '../../../lib/database/dead-workers.ts';
import { workOn } from './bulk-work.ts';

let server: TestServer;
let operator: string;
let operatorId: string;
let month = 0;

beforeAll(async () => {
  server = await startTestServer();
  ({ cookie: operator, personId: operatorId } = await signInStaff(server, 'operator'));
});
afterAll(() => server.close());
afterEach(() => server.setNow(null));
// Each test counts its own cases.
beforeEach(async () => {
  await server.asOwner('TRUNCATE cases.bulk_run CASCADE');
  await server.app.pool.query("UPDATE cases.case_file SET block = 'other'");
});

/** So many cases of a block, without the way in: only what a filter and an action look at. */
async function fill(count: number, status = 'in_work'): Promise<void> {
  month += 1;
  await server.app.pool.query(
    `INSERT INTO cases.case_file (id, number, registered_at, status, status_since, channel, regime, title, body, block, fact_id,
       district_id, suggestion)
     SELECT gen_random_uuid(), '20' || (30 + $3::int) || '-01-' || lpad(n::text, 4, '0'), now(), $2, now(), 'site_form', 'pos',
       'Яма', 'Яма на дороге', 'roads', 'roads.pavement.pothole', 'sinarsky', '[]'
     FROM generate_series(1, $1::int) AS n`,
    [count, status, month],
  );
}

const importance = { kind: 'importance', importance: 'high' } as const;
const create = (filter: Parameters<typeof asFilter>[0] = { block: 'roads' }) =>
  server.call(createBulkRun, { body: { filter: asFilter(filter), action: importance } }, operator);
const asFilter = (filter: { block?: string; stage?: 'work' }) => filter;
const read = (id: string) => server.call(getBulkRun, { params: { id } }, operator);
const act = (route: typeof startBulkRun | typeof undoBulkRun | typeof cancelBulkRun, { id }: BulkRun) =>
  server.call(route, { params: { id } }, operator);

const count = async (text: string): Promise<number> =>
  Number((await server.app.pool.query<{ count: string }>(text)).rows[0]!.count);
const countHigh = () =>
  count("SELECT count(*) FROM cases.case_file WHERE block = 'roads' AND importance = 'high'");
const records = (action: string) =>
  count(`SELECT count(*) FROM audit.record WHERE action = '${action}'
    AND object_id IN (SELECT id::text FROM cases.case_file WHERE block = 'roads')`);
/** Most records or timeline lines any case of the block has: 1 = nothing was done twice. */
const most = () =>
  count(`SELECT greatest(
    (SELECT max(n) FROM (SELECT count(*) AS n FROM cases.event JOIN cases.case_file AS file ON file.id = case_id
      WHERE file.block = 'roads' GROUP BY case_id) AS lines),
    (SELECT max(n) FROM (SELECT count(*) AS n FROM audit.record JOIN cases.case_file AS file ON file.id::text = object_id
      WHERE file.block = 'roads' GROUP BY object_id) AS records)) AS count`);

test('a whole filter is checked, changed and taken back, with a record and a line for each case', async () => {
  await fill(120);
  await fill(7, 'closed');
  const made = await create();
  expect(made).toMatchObject({ state: 'checking', total: 127, passed: 0, can: ['cancel'] });
  await server.drain();
  const checked = await read(made.id);
  expect(checked).toMatchObject({ state: 'ready', ready: 120, refused: 7, can: ['start', 'cancel'] });
  expect(checked.refusals).toEqual([
    { reason: 'Дело закрыто: исправить его нельзя.', count: 7, numbers: expect.any(Array) },
  ]);
  expect(checked.refusals[0]?.numbers).toHaveLength(5);
  expect(await countHigh()).toBe(0);

  await act(startBulkRun, made);
  await server.drain();
  expect(await read(made.id)).toMatchObject({ state: 'done', done: 120, refused: 7, can: ['undo'] });
  expect(await countHigh()).toBe(120);
  expect(await records('cases.change')).toBe(120);
  expect(await most()).toBe(1);
  const { rows } = await server.app.pool.query(
    "SELECT DISTINCT actor FROM audit.record WHERE action = 'cases.change'",
  );
  expect(rows).toEqual([{ actor: `staff:${operatorId}` }]);

  await act(undoBulkRun, made);
  await server.drain();
  expect(await read(made.id)).toMatchObject({ state: 'undone', undone: 120, kept: 0, can: [] });
  expect(await countHigh()).toBe(0);
  expect(await records('cases.undo')).toBe(120);
});

test('what somebody has changed since is left alone, before the change and before the return', async () => {
  await fill(3);
  const made = await create();
  await server.drain();
  const { rows } = await server.app.pool.query<{ id: string }>(
    "SELECT id FROM cases.case_file WHERE block = 'roads' ORDER BY number",
  );
  const touch = (at: number) =>
    server.app.pool.query('UPDATE cases.case_file SET version = version + 1 WHERE id = $1', [rows[at]!.id]);
  await touch(0);
  await act(startBulkRun, made);
  await server.drain();
  expect(await read(made.id)).toMatchObject({ done: 2, refused: 1 });
  await touch(1);
  await act(undoBulkRun, made);
  await server.drain();
  const undone = await read(made.id);
  expect(undone).toMatchObject({ undone: 1, kept: 1, refused: 1 });
  expect(await countHigh()).toBe(1);
});

test('a run is stopped between chunks; what is done stays and may be taken back', async () => {
  await fill(120);
  const made = await create();
  await server.drain();
  await act(startBulkRun, made);
  await asSystem(server, (ctx) => workOn(ctx, { runId: made.id }));
  expect((await act(cancelBulkRun, made)).isCancelling).toBe(true);
  await server.drain();
  const stopped = await read(made.id);
  expect(stopped).toMatchObject({ state: 'cancelled', done: 50, ready: 70, can: ['undo'] });
  expect(await countHigh()).toBe(50);
  expect((await server.fail(startBulkRun, { params: { id: made.id } }, operator)).code).toBe('lib.conflict');
});

test('the time to take it back ends ten minutes after the end', async () => {
  await fill(1);
  const made = await create();
  await server.drain();
  await act(startBulkRun, made);
  await server.drain();
  const { undoUntil } = await read(made.id);
  server.setNow(new Date(new Date(undoUntil!).getTime() + 1000).toISOString());
  expect((await read(made.id)).can).toEqual([]);
  expect((await server.fail(undoBulkRun, { params: { id: made.id } }, operator)).code).toBe('lib.conflict');
});

test('a right lost meanwhile is lost for the rest of the run', async () => {
  await fill(5);
  const made = await create();
  await server.drain();
  await act(startBulkRun, made);
  const set = 'UPDATE identity.role_grant SET revoked_at = $1 WHERE person_id = $2';
  await server.app.pool.query(set, [new Date(), operatorId]);
  await server.drain();
  await server.app.pool.query(set, [null, operatorId]);
  expect(await read(made.id)).toMatchObject({ done: 0, refused: 5 });
  expect(await countHigh()).toBe(0);
});

/** Jobs still held by somebody, after those of the dead were given back. */
async function countHeld(): Promise<number> {
  await releaseDead(server.app.pool, 0);
  const { rows } = await server.app.pool.query(
    'SELECT count(*)::int AS held FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL',
  );
  return rows[0].held;
}

test('a worker that is killed leaves no case undone or done twice', { timeout: 120_000 }, async () => {
  await fill(300);
  const made = await create();
  await server.drain();
  await act(startBulkRun, made);
  const root = resolve(import.meta.dirname, '../../../..');
  for (let kill = 0; kill < 2; kill += 1) {
    const child = spawn(process.execPath, [resolve(root, 'server/main.ts')], {
      cwd: root,
      env: {
        ...process.env,
        DATABASE_URL: server.app.services.config.databaseUrl,
        OTKLIK_ONLY: 'worker',
        OTKLIK_DEMO: '0',
        OTKLIK_DATA: server.app.services.config.dataDir,
        LOG_LEVEL: 'silent',
        OTKLIK_POOL: '4',
      },
      stdio: 'ignore',
    });
    const before = (await read(made.id)).done;
    await expect
      .poll(async () => (await read(made.id)).done, { timeout: 40_000, interval: 20 })
      .toBeGreaterThan(before);
    child.kill('SIGKILL');
    await new Promise((done) => child.once('exit', done));
    // The dead are told by their lock, which the database lets go a moment after them; then their job is given back.
    await expect.poll(countHeld, { timeout: 20_000 }).toBe(0);
  }
  await server.drain();
  expect(await read(made.id)).toMatchObject({ state: 'done', done: 300, refused: 0 });
  expect(await countHigh()).toBe(300);
  expect(await most()).toBe(1);
});

test('a run is its owner’s alone', async () => {
  await fill(1);
  const made = await create();
  const { cookie: other } = await signInStaff(server, 'operator', { slug: 'other-operator' });
  for (const route of [getBulkRun, startBulkRun, cancelBulkRun, undoBulkRun])
    expect((await server.fail(route, { params: { id: made.id } }, other)).code).toBe('lib.not-found');
  expect((await server.call(listBulkRuns, {}, other)).runs).toEqual([]);
  expect((await server.call(listBulkRuns, {}, operator)).runs).toHaveLength(1);
});

test('foreign cases are not taken in', async () => {
  await fill(4);
  const { cookie } = await signInStaff(server, 'operator', { slug: 'waste-only', blocks: ['waste'] });
  const run = await server.call(
    createBulkRun,
    { body: { filter: { block: 'roads' }, action: importance } },
    cookie,
  );
  expect(run.total).toBe(0);
});
