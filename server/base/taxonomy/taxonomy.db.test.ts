import { afterAll, beforeAll, expect, test } from 'vitest';
import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { startTaxonomy } from './current.ts';
import { currentTaxonomy, findBlock, findFact, generalFact, requireFact } from './index.ts';
import { seedTaxonomies } from './store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

test('anyone reads the whole rubricator: eleven blocks, categories, facts with what each asks for', async () => {
  const taxonomy = await server.call(getTaxonomy, {});
  expect(taxonomy.blocks.map((block) => block.digit)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0]);
  expect(taxonomy.blocks.filter((block) => block.decree)).toHaveLength(8);
  expect(taxonomy.facts.length).toBe(currentTaxonomy().facts.length);
  const pothole = taxonomy.facts.find((fact) => fact.id === 'roads.pavement.pothole');
  expect(pothole).toMatchObject({ block: 'roads', category: 'roads.pavement', shortTitle: 'яма' });
  expect(pothole).not.toHaveProperty('keywords');
  expect(taxonomy.executorKinds[pothole?.executorKind ?? '']).toBe('Отдел дорожного хозяйства');
});

test('other modules find facts and blocks without a query', () => {
  expect(findFact('roads.pavement.pothole')?.title).toBe('Яма на дороге');
  expect(findFact('roads.pavement.none')).toBeUndefined();
  expect(findBlock('waste')?.digit).toBe(7);
  expect(generalFact('safety').id).toBe('safety.general.other');
  expect(() => requireFact('roads.none.none')).toThrow('Такой темы нет в рубрикаторе');
});

test('a second start changes nothing; a changed pack replaces its version and leaves a record', async () => {
  const { services, pool } = server.app;
  const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
  const count = async () =>
    (await pool.query("SELECT count(*)::int AS n FROM audit.record WHERE action = 'taxonomy.load-version'"))
      .rows[0].n;
  const before = await count();
  await runMutation(services, caller, seedTaxonomies);
  expect(await count()).toBe(before);
  await pool.query("UPDATE taxonomy.version SET hash = 'old'");
  await pool.query("DELETE FROM taxonomy.fact WHERE id = 'roads.pavement.pothole'");
  await runMutation(services, caller, seedTaxonomies);
  expect(await count()).toBe(before + 1);
  const { rows } = await pool.query('SELECT * FROM taxonomy.v_fact WHERE id = $1', [
    'roads.pavement.pothole',
  ]);
  expect(rows).toMatchObject([{ block: 'roads', short_title: 'яма', valid_to: null }]);
});

test('a next version ends the one before it, and a fact that it dropped is still found', async () => {
  const { pool } = server.app;
  await pool.query(`INSERT INTO taxonomy.version (id, title, valid_from, hash, source, executor_kinds, loaded_at)
    VALUES ('otklik@2000.1', 'Старый', '2000-01-01', 'x', '[]', '{}', now())`);
  await pool.query(
    `INSERT INTO taxonomy.block VALUES ('otklik@2000.1', 'roads', 1, 2, 'Дороги', 'Дороги', true)`,
  );
  await pool.query(
    `INSERT INTO taxonomy.category VALUES ('otklik@2000.1', 'roads.old', 1, 'roads', 'Старое')`,
  );
  const definition = { ...findFact('roads.pavement.pothole'), id: 'roads.old.cobbles', title: 'Брусчатка' };
  await pool.query(
    `INSERT INTO taxonomy.fact VALUES ('otklik@2000.1', 'roads.old.cobbles', 1, 'roads', 'roads.old', 'Брусчатка',
      'брусчатка', 'roads-department', 'answer-10wd', 'normal', NULL, $1)`,
    [definition],
  );
  await pool.query("UPDATE taxonomy.version SET hash = 'old' WHERE id <> 'otklik@2000.1'");
  const { services } = server.app;
  const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
  await runMutation(services, caller, seedTaxonomies);
  const closed = await pool.query(
    "SELECT valid_to IS NOT NULL AS is_closed FROM taxonomy.version WHERE id = 'otklik@2000.1'",
  );
  expect(closed.rows).toEqual([{ is_closed: true }]);
  await startTaxonomy(services);
  expect(findFact('roads.old.cobbles')?.title).toBe('Брусчатка');
  expect(() => requireFact('roads.old.cobbles')).toThrow();
  expect(findFact('roads.pavement.pothole')?.title).toBe('Яма на дороге');
});

test('of two versions that begin on one day the one loaded later is in force', async () => {
  const { pool, services } = server.app;
  await pool.query(`INSERT INTO taxonomy.version (id, title, valid_from, hash, source, executor_kinds, loaded_at)
    VALUES ('otklik@2026.0', 'Черновик', '2026-01-01', 'x', '[]', '{}', '2000-01-01')`);
  await pool.query("UPDATE taxonomy.version SET hash = 'old' WHERE id = 'otklik@2026.1'");
  const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
  await runMutation(services, caller, seedTaxonomies);
  await startTaxonomy(services);
  expect(currentTaxonomy().version).toBe('2026.1');
  const { rows } = await pool.query('SELECT id FROM taxonomy.version WHERE valid_to IS NULL');
  expect(rows).toEqual([{ id: 'otklik@2026.1' }]);
});
