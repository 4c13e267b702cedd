import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/base/breaches.ts';
import type { CaseCard } from '../../../shared/contract/messages/cases-card.ts';
import { revealContact, revealText } from '../../../shared/contract/messages/cases-card.ts';
import { freshCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let operator: string;
let officer: string;
/** Two cases of one resident and one of another; contacts of each were read. */
let own: CaseCard;
let other: CaseCard;
let foreign: CaseCard;

const list = (query: object, cookie = officer) => server.call(contract.listReadings, { query }, cookie);
const casesIn = ({ readings }: Awaited<ReturnType<typeof list>>) =>
  readings.flatMap(({ number }) => number ?? []).toSorted();

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T04:00:00.000Z');
  operator = await signInAs(server, 'operator');
  officer = await signInAs(server, 'privacy-officer');
  const open = async (phone: string): Promise<CaseCard> => {
    const { card } = await freshCase(server, operator, { phone });
    const [contact] = card.contacts;
    await server.call(
      revealContact,
      { params: { id: card.id, contactId: contact?.id ?? '' }, body: { reason: 'Уточнить подъезд' } },
      operator,
    );
    return card;
  };
  own = await open('+79120000017');
  server.setNow('2026-11-25T04:00:00.000Z');
  other = await open('+79120000017');
  foreign = await open('+79120000099');
});
afterAll(() => server.close());

describe('who saw what', () => {
  test('readings of personal data alone: who, what, of which case, why', async () => {
    await server.call(revealText, { params: { id: own.id }, body: { reason: 'Прочесть целиком' } }, officer);
    const { readings, people } = await list({});
    expect(readings).toMatchObject([
      { action: 'Прочитан текст жителя целиком', number: own.number, details: 'Прочесть целиком' },
      { action: 'Прочитаны контакты жителя', number: foreign.number, details: 'Уточнить подъезд' },
      { number: other.number },
      { number: own.number },
    ]);
    expect(people.length).toBeGreaterThanOrEqual(2);
    // Contacts themselves are nowhere in it.
    expect(JSON.stringify(readings)).not.toMatch(/9120000017|Житель Иванович/u);
  });

  test('by days of the city, by person, page by page', async () => {
    expect(casesIn(await list({ to: '2026-11-24' }))).toEqual([own.number]);
    expect((await list({ from: '2026-11-26' })).readings).toEqual([]);
    const { people } = await list({});
    const reader = people.find(({ name }) => /оператор/iu.test(name)) ?? people[0];
    const by = await Promise.all(people.map(async ({ actor }) => (await list({ actor })).readings.length));
    expect(by.reduce((sum, count) => sum + count, 0)).toBe((await list({})).readings.length);
    expect(reader).toBeDefined();
    const page = await list({ limit: 1 });
    const rest = await list({ limit: 50, cursor: page.next });
    expect([...page.readings, ...rest.readings]).toEqual((await list({})).readings);
  });

  test('of a case, or of all cases of whoever wrote it: that is for who may see contacts, and is a record', async () => {
    expect(new Set(casesIn(await list({ number: `№ ${own.number}` })))).toEqual(new Set([own.number]));
    const all = { number: own.number, whose: 'resident' };
    expect(new Set(casesIn(await list(all)))).toEqual(new Set([own.number, other.number]));
    expect((await list({})).readings[0]).toMatchObject({
      action: 'Дела найдены по телефону или почте жителя',
    });
    const admin = await signInAs(server, 'admin');
    expect(casesIn(await list({ number: own.number }, admin)).length).toBeGreaterThan(0);
    expect((await server.fail(contract.listReadings, { query: all } as never, admin)).code).toBe(
      'lib.forbidden',
    );
    const unknown = { query: { number: '1999-01-0001' } };
    expect((await server.fail(contract.listReadings, unknown, officer)).fields).toHaveProperty('number');
    expect((await server.fail(contract.listReadings, { query: {} }, operator)).code).toBe('lib.forbidden');
  });

  test('as a file of the same filter, which is a record itself', async () => {
    const reply = await server.inject({
      url: `/api/breaches-readings/file?number=${own.number}`,
      headers: { cookie: officer },
    });
    expect(reply.statusCode).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(reply.rawPayload as unknown as ArrayBuffer);
    const cells = book.worksheets.flatMap((sheet) => sheet.getSheetValues().flat()).map(String);
    expect(cells).toContain('Уточнить подъезд');
    expect(cells.some((cell) => cell.includes(foreign.number))).toBe(false);
    expect((await list({})).readings[0]).toMatchObject({
      action: 'Выгружено, кто что видел',
      details: 'записей: 2; файл xlsx',
    });
  });
});
