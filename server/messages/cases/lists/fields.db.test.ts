import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CaseField, caseFields } from '../../../../shared/contract/messages/cases-list.ts';
import { plantCases, plantRow } from '../../../../tests/support/plant.ts';
import { makeUnit } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { lacksCondition } from './fields.ts';

/** Of which cases a field is asked, and which lack it. */

let server: TestServer;
let unitId: string;
beforeAll(async () => {
  server = await startTestServer();
  unitId = await makeUnit(server, 'Управление дорог', 'roads', { email: 'roads@example.ru' });
});
afterAll(() => server.close());

const insert = (table: string, row: Record<string, unknown>) => plantRow(server, table, row);

const plant = async (fields: object): Promise<string> => (await plantCases(server, [fields]))[0]!.id;
const tell = (caseId: string, contact: object) =>
  insert('cases.contact', {
    id: randomUUID(),
    case_id: caseId,
    kind: 'first',
    identity: 'anonymous',
    regime: 'pos_message',
    regime_reason: '',
    received_at: '2026-11-10T09:00:00Z',
    signs: [],
    is_joiner: false,
    ...contact,
  });
async function attach(caseId: string, role: string): Promise<void> {
  const id = randomUUID();
  const at = '2026-11-10T09:00:00Z';
  const sha = id.replaceAll('-', '').repeat(2);
  await insert('files.file', {
    id,
    sha256: sha,
    kind: 'pdf',
    bytes: 7,
    uploader: 'anonymous',
    token_hash: 'x',
    claimed: true,
    created_at: at,
    released: false,
  });
  await insert('cases.attachment', {
    case_id: caseId,
    file_id: id,
    role,
    added_at: at,
    added_by: 'resident',
  });
}
const lacks = async (id: string, field: CaseField): Promise<boolean> => {
  const { database } = server.app.services;
  const found = await database
    .selectFrom('cases.case_file')
    .select('id')
    .where('id', '=', id)
    .where(lacksCondition(field))
    .execute();
  return found.length === 1;
};
const lacking = async (id: string): Promise<CaseField[]> => {
  const told: CaseField[] = [];
  for (const field of caseFields) if (await lacks(id, field)) told.push(field);
  return told.toSorted();
};
const everything = ['block', 'contact', 'district', 'executor', 'fact', 'house', 'photo', 'place'];

test('a case of nothing lacks all that is asked of it; a result and a rating are asked of what was answered', async () => {
  expect(await lacking(await plant({}))).toEqual(everything);
  const answered = await plant({ status: 'answered', answered_at: '2026-11-12T09:00:00Z' });
  expect(await lacking(answered)).toEqual([...everything, 'outcome', 'rating'].toSorted());
  const closed = await plant({ status: 'closed', closed_at: '2026-11-12T09:00:00Z' });
  expect(await lacking(closed)).toEqual([...everything, 'outcome'].toSorted());
});

test('of a refused one nobody is to do anything', async () => {
  const refused = await plant({ status: 'rejected' });
  expect(await lacking(refused)).toEqual(everything.filter((field) => field !== 'executor'));
});

test('a case of everything lacks nothing', async () => {
  const full = await plant({
    status: 'answered',
    answered_at: '2026-11-12T09:00:00Z',
    block: 'roads',
    fact_id: 'roads.pavement.pothole',
    district_id: 'sinarsky',
    lat: 56.41,
    lon: 61.92,
    place_precision: 'house',
    executor_unit_id: unitId,
    outcome: 'solved',
    rating: 5,
  });
  await tell(full, { phone: '+79120000017' });
  await attach(full, 'before');
  expect(await lacking(full)).toEqual([]);
});

test('whoever left a phone or an address can be answered, and nobody else', async () => {
  const none = await plant({});
  await tell(none, {});
  expect(await lacks(none, 'contact')).toBe(true);
  // Of two who wrote one can be answered.
  await tell(none, { email: 'probnaya@example.ru' });
  expect(await lacks(none, 'contact')).toBe(false);
  const other = await plant({});
  expect(await lacks(other, 'contact')).toBe(true);
});

test('a picture of what was done is no picture of the trouble, and a street is no house', async () => {
  const id = await plant({ place_precision: 'street', lat: 56.41, lon: 61.92 });
  await attach(id, 'after');
  expect([await lacks(id, 'photo'), await lacks(id, 'house'), await lacks(id, 'place')]).toEqual([
    true,
    true,
    false,
  ]);
});
