import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAuditRecords } from '../../../../shared/contract/base/audit.ts';
import { readSession } from '../../../../shared/contract/base/identity.ts';
import * as contract from '../../../../shared/contract/base/people.ts';
import { type PeopleServer, startPeopleServer } from '../../../../tests/support/people.ts';
import type { TestServer } from '../../../../tests/support/site/server.ts';
import { signInResident, signInStaff } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let admin: string;
let adminId: string;
let operator: string;

const unknown = '018f0000-0000-7000-8000-000000000000';
let makePerson: PeopleServer['makePerson'];

const sessionOf = (cookie: string) => server.call(readSession, {}, cookie);

beforeAll(async () => {
  ({ server, admin, operator, adminId, makePerson } = await startPeopleServer());
});
afterAll(() => server.close());

describe('people', () => {
  it('are made with the short form of the name and found by any part of it, ё or е', async () => {
    const made = await makePerson({ surname: 'Журавлёв', phone: '8 3439 11-22-33', position: 'Инженер' });
    expect(made).toMatchObject({
      name: 'Журавлёв Ф.И.',
      fullName: 'Журавлёв Фёдор Ильич',
      phone: '+7 343 911-22-33',
    });
    for (const search of ['журавлев', 'ЖУРАВЛЁВ фед', 'инженер', 'ильич']) {
      const { people, total } = await server.call(contract.listPeople, { query: { search } }, admin);
      expect(people.map(({ id }) => id)).toContain(made.id);
      expect(total).toBe(people.length);
    }
    for (const search of ['%', '_уравл', '\\', "'; DROP TABLE identity.person; --"])
      expect((await server.call(contract.listPeople, { query: { search } }, admin)).people).toEqual([]);
  });

  it('show contacts in full only to who manages people', async () => {
    const made = await makePerson({ phone: '+79125550011' });
    const seen = await server.call(contract.readPerson, { params: { id: made.id } }, operator);
    expect(seen).toMatchObject({
      phone: '+7 ••• ••• 00 11',
      email: expect.stringMatching(/^p•••@/),
      can: [],
    });
    const list = await server.call(contract.listPeople, { query: { search: 'лисицын' } }, operator);
    expect(JSON.stringify(list)).not.toContain('9125550011');
    expect(JSON.stringify(list)).not.toMatch(/\bp\d+@/);
    expect(list.can).toEqual([]);
  });

  it('come in the Russian order, page by page', async () => {
    for (const surname of ['Ёлкин', 'Яблоков', 'Ежов', 'Жуков', 'Абрамцев'])
      await makePerson({ surname, position: 'порядок' });
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page: { people: contract.PersonRow[]; next: string | null } = await server.call(
        contract.listPeople,
        { query: { search: 'порядок', limit: 2, ...(cursor && { cursor }) } },
        admin,
      );
      names.push(...page.people.map(({ name }) => name.split(' ')[0] ?? ''));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(names).toEqual(['Абрамцев', 'Ежов', 'Ёлкин', 'Жуков', 'Яблоков']);
  });

  it('refuse a taken e-mail, a wrong phone, an unknown unit, a null byte, an empty name', async () => {
    const known = await makePerson();
    const base = { surname: 'Двойник', givenName: 'Иван', email: 'twin@demo.invalid' };
    const email = known.email.replace('p', 'P').replace('demo', 'Demo');
    const taken = await server.fail(contract.createPerson, { body: { ...base, email } }, admin);
    expect(taken).toMatchObject({ status: 409, fields: { email: expect.stringContaining('уже есть') } });
    const edited = await server.fail(
      contract.editPerson,
      { params: { id: adminId }, body: { email } },
      admin,
    );
    expect(edited.status).toBe(409);
    for (const [body, field] of [
      [{ ...base, phone: 'нет' }, 'phone'],
      [{ ...base, unitId: unknown }, 'unitId'],
      [{ ...base, unitId: 'x' }, 'unitId'],
      [{ ...base, surname: '   ' }, 'surname'],
      [{ ...base, surname: 'я'.repeat(101) }, 'surname'],
    ] as const) {
      const problem = await server.fail(contract.createPerson, { body }, admin);
      expect(problem).toMatchObject({ status: 400, fields: { [field]: expect.stringMatching(/[а-я]/) } });
    }
    const nulls = await server.fail(
      contract.createPerson,
      { body: { ...base, surname: 'Ну\u0000ль' } },
      admin,
    );
    expect(nulls).toMatchObject({ status: 400, code: 'lib.bad-input' });
    expect(known.isActive).toBe(true);
  });

  it('an unknown id, a resident’s id and a malformed one lead nowhere', async () => {
    const resident = await server.call(readSession, {}, await signInResident(server, '+79125550012'));
    for (const id of [unknown, resident.person?.id ?? '']) {
      expect((await server.fail(contract.readPerson, { params: { id } }, admin)).status).toBe(404);
      expect((await server.fail(contract.editPerson, { params: { id }, body: {} }, admin)).status).toBe(404);
      expect((await server.fail(contract.resetPassword, { params: { id } }, admin)).status).toBe(404);
      expect(
        (await server.fail(contract.grantRole, { params: { id }, body: { role: 'head' } }, admin)).status,
      ).toBe(404);
    }
    expect((await server.fail(contract.readPerson, { params: { id: "1' OR 1=1" } }, admin)).status).toBe(400);
  });

  it('lose their sessions the moment their access is closed', async () => {
    const { personId, cookie } = await signInStaff(server, 'editor', { slug: 'leaver' });
    expect((await sessionOf(cookie)).kind).toBe('staff');
    await server.call(contract.editPerson, { params: { id: personId }, body: { isActive: false } }, admin);
    expect((await sessionOf(cookie)).kind).toBe('anonymous');
    const link = await server.fail(contract.resetPassword, { params: { id: personId } }, admin);
    expect(link.status).toBe(409);
    const { people } = await server.call(
      contract.listPeople,
      { query: { role: 'editor', isActive: 'no' } },
      admin,
    );
    expect(people.map(({ id }) => id)).toEqual([personId]);
  });

  it('are not written over by who saw an earlier card; an access is closed whatever was seen', async () => {
    const seen = await makePerson();
    const params = { id: seen.id };
    const body = { phone: '+79125550013', version: seen.version };
    expect((await server.call(contract.editPerson, { params, body }, admin)).version).toBe(seen.version + 1);
    const late = { position: 'Инженер', version: seen.version };
    const refused = await server.fail(contract.editPerson, { params, body: late }, admin);
    expect(refused).toMatchObject({ status: 409, code: 'lib.changed-meanwhile' });
    expect((await server.call(contract.readPerson, { params }, admin)).position).toBe(seen.position);
    const closed = await server.call(contract.editPerson, { params, body: { isActive: false } }, admin);
    expect(closed.isActive).toBe(false);
  });

  it('leave records without personal data', async () => {
    const made = await makePerson({ surname: 'Секретов' });
    await server.call(
      contract.editPerson,
      { params: { id: made.id }, body: { phone: '+79125550013' } },
      admin,
    );
    const { records } = await server.call(
      listAuditRecords,
      { query: { object: 'person', objectId: made.id } },
      admin,
    );
    expect(records.map(({ action }) => action)).toEqual(['identity.person-changed', 'identity.person-made']);
    expect(records[0]).toMatchObject({ data: { fields: ['phone'] }, actor: `staff:${adminId}` });
    expect(JSON.stringify(records)).not.toMatch(/Секретов|9125550013/);
  });
});
