import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, readCard, submitCase } from '../../../tests/support/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { signInAs } from '../../../tests/support/sign-in.ts';
import { anonymise } from './retention.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
});
afterAll(() => server.close());

test('after its storage term a case keeps no person, with a record that names the article', async () => {
  const { number } = await submitCase(server, {
    text: 'Позвоните мне: +7 912 000-00-17, на дороге яма у дома.',
  });
  const operator = await signInAs(server, 'operator');
  const card = await readCard(server, number, operator);
  const { database } = server.app.services;
  await database
    .updateTable('cases.clock')
    .set({ stopped_at: new Date('2023-11-23T09:00:00Z') })
    .where('case_id', '=', card.id)
    .execute();
  const close = (day: string) =>
    database
      .updateTable('cases.case_file')
      .set({ status: 'closed', closed_at: new Date(day) })
      .where('id', '=', card.id)
      .execute();
  const contact = () =>
    database
      .selectFrom('cases.contact')
      .select(['phone', 'person_name'])
      .where('case_id', '=', card.id)
      .executeTakeFirstOrThrow();
  await close('2023-11-25T09:00:00Z');
  await asSystem(server, anonymise);
  expect((await contact()).phone).not.toBeNull();
  await close('2023-11-23T09:00:00Z');
  await asSystem(server, anonymise);
  expect(await contact()).toEqual({ phone: null, person_name: null });
  expect((await readCard(server, card.number, operator)).text).not.toContain('000-00-17');
  const record = await database
    .selectFrom('audit.record')
    .select('payload')
    .where('action', '=', 'cases.anonymise')
    .where('object_id', '=', card.id)
    .executeTakeFirstOrThrow();
  expect(record.payload).toContain('152-ФЗ, ст. 5 ч. 7');
});
