import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeRegime } from '../../../shared/contract/messages/cases-staff.ts';
import { changeAppeal, getAppeal, listAppeals } from '../../../shared/contract/messages/office.ts';
import { registerLetter } from '../../../tests/support/site/appeals.ts';
import { asSystem, readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import { enterMissing } from './enter-missing.ts';

let server: TestServer;
let secretary: { cookie: string };
let operator: { cookie: string };
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  secretary = await signInStaff(server, 'secretary');
  operator = await signInStaff(server, 'operator');
});
afterAll(() => server.close());

const card = (number: string, cookie = secretary.cookie) =>
  server.call(getAppeal, { params: { number } }, cookie);
const list = (query: object = {}, cookie = secretary.cookie) => server.call(listAppeals, { query }, cookie);

describe('the journal of appeals', () => {
  test('a letter gets the number of its case and of the journal at once', async () => {
    const done = await registerLetter(server, secretary.cookie, {
      card: {
        sheets: 2,
        attachmentSheets: 1,
        isCollective: true,
        correspondent: 'Приёмная губернатора',
        correspondentNumber: '12-44',
      },
    });
    expect(done).toMatchObject({ journalNumber: 'О-1/2026', regime: 'appeal_59fz' });
    // Three calendar days to register, thirty to answer, from Tuesday 24 November.
    expect(done.registerDue?.slice(0, 10)).toBe('2026-11-27');
    expect(done.dueAt.slice(0, 10)).toBe('2026-12-24');
    const line = await card(done.number);
    expect(line).toMatchObject({
      number: 'О-1/2026',
      kind: 'application',
      form: 'written',
      sheets: 2,
      attachmentSheets: 1,
      isCollective: true,
      correspondentNumber: '12-44',
      replyBy: 'post',
      isRegisteredLate: false,
      registeredOn: '2026-11-24',
      from: 'П. А. С.',
      replyAddress: 'ул. Титова, •••',
    });
    expect(line.storage).toContain('5');
    expect(line.storage).toContain('236');
  });

  test('the same letter sent twice is entered once', async () => {
    const clientKey = randomUUID();
    const first = await registerLetter(server, secretary.cookie, { clientKey });
    const again = await registerLetter(server, secretary.cookie, { clientKey });
    expect(again.journalNumber).toBe(first.journalNumber);
  });

  test('a letter received long ago says that it was registered late', async () => {
    const done = await registerLetter(server, secretary.cookie, { receivedAt: '2026-11-16T05:00:00Z' });
    expect((await card(done.number)).isRegisteredLate).toBe(true);
  });

  test('a message has no line, until an operator puts it under 59-ФЗ; back again, the line is struck', async () => {
    const done = await registerLetter(server, operator.cookie, { kind: 'official_letter' });
    expect(done.journalNumber).toBeNull();
    const change = async (regime: string) => {
      const { id, version } = await readCard(server, done.number, operator.cookie);
      await server.call(
        changeRegime,
        {
          params: { id },
          body: {
            version,
            regime: regime as never,
            signs: ['forwarded-to-us'],
            ground: 'Обращение гражданина внутри письма',
          },
        },
        operator.cookie,
      );
      await server.drain();
    };
    await change('appeal_59fz');
    const line = await card(done.number);
    expect(line).toMatchObject({ form: 'written', isStruck: false });
    await change('internal');
    expect(await card(done.number)).toMatchObject({ number: line.number, isStruck: true });
    expect((await list({ state: 'struck' })).lines.map(({ number }) => number)).toContain(line.number);
  });

  test('a case of another way in is entered by what follows registration; a portal message is not', async () => {
    const message = await submitCase(server);
    const failure = await server.fail(getAppeal, { params: { number: message.number } }, secretary.cookie);
    expect(failure.code).toBe('cases.not-found');
  });

  test('what a register brought without the usual course is entered by the job, once, in the order of registration', async () => {
    const { database } = server.app.services;
    const done = await registerLetter(server, secretary.cookie);
    await database.deleteFrom('office.appeal').where('case_id', '=', done.id).execute();
    const enter = () => asSystem(server, (ctx) => enterMissing(ctx));
    expect(await enter()).toBe(1);
    expect(await enter()).toBe(0);
    const line = await card(done.number);
    expect(line.number).not.toBe(done.journalNumber);
    expect(line).toMatchObject({ kind: 'application', form: 'written' });
  });

  test('filters, search and pages', async () => {
    const complaint = await registerLetter(server, secretary.cookie, {
      text: 'Жалоба на бездействие: двор не убирают с октября.',
      name: 'Образцов Пётр',
      card: { isControl: true },
    });
    const numbers = async (query: object) => (await list(query)).lines.map(({ caseNumber }) => caseNumber);
    expect(await numbers({ kind: 'complaint' })).toEqual([complaint.number]);
    expect(await numbers({ control: '1' })).toEqual([complaint.number]);
    expect(await numbers({ q: 'образцов' })).toEqual([complaint.number]);
    expect(await numbers({ q: complaint.journalNumber })).toEqual([complaint.number]);
    expect(await numbers({ q: '100%_' })).toEqual([]);
    expect(await numbers({ from: '2026-12-01' })).toEqual([]);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.next! });
    expect(first.lines[0]!.caseNumber).toBe(complaint.number);
    expect(second.lines[0]!.number).not.toBe(first.lines[1]!.number);
    expect(first.total).toBeGreaterThan(2);
    server.setNow('2027-01-20T09:00:00Z');
    expect((await list({ state: 'overdue' })).lines.length).toBeGreaterThan(2);
    server.setNow('2026-11-24T09:00:00Z');
  });

  test('the card is put right with the version seen, and the journal of acts names the fields alone', async () => {
    const done = await registerLetter(server, secretary.cookie);
    const { version } = await card(done.number);
    const body = { version, kind: 'proposal' as const, replyAddress: 'пр. Победы, 1', repeatOf: done.number };
    const own = await server.fail(changeAppeal, { params: { id: done.id }, body }, secretary.cookie);
    expect(own.fields).toHaveProperty('repeatOf');
    const good = { ...body, repeatOf: null, questions: [{ text: 'Почему нет света?' }] };
    const changed = await server.call(
      changeAppeal,
      { params: { id: done.id }, body: good },
      secretary.cookie,
    );
    expect(changed).toMatchObject({ kind: 'proposal', replyAddress: 'пр. Победы, •••' });
    expect(changed.questions).toEqual([{ text: 'Почему нет света?', factId: null, result: null }]);
    const stale = await server.fail(changeAppeal, { params: { id: done.id }, body: good }, secretary.cookie);
    expect(stale.code).toBe('lib.changed-meanwhile');
    const record = await server.app.services.database
      .selectFrom('audit.record')
      .select('payload')
      .where('action', '=', 'office.change-appeal')
      .where('object_id', '=', done.id)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(record.payload)).toContain('reply_address');
    expect(JSON.stringify(record.payload)).not.toContain('Победы');
  });

  test('who keeps no office changes nothing; who has no right to it reads nothing', async () => {
    const done = await registerLetter(server, secretary.cookie);
    const observer = await signInStaff(server, 'observer');
    expect((await card(done.number, observer.cookie)).can).toEqual([]);
    const body = { version: 1, sheets: 9 };
    expect((await server.fail(changeAppeal, { params: { id: done.id }, body }, observer.cookie)).status).toBe(
      403,
    );
    const executor = await signInStaff(server, 'executor');
    expect((await server.fail(listAppeals, {}, executor.cookie)).status).toBe(403);
  });

  test('Excel: names whole for who may see contacts, masked for others, and the journal keeps which', async () => {
    const load = async (cookie: string) => {
      const reply = await server.inject({
        method: 'GET',
        url: '/api/office/appeals.xlsx?kind=complaint',
        headers: { cookie },
      });
      expect(reply.statusCode).toBe(200);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(reply.rawPayload as never);
      return book.worksheets[0]!;
    };
    const whole = await load(operator.cookie);
    expect(whole.getRow(3).getCell(6).text).toBe('От кого');
    expect(whole.getRow(4).getCell(6).text).toBe('Образцов Пётр');
    expect((await load(secretary.cookie)).getRow(4).getCell(6).text).toBe('О. П.');
    const { rows } = {
      rows: await server.app.services.database
        .selectFrom('audit.record')
        .select('payload')
        .where('action', '=', 'office.export-appeals')
        .execute(),
    };
    expect(rows.map((row) => JSON.stringify(row.payload)).join()).toMatch(/whole.*masked/);
  });
});
