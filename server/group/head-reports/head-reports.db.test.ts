import { createHash } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkDocument, readDocument } from '../../../shared/contract/base/signatures.ts';
import { getSnapshot } from '../../../shared/contract/base/snapshots.ts';
import { keepNumber } from '../../../shared/contract/group/city-numbers.ts';
import {
  commentReport,
  composeReport,
  downloadReport,
  getReport,
  listReports,
  type ReportCard,
  resolveReport,
  sendReport,
  signReport,
} from '../../../shared/contract/group/head-reports.ts';
import { countZones as recountZones } from '../../../shared/contract/heatmap/zones.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import { writePassword } from '../../base/identity/sign-in/password.ts';
import { verifyDocuments } from '../../base/signatures/verify.ts';
import { composeMonthly } from './compose.ts';

const password = 'верный пароль 1';
let server: TestServer;
let chair: string;
let secretary: string;
let head: string;
let member: { cookie: string; personId: string };
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.example' });
  server.setNow('2026-11-20T05:00:00Z');
  const signer = await signInStaff(server, 'chair');
  chair = signer.cookie;
  await writePassword(
    server.app.services.database,
    signer.personId,
    await hashPassword(password),
    new Date('2026-11-01T05:00:00Z'),
  );
  secretary = (await signInStaff(server, 'secretary')).cookie;
  head = (await signInStaff(server, 'head')).cookie;
  member = await signInStaff(server, 'member');
  const many = (count: number, registered: string, answered: string | null) =>
    Array.from({ length: count }, () => ({
      block: 'roads',
      district_id: 'sinarsky.trubny',
      fact_id: 'roads.pavement.pothole',
      registered_at: registered,
      due_at: registered,
      ...(answered && { status: 'answered' as const, answered_at: answered, due_at: answered }),
    }));
  await plantCases(server, [
    ...many(40, '2026-10-05T05:00:00Z', '2026-10-07T05:00:00Z'),
    ...many(4, '2026-10-06T05:00:00Z', null),
    ...many(60, '2026-11-05T05:00:00Z', '2026-11-07T05:00:00Z'),
    ...many(2, '2026-11-06T05:00:00Z', null),
  ]);
  await server.call(recountZones, { body: {} }, chair);
  server.setNow('2026-11-27T05:00:00Z');
});
afterAll(() => server.close());

const compose = async (from: string, to: string) => {
  const begun = await server.call(composeReport, { body: { from, to } }, secretary);
  expect([begun.state, begun.step, begun.figures]).toEqual(['collecting', 0, null]);
  await server.drain();
  return server.call(getReport, { params: { id: begun.id } }, secretary);
};

/** The exact file is kept, its hash is public and in the journal, and no signature changes later. */
async function expectSigned({ id, documentId, fingerprint }: ReportCard) {
  const document = { params: { id: documentId! } };
  const shown = await server.call(checkDocument, document);
  expect(shown).toMatchObject({ number: 'ОГ-1/2026', day: '2026-11-27', sha256: fingerprint });
  const read = await server.call(readDocument, document, chair);
  expect([read.mayAttach, read.signatures.map(({ method }) => method)]).toEqual([true, ['password']]);
  // The head reads it once it is sent, others of the group never.
  expect((await server.fail(readDocument, document, head)).code).toBe('lib.not-found');
  expect((await server.fail(readDocument, document, member.cookie)).status).toBe(403);
  const url = `/api/head-reports/${id}/file?format=pdf`;
  const { rawPayload } = await server.inject({ method: 'GET', url, headers: { cookie: chair } });
  expect(createHash('sha256').update(rawPayload).digest('hex')).toBe(fingerprint);
  const { services, pool } = server.app;
  expect((await verifyDocuments(services.database)).faults).toEqual([]);
  for (const change of ['document_id = NULL', "signed_by_name = 'Другой'", "fingerprint = 'a'"])
    await expect(pool.query(`UPDATE head_reports.report SET ${change}`)).rejects.toThrow(
      'a signed report does not change',
    );
}

