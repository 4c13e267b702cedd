import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getMatrix, listHexagons } from '../../../../shared/contract/heatmap/heatmap.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { pruneChanges } from '../../../messages/cases/core/change-log.ts';
import { checkFigures } from '../check/check.ts';
import { currentCube, refill, saveNow, startFigures, whenFilled } from './figures.ts';

let server: TestServer;
let cookie: string;
let other: pg.Client;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-30T09:00:00Z');
  cookie = await signInAs(server, 'head');
  other = new pg.Client({ connectionString: server.app.services.config.databaseUrl });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await server.close();
});

const query = { from: '2026-11-01', to: '2026-11-30', measure: 'received' as const };
const total = async (more: object = {}) =>
  (await server.call(getMatrix, { query: { ...query, ...more } }, cookie)).total.total.count;
const held = async () => (await currentCube(server.app.services))!.size();
const check = async () => (await checkFigures(server.app.services))!;
const set = (id: string, change: string) =>
  other.query(`UPDATE cases.case_file SET ${change} WHERE id = $1`, [id]);

describe('figures follow the cases', () => {
  test('a new case, a changed one, a merged one and one that is gone', async () => {
    const before = await total();
    const [one, two] = await plantCases(server, [{ block: 'roads' }, { block: 'waste' }]);
    expect(await total()).toBe(before + 2);
    await set(one!.id, "block = 'energy'");
    expect([await total({ block: 'energy' }), await total({ block: 'roads' })]).toEqual([1, 0]);
    await set(one!.id, "outcome = 'solved', answered_at = '2026-11-20T09:00:00Z', status = 'answered'");
    expect([await total({ measure: 'solved' }), await total({ measure: 'open' })]).toEqual([1, before + 1]);
    await set(two!.id, `merged_into = '${one!.id}'`);
    expect(await total()).toBe(before + 1);
    await set(two!.id, 'merged_into = NULL');
    await other.query('DELETE FROM cases.event WHERE case_id = $1', [two!.id]);
    await other.query('DELETE FROM cases.case_file WHERE id = $1', [two!.id]);
    expect(await total()).toBe(before + 1);
    expect(await check()).toMatchObject({ difference: null, cases: await held() });
  });

  test('a term that passes makes a case overdue without a change', async () => {
    const late = { registered_at: '2026-10-10T09:00:00Z', due_at: '2026-12-05T18:59:59Z', block: 'health' };
    await plantCases(server, [late]);
    const overdue = () =>
      total({ from: '2026-10-01', to: '2026-12-31', measure: 'overdue', block: 'health' });
    expect(await overdue()).toBe(0);
    server.setNow('2026-12-06T09:00:00Z');
    expect(await overdue()).toBe(1);
    server.setNow('2026-11-30T09:00:00Z');
    expect(await overdue()).toBe(0);
  });

  test('a change of words alone leaves no trace in the log', async () => {
    const [one] = await plantCases(server, [{ block: 'roads' }]);
    const logged = async () =>
      Number((await other.query('SELECT count(*) AS n FROM cases.change')).rows[0].n);
    const before = await logged();
    await set(one!.id, "title = 'Иначе', version = version + 1, snoozed_until = now()");
    expect(await logged()).toBe(before);
    await set(one!.id, "importance = 'high'");
    expect(await logged()).toBe(before + 1);
  });
});

