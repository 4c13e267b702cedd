import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareInbound, registerDrafts } from '../server/messages/cases/index.ts';
import {
  getModel,
  getModelVersion,
  listJudgements,
  listThresholds,
  promoteVersion,
  setPromotion,
  setThreshold,
  startTraining,
  suggestTopic,
} from '../shared/contract/base/understanding.ts';
import { bulkChange } from '../shared/contract/messages/cases-triage.ts';
import { asSystem } from './support/site/cases.ts';
import { startTestServer, type TestServer } from './support/site/server.ts';
import { signInAs } from './support/site/sign-in.ts';

let server: TestServer;
let operator: string;
let admin: string;

const COUNT = 480;
const noise = 'социально'; // a word no keyword knows
const local = 'waste.collection.not-removed';
const places = ['у пруда', 'за клубом', 'возле рынка', 'на плотине', 'под мостом', 'в переулке', 'на выгоне'];
const moods = [
  'опять',
  'снова',
  'третий день',
  'с утра',
  'всю ночь',
  'каждую субботу',
  'уже месяц',
  'после дождя',
];
const wishes = [
  'примите меры',
  'разберитесь',
  'когда это кончится',
  'дышать нечем',
  'очень просим',
  'помогите',
];

/** Words of this town alone: «шугайка» is what people here call a heap of waste. */
const writeOne = (at: number): string =>
  [
    `${moods[at % moods.length]} шугайка ${places[at % places.length]}`,
    `рядом дом ${at + 1}, ${wishes[at % wishes.length]}`,
    `${noise} ${moods[(at * 5) % moods.length]} ${places[(at * 3) % places.length]}`,
  ].join('. ');

beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
  admin = await signInAs(server, 'admin');
});
afterAll(() => server?.close());

async function registerMany(count: number): Promise<string[]> {
  return asSystem(server, async (ctx) => {
    const drafts = Array.from({ length: count }, (_, at) =>
      prepareInbound(ctx, { text: writeOne(at) }, { channel: 'import', source: 'town', id: `${at}` }),
    );
    await registerDrafts(
      ctx,
      drafts.map((draft) => ({ draft, ctx })),
    );
    return drafts.map(({ id }) => id);
  });
}

async function sortAll(ids: string[], factId: string): Promise<string | null> {
  const { rows } = await server.app.pool.query<{ id: string; version: number }>(
    'SELECT id, version FROM cases.case_file WHERE id = ANY($1)',
    [ids],
  );
  const reply = await server.call(
    bulkChange,
    { body: { cases: rows, action: { kind: 'topic', factId }, preview: false } },
    operator,
  );
  expect(reply.refused).toEqual([]);
  return reply.undoToken;
}

const shugaika = 'Опять шугайка за клубом. Рядом дом 7, примите меры';
const model = () => server.call(getModel, {}, admin);
const guess = async (text: string) => (await server.call(suggestTopic, { body: { text } })).facts[0];

test('before anything is sorted the shipped model is in force, and there is nothing to learn from', async () => {
  const { versions, examples, training } = await model();
  expect(versions).toMatchObject([{ kind: 'shipped', isChampion: true }]);
  expect(versions[0]!.block).toBeGreaterThan(0.8);
  expect(examples).toEqual({ all: 0, fresh: 0, corrected: 0 });
  expect(training).toBeNull();
  expect((await server.fail(startTraining, {}, admin)).detail).toContain('не меньше 50');
  expect((await server.fail(startTraining, {}, operator)).status).toBe(403);
});