/** Red zones and indicators of October: the zone opened in November and is red now. */
function expectMeasures({ figures, comments }: ReportCard) {
  expect(comments).toEqual({});
  const { zones, indicators, social, sectors } = figures!;
  expect(zones).toMatchObject({ red: 1, opened: 0, closed: 0 });
  expect(zones!.running).toMatchObject([
    {
      title: 'Трубный, Синарский район, Дороги',
      openedOn: '2026-11-20',
      owner: null,
      exitOn: null,
      isLate: false,
    },
  ]);
  const days = indicators!.find(({ id }) => id === 'K2')!;
  expect([days.title, days.unit, days.cases]).toEqual(['Срок ответа', 'days', 40]);
  expect(days.value).toBeCloseTo(2, 1);
  const at = sectors.findIndex(({ code }) => code === 'roads');
  expect(days.bySector[at]).toBe(days.value);
  expect(days.bySector.filter((value) => value !== null)).toHaveLength(1);
  expect(social).toMatchObject({ fromNetworks: 0, topics: [{ received: 44, former: 0 }], drafts: 0 });
}

it('goes from figures to a resolution whose tasks are under control', async () => {
  const draft = await compose('2026-10-01', '2026-10-31');
  const params = { id: draft.id };
  expect([draft.state, draft.number, draft.step]).toEqual(['draft', 'ОГ-1/2026', 7]);
  expect(draft.figures!.sectors).toHaveLength(8);
  const roads = draft.figures!.sectors.find(({ code }) => code === 'roads');
  // Under way and overdue are those of the end of the period, whatever came of them since.
  expect(roads).toMatchObject({ received: 44, answered: 40, inTime: 40, open: 4, overdue: 4, zones: 1 });
  expectMeasures(draft);
  expect(draft.changes).toEqual(['Это первый отчёт: сравнить не с чем.']);
  expect((await server.fail(getReport, { params }, head)).code).toBe('lib.not-found');

  const words = { version: draft.version, block: 'sectors' as const, text: 'Дороги отсыпаны.' };
  const told = await server.call(commentReport, { params, body: words }, secretary);
  expect(told.comments).toEqual({ sectors: 'Дороги отсыпаны.' });
  const signing = { params, body: { version: told.version, password } };
  const others = ['deputy', 'operator', 'observer', 'admin'] as const;
  const cookies = await Promise.all(others.map((role) => signInStaff(server, role)));
  for (const cookie of [head, secretary, member.cookie, ...cookies.map((one) => one.cookie)])
    expect((await server.fail(signReport, signing, cookie)).status).toBe(403);
  const unproved = { params, body: { version: told.version, password: 'мимо' } };
  expect((await server.fail(signReport, unproved, chair)).fields).toHaveProperty('password');
  expect((await server.call(getReport, { params }, chair)).state).toBe('draft');
  const signed = await server.call(signReport, signing, chair);
  expect([signed.state, signed.can]).toEqual(['chair_signed', ['send']]);
  await expectSigned(signed);
  const frozen = await server.call(getSnapshot, { params: { number: signed.snapshot! } }, head);
  expect(frozen.isWhole).toBe(true);
  expect(frozen.content.tables.map(({ id }) => id)).toEqual(['sectors', 'indicators', 'work']);
  expect(frozen.content.tables[0]!.rows.find(({ id }) => id === 'roads')!.cells[0]).toBe(44);
  const late = { ...words, version: signed.version };
  expect((await server.fail(commentReport, { params, body: late }, secretary)).code).toBe('lib.conflict');
  const change = `UPDATE head_reports.report SET comments = '{}' WHERE id = $1`;
  await expect(server.app.pool.query(change, [draft.id])).rejects.toThrow('a signed report does not change');

  const sent = await server.call(sendReport, { params, body: { version: signed.version } }, secretary);
  const { rows } = await server.app.pool.query(
    "SELECT subject FROM outbox.letter WHERE purpose = 'head-report'",
  );
  expect(rows).toEqual([{ subject: 'Отчёт ОГ-1/2026 за 01.10.2026 — 31.10.2026' }]);
  const report = await server.call(getReport, { params }, head);
  expect([report.id, report.can]).toEqual([draft.id, ['resolve']]);
  const task = {
    text: 'Закрыть ямы на улице Титова',
    responsibleId: member.personId,
    dueOn: '2026-12-15',
    expectedResult: 'Фото каждой ямы',
  };
  const body = { version: sent.version, text: 'Навести порядок на дорогах', tasks: [task] };
  const resolved = await server.call(resolveReport, { params, body }, head);
  expect(resolved.assignments).toMatchObject([{ text: task.text, dueOn: '2026-12-15' }]);
  const { rows: made } = await server.app.pool.query(
    'SELECT source, source_id, basis FROM assignments.assignment',
  );
  expect(made).toEqual([
    { source: 'resolution', source_id: draft.id, basis: 'Резолюция главы от 27.11.2026 на отчёт ОГ-1/2026' },
  ]);
  const again = { params, body: { ...body, version: resolved.version } };
  expect((await server.fail(resolveReport, again, head)).code).toBe('lib.conflict');
});

