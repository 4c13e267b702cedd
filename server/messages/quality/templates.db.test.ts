import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  checkDraft,
  createExecutorLink,
  draftAnswer,
  listApprovals,
} from '../../../shared/contract/messages/cases-answers.ts';
import { checkByLink, getExecutorPage } from '../../../shared/contract/messages/cases-executor.ts';
import {
  listCaseTemplates,
  listTemplates,
  previewTemplate,
  retireTemplate,
  saveTemplate,
  useTemplate,
} from '../../../shared/contract/messages/quality.ts';
import { type Crew, makeCrew, POTHOLE, sortMessage } from '../../../tests/support/loop.ts';
import { readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let crew: Crew;
let admin: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
  admin = await signInAs(server, 'admin');
});
afterAll(() => server.close());

const input = {
  title: 'Колея',
  body: '{имя}, здравствуйте! Колею {место} заделали {дата}. Отвечает {исполнитель}.',
  factId: POTHOLE,
  block: null,
  outcome: 'solved' as const,
  validFrom: '2026-11-24',
};
const save = (more: object = {}) => server.call(saveTemplate, { body: { ...input, ...more } }, admin);

test('an unknown variable or topic is refused, and the preview tells of it beforehand', async () => {
  const problem = await server.fail(saveTemplate, { body: { ...input, body: 'До {срк} по {улица}' } }, admin);
  expect(problem.fields?.body).toContain('{срк}, {улица}');
  const topic = await server.fail(saveTemplate, { body: { ...input, factId: 'roads.no.such' } }, admin);
  expect(topic.fields?.factId).toBeTruthy();
  const tried = await server.call(
    previewTemplate,
    { body: { body: 'Дело {номер} {место}, до {срк}', factId: POTHOLE } },
    admin,
  );
  expect(tried).toMatchObject({ unknown: ['{срк}'] });
  expect(tried.text).toContain('2026-11-0412');
  expect(tried.checks.find(({ id }) => id === 'greeting')).toMatchObject({ ok: false });
});

test('a change is a new version: the former one ends the day before, both stay in the history', async () => {
  const { template } = await save();
  const next = await save({
    key: template.key,
    body: 'Здравствуйте! Колею {место} засыпали.',
    validFrom: '2026-12-01',
  });
  expect(next.template).toMatchObject({ version: 2, validFrom: '2026-12-01', validTo: null });
  const { templates } = await server.call(listTemplates, { query: { history: 'yes' } }, admin);
  expect(templates.find(({ id }) => id === template.id)).toMatchObject({ version: 1, validTo: '2026-11-30' });
  const early = await server.fail(
    saveTemplate,
    { body: { ...input, key: template.key, validFrom: '2026-01-01' } },
    admin,
  );
  expect(early.fields?.validFrom).toBeTruthy();
  await server.call(
    retireTemplate,
    { params: { id: next.template.id }, body: { lastDay: '2026-12-31' } },
    admin,
  );
  expect(
    await server.fail(
      retireTemplate,
      { params: { id: next.template.id }, body: { lastDay: '2026-12-31' } },
      admin,
    ),
  ).toMatchObject({ code: 'lib.not-found' });
});

test('a case is offered its topic first, filled; a use is counted; who executes sees no name', async () => {
  const { template } = await save({ title: 'Своё' });
  const { number } = await submitCase(server);
  const card = await sortMessage(server, crew, number);
  const { templates } = await server.call(listCaseTemplates, { params: { id: card.id } }, crew.executor);
  const own = templates.find(({ id }) => id === template.id)!;
  expect(templates[0]!.isOfTopic).toBe(true);
  expect(templates.at(-1)!.isOfTopic).toBe(false);
  expect(own.text).toBe(
    `Здравствуйте! Колею по сообщению № ${number} заделали 24.11.2026. Отвечает Управление дорог.`,
  );
  await server.call(useTemplate, { params: { id: template.id }, body: { caseId: card.id } }, crew.executor);
  const all = await server.call(listTemplates, { query: {} }, admin);
  expect(all.templates.find(({ id }) => id === template.id)).toMatchObject({ uses: 1, recentUses: 1 });
  const stranger = await signInAs(server, 'executor', { slug: 'stranger' });
  expect((await server.fail(listCaseTemplates, { params: { id: card.id } }, stranger)).code).toBe(
    'lib.not-found',
  );
  expect((await server.fail(listTemplates, { query: {} }, crew.executor)).code).toBe('lib.forbidden');
});

test('the gate is seen while writing, by link too, and by whoever approves: a template sent as it is is named', async () => {
  const { number } = await submitCase(server, { text: 'На дороге глубокая яма. Когда заделаете?' });
  const card = await sortMessage(server, crew, number);
  const body = {
    text: 'Здравствуйте! Работы по сообщению выполнены. Фото до и после приложены. Если проблема вернётся, ответьте на это сообщение — дело откроем снова.',
    outcome: 'solved' as const,
    hasPhotoAfter: true,
  };
  const { checks } = await server.call(checkDraft, { params: { id: card.id }, body }, crew.executor);
  const failed = (all: typeof checks) => all.filter(({ ok }) => !ok).map(({ id }) => id);
  expect(failed(checks)).toEqual(expect.arrayContaining(['questions', 'date', 'responsible', 'likeness']));
  expect(checks.find(({ id }) => id === 'likeness')?.hint).toContain('из шаблона «Сделано»');
  const link = await server.call(createExecutorLink, { params: { id: card.id }, body: {} }, crew.operator);
  const token = link.url.split('/e/')[1]!;
  const byLink = await server.call(checkByLink, { params: { token }, body }, undefined);
  expect(failed(byLink.checks)).toEqual(failed(checks));
  const page = await server.call(getExecutorPage, { params: { token } }, undefined);
  expect(page.templates.map(({ title }) => title)).toContain('Сделано');
  await server.call(
    draftAnswer,
    {
      params: { id: card.id },
      body: { version: card.version, text: body.text, outcome: 'solved', submit: true },
    },
    crew.executor,
  );
  const queue = await server.call(listApprovals, { query: { limit: 100, list: 'waiting' } }, crew.approver);
  const item = queue.items.find((one) => one.number === number)!;
  expect(item.checks.find(({ id }) => id === 'likeness')).toMatchObject({ ok: false });
  const [mark] = item.checks.find(({ id }) => id === 'questions')!.marks;
  expect(item.question.slice(mark!.from, mark!.to)).toBe('Когда заделаете?');
  // It shows and does not block.
  expect(item.can).toContain('approve');
  expect((await readCard(server, number, crew.approver)).status).toBe('review');
});
