import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getCase } from '../../../shared/contract/messages/cases-card.ts';
import * as contract from '../../../shared/contract/messages/helper.ts';
import { type ModelServer, startModelServer } from '../../../tests/support/model-server.ts';
import { submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let model: ModelServer;
let admin: string;
let operator: string;
let caseId: string;
beforeAll(async () => {
  server = await startTestServer();
  model = await startModelServer();
  ({ cookie: admin } = await signInStaff(server, 'admin'));
  ({ cookie: operator } = await signInStaff(server, 'operator'));
  const text =
    'Я, Кравцова Мария Петровна, кв. 15, тел. 8 912 345-67-89. На улице Титова у дома 14 третий день нет света, прошу починить.';
  const { number } = await submitCase(server, { text });
  ({ id: caseId } = await server.call(getCase, { params: { number } }, operator));
});
afterAll(async () => {
  await model?.close();
  await server?.close();
});
beforeEach(() => {
  model.calls.length = 0;
  model.mood = 'answer';
});

const settings = (more: Partial<contract.HelperSettings> = {}): contract.HelperSettings => ({
  kind: 'openai',
  baseUrl: `${model.url}/v1`,
  model: 'local-8b',
  authUrl: '',
  scope: 'GIGACHAT_API_CORP',
  mayBePrivate: true,
  timeoutSeconds: 5,
  ...more,
});
const set = (more: Partial<contract.HelperSettings> = {}, isActive = true, secret = 'model-key') =>
  server.call(contract.setHelper, { body: { settings: settings(more), secret, isActive } }, admin);
const summarise = () => server.call(contract.summariseCase, { params: { id: caseId }, body: {} }, operator);

test('off by default: nothing is offered, nothing leaves', async () => {
  expect(await server.call(contract.readHelper, {}, operator)).toEqual({ isOn: false, model: '' });
  const problem = await server.fail(contract.summariseCase, { params: { id: caseId }, body: {} }, operator);
  expect(problem).toMatchObject({ status: 409, code: 'lib.conflict' });
  expect(model.calls).toEqual([]);
});

test('words are masked before they leave; what left is kept, its fingerprint is in the journal', async () => {
  await set();
  const offer = await summarise();
  expect(offer).toMatchObject({ text: 'Краткий текст.', reason: null, model: 'local-8b' });
  expect(offer.facts.map(({ title }) => title)).toContain('Номер');
  const [call] = model.calls;
  expect(call?.headers.authorization).toBe('Bearer model-key');
  const said = call!.body;
  expect(said).toContain('[ИМЯ]');
  expect(said).toContain('[ТЕЛЕФОН]');
  expect(said).toContain('нет света');
  for (const secret of ['Кравцов', '345-67-89', 'кв. 15']) expect(said).not.toContain(secret);
  const db = server.app.services.database;
  const kept = await db.selectFrom('helper.request').selectAll().executeTakeFirstOrThrow();
  expect(kept).toMatchObject({ case_id: caseId, purpose: 'summary', sent: offer.sent, failure: null });
  const record = await db
    .selectFrom('audit.record')
    .selectAll()
    .where('action', '=', 'helper.summary')
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(record)).toContain(kept.id);
  expect(JSON.stringify(record)).not.toContain('нет света');
});

test.each([
  ['busy', 'слишком много вопросов сразу. Повторите через 7 с'],
  ['broken', 'у неё сбой (500)'],
  ['refused', 'ключ не подошёл'],
  ['nonsense', 'Модель ответила непонятно'],
  ['empty', 'пустой текст'],
] as const)('a model that is %s is told of in Russian, and the work goes on', async (mood, words) => {
  await set();
  model.mood = mood;
  const { text, reason } = await summarise();
  expect(text).toBeNull();
  expect(reason).toContain(words);
});

test('a silent model is waited for no longer than set', async () => {
  await set({ timeoutSeconds: 5 });
  model.mood = 'silent';
  const asked = summarise();
  await expect.poll(() => model.calls.length, { timeout: 4000 }).toBe(1);
  // What left is on record before the answer, and no transaction waits for it.
  const open = await server.app.pool.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'",
  );
  expect(open.rowCount).toBe(0);
  const { reason } = await asked;
  expect(reason).toContain('не ответила вовремя');
}, 20_000);

test('a private address is opened only where the setting says so', async () => {
  await set({ mayBePrivate: false });
  const { reason } = await summarise();
  expect(reason).toContain('внутри закрытой сети');
  expect(model.calls).toEqual([]);
});

test('GigaChat: the token is asked for by the key, kept, and asked for anew when it is refused', async () => {
  await set({
    kind: 'gigachat',
    baseUrl: `${model.url}/api/v1`,
    authUrl: `${model.url}/oauth`,
    model: 'GigaChat',
  });
  expect((await summarise()).text).toBe('Краткий текст.');
  expect((await summarise()).text).toBe('Краткий текст.');
  expect(model.calls.map(({ path }) => path)).toEqual([
    '/oauth',
    '/api/v1/chat/completions',
    '/api/v1/chat/completions',
  ]);
  expect(model.calls[0]).toMatchObject({ body: 'scope=GIGACHAT_API_CORP' });
  expect(model.calls[0]?.headers).toMatchObject({ authorization: 'Basic model-key' });
  expect(model.calls[0]?.headers.rquid).toMatch(/^[0-9a-f-]{36}$/);
  expect(model.calls[1]?.headers.authorization).toBe('Bearer token-1');
  model.forgetTokens();
  expect((await summarise()).text).toBe('Краткий текст.');
  expect(model.calls.at(-1)?.headers.authorization).toBe('Bearer token-2');
});

test('the key stays sealed, is never shown, and does not follow to another address', async () => {
  await set();
  const shown = await server.call(contract.readHelperSettings, {}, admin);
  expect(shown).toMatchObject({ hasSecret: true, isActive: true });
  expect(JSON.stringify(shown)).not.toContain('model-key');
  const { secret } = await server.app.services.database
    .selectFrom('helper.setting')
    .select('secret')
    .executeTakeFirstOrThrow();
  expect(secret).toMatch(/^v2\./);
  const problem = await server.fail(
    contract.setHelper,
    { body: { settings: settings({ baseUrl: 'https://elsewhere.example/v1' }), secret: '', isActive: true } },
    admin,
  );
  expect(problem.fields).toMatchObject({ secret: expect.stringContaining('впишите ключ заново') });
  await set({ kind: 'yandex' });
  await server.call(contract.tryHelper, { body: {} }, admin);
  expect(model.calls.at(-1)?.headers.authorization).toBe('Api-Key model-key');
});