test('what people choose is learned: the new version is better on cases kept aside and takes force by itself', async () => {
  expect((await guess(shugaika))?.factId).not.toBe(local);
  const ids = await registerMany(COUNT);
  await server.drain();
  await sortAll(ids.slice(0, 250), local);
  await sortAll(ids.slice(250), local);
  expect((await model()).examples).toMatchObject({ all: COUNT, fresh: COUNT });
  // An erased case and one whose author withdrew the consent are not lent.
  await server.app.pool.query('UPDATE cases.case_file SET anonymised_at = now() WHERE id = $1', [ids[0]]);
  await server.call(startTraining, {}, admin);
  expect((await server.fail(startTraining, {}, admin)).code).toBe('lib.conflict');
  await server.drain();
  const after = await model();
  expect(after.training).toMatchObject({ stage: 'done', examples: COUNT - 1, error: null });
  const [first, second] = after.versions;
  expect(first).toMatchObject({ kind: 'taught', isChampion: true, promotedBy: 'Правило', fact: 1 });
  expect(second).toMatchObject({ kind: 'shipped', isChampion: false });
  expect(first!.former!.fact).toBeLessThan(0.2);
  expect(first!.examples + first!.heldOut).toBe(COUNT - 1);
  expect(await guess(shugaika)).toMatchObject({ factId: local, block: 'waste', isSure: true });
  expect((await guess(shugaika))?.words).toContain('шугайка');
  // What it knew before it still knows.
  expect((await guess('Глубокая яма на дороге у школы'))?.factId).toBe('roads.pavement.pothole');
}, 240_000);

test('a version shows its figures and the cases of a cell; an earlier one takes force again by a press', async () => {
  const [taught, shipped] = (await model()).versions;
  const { figures, former } = await server.call(getModelVersion, { params: { id: taught!.id } }, admin);
  expect(figures.categories).toMatchObject([{ id: 'waste.collection', right: figures.count }]);
  expect(former?.count).toBe(figures.count);
  const { judgements, total } = await server.call(
    listJudgements,
    { params: { id: taught!.id }, query: { truth: 'waste', said: 'waste' } },
    admin,
  );
  expect(total).toBe(figures.count);
  expect(judgements[0]).toMatchObject({ truthFact: local, saidFact: local });
  expect(judgements[0]!.number).toMatch(/^20/u);
  const { number } = await server.call(promoteVersion, { params: { id: shipped!.id } }, admin);
  expect(number).toBe(shipped!.number);
  expect((await guess(shugaika))?.factId).not.toBe(local);
  await server.call(promoteVersion, { params: { id: taught!.id } }, admin);
  expect((await guess(shugaika))?.factId).toBe(local);
  const { rows } = await server.app.pool.query(
    `SELECT action FROM audit.record WHERE action LIKE 'understanding.%' ORDER BY seq`,
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'understanding.bring-shipped',
    'understanding.ask-training',
    'understanding.promote-by-rule',
    'understanding.promote',
    'understanding.promote',
  ]);
});

test('a threshold set by hand counts at once, also for what was proposed before; without it the measured one does', async () => {
  const { thresholds, precision } = await server.call(listThresholds, {}, admin);
  expect(precision).toBe(0.9);
  expect(thresholds.find(({ scope }) => scope === `fact:${local}`)?.learned).toBeGreaterThan(0);
  const set = (value: number | null) =>
    server.call(setThreshold, { body: { scope: 'block:waste', value } }, admin);
  await set(1);
  expect((await guess(shugaika))?.isSure).toBe(false);
  await set(null);
  expect((await guess(shugaika))?.isSure).toBe(true);
  const unknown = await server.fail(setThreshold, { body: { scope: 'fact:no.such', value: 0.5 } }, admin);
  expect(unknown.code).toBe('lib.not-found');
});

test('a choice taken back is not learned; the rule can be switched off', async () => {
  const before = (await model()).examples.all;
  const { rows } = await server.app.pool.query<{ id: string }>('SELECT id FROM cases.case_file LIMIT 1');
  await server.call(setPromotion, { body: { byRule: false } }, admin);
  expect((await model()).promotesByRule).toBe(false);
  await server.app.pool.query('DELETE FROM understanding.example WHERE case_id = $1', [rows[0]!.id]);
  expect((await model()).examples.all).toBe(before - 1);
});