it('tells what changed since the last signed one, and is composed anew until it is signed', async () => {
  const draft = await compose('2026-11-01', '2026-11-27');
  expect(draft.previous?.number).toBe('ОГ-1/2026');
  expect(draft.changes[0]!.replaceAll('\u00a0', ' ')).toBe(
    'Поступило 62 сообщения: на 41 % больше, чем в прошлом отчёте (44).',
  );
  expect(draft.changes.map((words) => words.replaceAll('\u00a0', ' '))).toContain(
    'Сейчас 1 красная зона, столько же, сколько было; за период открыто 1, закрыто данными 0.',
  );
  expect(draft.figures!.decisions.made).toMatchObject([
    { text: 'Закрыть ямы на улице Титова', state: 'issued' },
  ]);
  // Composed for a day that is past, as the demo's first one is, it knows nothing of what came after.
  await server.asOwner(
    "UPDATE assignments.assignment SET state = 'accepted', accepted_at = '2026-12-01T05:00:00Z', report_no = 1",
  );
  const anew = await compose('2026-11-01', '2026-11-27');
  expect(anew.figures!.decisions).toMatchObject({ accepted: 0, open: 1, made: [{ state: 'in_work' }] });
  expect([anew.id, anew.number]).toEqual([draft.id, 'ОГ-2/2026']);
  const period = { body: { from: '2026-10-01', to: '2026-10-31' } };
  expect((await server.fail(composeReport, period, secretary)).code).toBe('lib.conflict');
  const ahead = { body: { from: '2026-11-01', to: '2026-11-28' } };
  expect((await server.fail(composeReport, ahead, secretary)).fields).toHaveProperty('to');
});

it('is made as Word and as a page to print', async () => {
  const { rows } = await server.call(listReports, {}, head);
  expect(rows.map(({ number }) => number)).toEqual(['ОГ-1/2026']);
  const file = (format: string) =>
    server.inject({
      method: 'GET',
      url: `/api/head-reports/${rows[0]!.id}/file?format=${format}`,
      headers: { cookie: head },
    });
  expect(downloadReport.path).toBe('/api/head-reports/:id/file');
  const page = await file('html');
  expect(page.body).toContain('Дороги отсыпаны.');
  for (const words of [
    'Таблица 2. Красные зоны',
    'Синарский район, Дороги',
    'Таблица 4. Показатели по сферам',
    'Рисунок 1. Поступило сообщений по сферам',
    'Рисунок 2. Показатели по месяцам',
    'Таблица 5. Показатели по месяцам',
    'Таблица 6. О чём рассказать',
    'Подписано простой электронной подписью',
    'Проверить файл: https://otklik.example/check/',
  ])
    expect(page.body).toContain(words);
  // The number of the city's document system comes after the signature: copies bear it, the signed file stays as it was.
  const signed = (await file('pdf')).rawPayload;
  await server.call(
    keepNumber,
    { params: { id: rows[0]!.id }, body: { version: 0, number: '01-20/7', day: '2026-11-27' } },
    secretary,
  );
  expect((await file('html')).body).toContain('рег. № 01-20/7 от 27.11.2026');
  expect((await file('pdf')).rawPayload.equals(signed)).toBe(true);
  expect((await server.call(listReports, {}, head)).rows[0]!.cityNumber).toBe('01-20/7');
  const word = await file('docx');
  expect(word.rawPayload.subarray(0, 2).toString()).toBe('PK');
});

it('is composed by itself once on the day of the pack', async () => {
  server.setNow('2026-12-01T05:00:00Z');
  await asSystem(server, composeMonthly);
  const count = async () => (await server.call(listReports, {}, secretary)).rows.length;
  expect(await count()).toBe(2);
  server.setNow('2026-12-02T05:00:00Z');
  await asSystem(server, composeMonthly);
  await asSystem(server, composeMonthly);
  await server.drain();
  const { rows } = await server.call(listReports, {}, secretary);
  expect(rows.map(({ from, state }) => [from, state])[0]).toEqual(['2026-11-01', 'draft']);
  expect(rows).toHaveLength(3);
});