describe('nothing is lost', () => {
  test('when a transaction that began first commits last', async () => {
    const [slow, quick] = await plantCases(server, [{ block: 'roads' }, { block: 'roads' }]);
    const before = await total({ block: 'culture' });
    await other.query('BEGIN');
    await set(slow!.id, "block = 'culture'");
    await server.app.pool.query("UPDATE cases.case_file SET block = 'culture' WHERE id = $1", [quick!.id]);
    expect(await total({ block: 'culture' })).toBe(before + 1);
    expect(await total({ block: 'culture' })).toBe(before + 1);
    await other.query('COMMIT');
    expect(await total({ block: 'culture' })).toBe(before + 2);
  });

  test('when a transaction takes its place back', async () => {
    const [one] = await plantCases(server, [{ block: 'roads' }]);
    const before = await total({ block: 'culture' });
    await other.query('BEGIN');
    await set(one!.id, "block = 'culture'");
    expect(await total({ block: 'culture' })).toBe(before);
    await other.query('ROLLBACK');
    await plantCases(server, [{ block: 'culture' }]);
    expect(await total({ block: 'culture' })).toBe(before + 1);
    expect((await check()).difference).toBeNull();
  });

  test('when the newest transaction of all took an earlier number and commits last', async () => {
    const [one, two] = await plantCases(server, [{ block: 'roads' }, { block: 'roads' }]);
    await total();
    const newest = new pg.Client({ connectionString: server.app.services.config.databaseUrl });
    await newest.connect();
    await other.query('BEGIN');
    await other.query('SELECT pg_current_xact_id()');
    await newest.query('BEGIN');
    await newest.query("UPDATE cases.case_file SET block = 'energy' WHERE id = $1", [two!.id]);
    await set(one!.id, "block = 'energy'");
    await other.query('COMMIT');
    const before = await total({ block: 'energy' });
    expect(await total({ block: 'energy' })).toBe(before);
    await newest.query('COMMIT');
    await newest.end();
    expect(await total({ block: 'energy' })).toBe(before + 1);
    expect((await check()).difference).toBeNull();
  });

  test('when sixteen write at once, the process is killed in the middle and starts from its checkpoint', async () => {
    const planted = await plantCases(
      server,
      Array.from({ length: 64 }, (_, at) => ({ block: ['roads', 'waste', null][at % 3] ?? null })),
    );
    const blocks = ['roads', 'waste', 'energy', 'culture'];
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      const client = new pg.Client({ connectionString: server.app.services.config.databaseUrl });
      await client.connect();
      for (let step = 0; step < 30; step += 1) {
        const { id } = planted[(writer * 7 + step * 5) % planted.length]!;
        await client.query('BEGIN');
        await client.query('UPDATE cases.case_file SET block = $2, rating = $3 WHERE id = $1', [
          id,
          blocks[(writer + step) % blocks.length],
          1 + (step % 5),
        ]);
        if (step % 3 === 0) await client.query('SELECT pg_sleep(0.002)');
        await client.query(step % 7 === 0 ? 'ROLLBACK' : 'COMMIT');
      }
      await client.end();
    });
    const done = Promise.all(writers);
    for (let look = 0; look < 10; look += 1) await total();
    expect(await saveNow(server.app.services)).toBe(true);
    for (let look = 0; look < 5; look += 1) await total();
    await refill(server.app.services);
    await done;
    await total();
    expect((await check()).difference).toBeNull();
  });

  test('when no checkpoint is left, or one too old for the log of changes', async () => {
    const before = await total();
    await other.query('DELETE FROM heatmap.checkpoint');
    await refill(server.app.services);
    expect(await total()).toBe(before);
    await saveNow(server.app.services);
    const [one] = await plantCases(server, [{ block: 'roads' }]);
    await set(one!.id, "block = 'culture'");
    await other.query("UPDATE cases.change SET changed_at = '2026-11-01'");
    await asSystem(server, pruneChanges);
    await refill(server.app.services);
    expect(await total()).toBe(before + 1);
    expect((await check()).difference).toBeNull();
  });

  test('a load waits for transactions under way, and counts what they commit', async () => {
    const [one] = await plantCases(server, [{ block: 'roads' }]);
    await other.query('DELETE FROM heatmap.checkpoint');
    const before = await total({ block: 'science' });
    await other.query('BEGIN');
    await set(one!.id, "block = 'science'");
    const filled = refill(server.app.services);
    // Meanwhile the database answers.
    expect(await total({ block: 'science' })).toBe(before);
    await other.query('COMMIT');
    await filled;
    expect(await total({ block: 'science' })).toBe(before + 1);
    expect((await check()).difference).toBeNull();
  });
});

test('a planted difference is found and named by its cell, and the figures count anew when a case is missed', async () => {
  const cube = (await currentCube(server.app.services))!;
  const [one] = await plantCases(server, [
    {
      block: 'roads',
      fact_id: 'roads.pavement.pothole',
      district_id: 'sinarsky',
      registered_at: '2026-09-01T09:00:00Z',
    },
  ]);
  await total();
  const facts = {
    day: Date.parse('2026-09-01') / 86_400_000,
    district: 'sinarsky',
    block: 'roads',
    fact: 'roads.pavement.pothole',
    channel: 'site_form',
    unit: null,
    hexagon: null,
    square: null,
    dueAt: Date.parse('2026-12-10T18:59:59Z'),
    importance: 'normal',
    outcome: null,
    rating: null,
    isAnswered: false,
    isLate: false,
    isReopened: false,
    isReworked: false,
    isDeferred: false,
    isSignedIn: false,
    isOpen: true,
    isCounted: true,
    restedDay: null,
    brokenDay: Date.parse('2026-12-10') / 86_400_000,
    rests: [],
  };
  expect(cube.remove(facts)).toBe(true);
  const { difference } = await check();
  expect(difference).toMatchObject({
    measure: 'received',
    district: 'sinarsky',
    block: 'roads',
    held: 0,
    counted: 1,
  });
  expect(difference).toMatchObject({ day: facts.day, fact: facts.fact, channel: 'site_form' });
  // The case changes: what it was counted as is not there, and everything is read anew.
  await set(one!.id, "block = 'waste'");
  await total();
  await refill(server.app.services);
  expect((await check()).difference).toBeNull();
});

test('a start does not wait for a transaction somebody forgot; the figures are full once it ends', async () => {
  const { services } = server.app;
  // The same database under another name: figures of its own.
  const config = { ...services.config, databaseUrl: `${services.config.databaseUrl}&application_name=again` };
  await other.query('BEGIN');
  try {
    await other.query('SELECT pg_current_xact_id()');
    await startFigures({ ...services, config }, 50);
    expect(await currentCube({ config })).toBeNull();
  } finally {
    await other.query('ROLLBACK');
  }
  await whenFilled({ config });
  expect((await currentCube({ config }))?.size()).toBe(await held());
});

test('the same answer comes from the database where the figures do not fit', async () => {
  const small = await startTestServer({ OTKLIK_FIGURES_MB: '0' });
  small.setNow('2026-11-30T09:00:00Z');
  const head = await signInAs(small, 'head');
  await plantCases(small, [{ block: 'roads', h3: '89112e4d96fffff' }, { block: null }]);
  expect(await currentCube(small.app.services)).toBeNull();
  const matrix = await small.call(getMatrix, { query }, head);
  expect(matrix.total.total.count).toBe(2);
  expect((await small.call(listHexagons, { query }, head)).hexagons).toHaveLength(1);
  await small.close();
});
