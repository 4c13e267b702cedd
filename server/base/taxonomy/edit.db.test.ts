import { afterAll, beforeAll, expect, test } from 'vitest';
import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import {
  getLatestTaxonomy,
  listTaxonomyVersions,
  previewTaxonomyChange,
  saveTaxonomyChange,
  type TaxonomyChange,
} from '../../../shared/contract/base/taxonomy-edit.ts';
import { getCase } from '../../../shared/contract/messages/cases-card.ts';
import { submitMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { makeCrew, POTHOLE, sortMessage } from '../../../tests/support/loop.ts';
import { submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let admin: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  admin = await signInAs(server, 'admin');
});
afterAll(() => server.close());

const question = { id: 'depth', title: 'Глубина в сантиметрах', type: 'number' as const, isRequired: true };
const asks: TaxonomyChange = { kind: 'change-fact', id: POTHOLE, fact: { questions: [question] } };
async function body(changes: TaxonomyChange[], validFrom: string) {
  const { id } = await server.call(getLatestTaxonomy, {}, admin);
  return { base: id, changes, validFrom };
}

test('the effect is told before, a running term does not move, and the version begins on its day', async () => {
  const crew = await makeCrew(server);
  const { number } = await submitCase(server);
  const before = await sortMessage(server, crew, number);
  const later: TaxonomyChange = {
    kind: 'change-fact',
    id: POTHOLE,
    fact: { deadlineRule: 'answer-15cd', title: 'Яма' },
  };
  const effect = await server.call(previewTaxonomyChange, { body: await body([later], '2026-12-01') }, admin);
  expect(effect).toMatchObject({ openCases: 1, lines: ['Тема «Яма на дороге»: название, срок'] });
  expect(effect.words).toContain('срок не изменится');
  const saved = await server.call(saveTaxonomyChange, { body: await body([later], '2026-12-01') }, admin);
  const titleNow = async () =>
    (await server.call(getTaxonomy, {})).facts.find(({ id }) => id === POTHOLE)!.title;
  expect(await titleNow()).toBe('Яма на дороге');
  server.setNow('2026-12-01T09:00:00Z');
  expect(await titleNow()).toBe('Яма');
  const after = await server.call(getCase, { params: { number } }, crew.operator);
  expect(after.clocks).toEqual(
    before.clocks.map((clock) => expect.objectContaining({ id: clock.id, dueAt: clock.dueAt })),
  );
  const { versions } = await server.call(listTaxonomyVersions, {}, admin);
  expect(versions[0]).toMatchObject({ id: saved.id, changes: saved.lines, authorName: 'Пробный С.' });
  expect(versions[1]!.validTo).toBe('2026-11-30');
});

test('what the topic asks must be answered at registration, and the card keeps the answer', async () => {
  await server.call(saveTaxonomyChange, { body: await body([asks], '2026-12-01') }, admin);
  const message = {
    clientKey: '018f0000-0000-7000-8000-000000000001',
    text: 'Глубокая яма',
    factId: POTHOLE,
    phone: '+79120000017',
    consent: true,
    consentVersion: '1',
  };
  const silent = await server.fail(submitMessage, { body: message });
  expect(silent.fields?.['answers.depth']).toContain('Глубина');
  const words = await server.fail(submitMessage, { body: { ...message, answers: { depth: 'по колено' } } });
  expect(words.fields?.['answers.depth']).toBe('Здесь нужно число');
  const sent = await submitCase(server, { factId: POTHOLE, answers: { depth: '40' } });
  const operator = await signInAs(server, 'operator');
  const card = await server.call(getCase, { params: { number: sent.number } }, operator);
  expect(card.timeline.find(({ kind }) => kind === 'details')?.data).toEqual({ answers: { depth: '40' } });
});

test('two editors do not overwrite each other unseen; the past is not rewritten; others do not edit', async () => {
  const stale = await body([asks], '2026-12-01');
  await server.call(
    saveTaxonomyChange,
    { body: await body([{ kind: 'add-category', block: 'roads', title: 'Самокаты' }], '2026-12-01') },
    admin,
  );
  expect(await server.fail(saveTaxonomyChange, { body: stale }, admin)).toMatchObject({
    code: 'lib.changed-meanwhile',
    details: { changes: [{ by: 'вы', what: 'Записана редакция рубрикатора' }] },
  });
  const past = await server.fail(saveTaxonomyChange, { body: await body([asks], '2026-01-01') }, admin);
  expect(past.fields?.validFrom).toBeTruthy();
  const operator = await signInAs(server, 'operator');
  expect((await server.fail(getLatestTaxonomy, {}, operator)).code).toBe('lib.forbidden');
});
