import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession } from '../../../../shared/contract/base/identity.ts';
import * as contract from '../../../../shared/contract/base/people.ts';
import { type PeopleServer, startPeopleServer } from '../../../../tests/support/people.ts';
import type { TestServer } from '../../../../tests/support/site/server.ts';
import { openCookie, signInStaff } from '../../../../tests/support/site/sign-in.ts';

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

describe('roles', () => {
  it('give permissions at once and take them back at once', async () => {
    const { personId, cookie } = await signInStaff(server, 'observer', { slug: 'riser' });
    expect(
      (await server.fail(contract.createUnit, { body: { title: 'А', shortTitle: 'А' } }, cookie)).status,
    ).toBe(403);
    const { grant } = await server.call(
      contract.grantRole,
      { params: { id: personId }, body: { role: 'admin' } },
      admin,
    );
    expect((await sessionOf(cookie)).permissions).toContain('identity.manage');
    await server.call(contract.revokeRole, { params: { id: personId, grantId: grant.id } }, admin);
    expect((await sessionOf(cookie)).permissions).not.toContain('identity.manage');
    const twice = await server.fail(
      contract.revokeRole,
      { params: { id: personId, grantId: grant.id } },
      admin,
    );
    expect(twice.status).toBe(404);
  });

  it('hold from day to day in the zone of the city', async () => {
    const { personId, cookie } = await signInStaff(server, 'observer', { slug: 'temporary' });
    await server.call(
      contract.grantRole,
      {
        params: { id: personId },
        body: { role: 'secretary', validFrom: '2026-12-01', validTo: '2026-12-02' },
      },
      admin,
    );
    const rolesAt = async (iso: string) => {
      server.setNow(iso);
      return (await sessionOf(cookie)).roles.map(({ id }) => id);
    };
    // Yekaterinburg is five hours ahead: its 1 December begins at 19:00 UTC of 30 November.
    expect(await rolesAt('2026-11-30T18:59:00Z')).toEqual(['observer']);
    expect(await rolesAt('2026-11-30T19:00:00Z')).toEqual(['observer', 'secretary']);
    expect(await rolesAt('2026-12-02T18:59:00Z')).toEqual(['observer', 'secretary']);
    expect(await rolesAt('2026-12-02T19:00:00Z')).toEqual(['observer']);
    server.setNow(null);
  });

  it('carry limits; one unlimited role makes the union unlimited', async () => {
    const { personId, cookie } = await signInStaff(server, 'operator', {
      slug: 'limited',
      blocks: ['roads'],
      districts: ['sinarsky'],
    });
    expect(await sessionOf(cookie)).toMatchObject({ blocks: ['roads'], districts: ['sinarsky'] });
    await server.call(
      contract.grantRole,
      { params: { id: personId }, body: { role: 'reviewer', blocks: ['waste'], districts: [] } },
      admin,
    );
    expect(await sessionOf(cookie)).toMatchObject({ blocks: ['roads', 'waste'], districts: [] });
  });

  it('refuse an unknown role, an impossible day, days turned round, a twin, a closed person', async () => {
    const { id } = await makePerson();
    for (const [body, field] of [
      [{ role: 'tsar' }, 'role'],
      [{ role: 'operator', validFrom: '2026-02-30' }, 'validFrom'],
      [{ role: 'operator', validFrom: '2026-03-02', validTo: '2026-03-01' }, 'validTo'],
      [{ role: 'operator', blocks: ["roads'"] }, 'blocks'],
      [{ role: 'operator', blocks: ['roads', "roads'"] }, 'blocks'],
      [{ role: 'operator', districts: ['Синарский'] }, 'districts'],
    ] as const) {
      const problem = await server.fail(
        contract.grantRole,
        { params: { id }, body: { ...body } as { role: string } },
        admin,
      );
      expect(problem).toMatchObject({ status: 400, fields: { [field]: expect.stringMatching(/[а-я]/) } });
    }
    const body = { role: 'operator', blocks: ['roads', 'waste'] };
    await server.call(contract.grantRole, { params: { id }, body }, admin);
    const twin = { role: 'operator', blocks: ['waste', 'roads'] };
    expect((await server.fail(contract.grantRole, { params: { id }, body: twin }, admin)).status).toBe(409);
    // Another role, other limits, or a grant that ends are no twin; a day's grant is one.
    for (const other of [
      { ...twin, role: 'reviewer' },
      { role: 'operator', blocks: ['roads'] },
      { ...twin, role: 'editor', validFrom: '2026-12-01', validTo: '2026-12-01' },
      { ...twin, role: 'editor' },
    ])
      await server.call(contract.grantRole, { params: { id }, body: other }, admin);
    const { grants } = await server.call(contract.readPerson, { params: { id } }, admin);
    expect(grants.map(({ role, blocks }) => [role, ...blocks].join(' '))).toEqual(
      expect.arrayContaining([
        'operator roads waste',
        'reviewer roads waste',
        'operator roads',
        'editor roads waste',
      ]),
    );
    await server.call(contract.editPerson, { params: { id }, body: { isActive: false } }, admin);
    expect(
      (await server.fail(contract.grantRole, { params: { id }, body: { role: 'head' } }, admin)).status,
    ).toBe(409);
  });

  it('the last administrator can be neither revoked nor closed', async () => {
    const card = await server.call(contract.readPerson, { params: { id: adminId } }, admin);
    const grantId = card.grants.find(({ role }) => role === 'admin')?.id ?? '';
    const revoked = await server.fail(contract.revokeRole, { params: { id: adminId, grantId } }, admin);
    expect(revoked).toMatchObject({ status: 409, code: 'identity.last-administrator' });
    const closed = await server.fail(
      contract.editPerson,
      { params: { id: adminId }, body: { isActive: false } },
      admin,
    );
    expect(closed.code).toBe('identity.last-administrator');
    expect((await sessionOf(admin)).kind).toBe('staff');
  });

  it('are listed with what each may do, in Russian', async () => {
    const { roles } = await server.call(contract.listRoles, {}, operator);
    expect(roles.map(({ title }) => title)).toContain('Ответственный за персональные данные');
    const manage = roles
      .find(({ id }) => id === 'admin')
      ?.permissions.find(({ id }) => id === 'identity.manage');
    expect(manage?.title).toMatch(/^[А-Я]/);
  });
});

describe('absence', () => {
  it('hands roles, units and queue to the substitute for its days, and no longer', async () => {
    const { unit } = await server.call(
      contract.createUnit,
      { body: { title: 'Отдел замен', shortTitle: 'Замены' } },
      admin,
    );
    const away = await signInStaff(server, 'approver', { slug: 'away', unitId: unit.id });
    const keeper = await signInStaff(server, 'executor', { slug: 'keeper' });
    server.setNow('2026-11-25T06:00:00Z');
    const { absence } = await server.call(
      contract.setAbsence,
      {
        params: { id: away.personId },
        body: { substituteId: keeper.personId, fromDay: '2026-11-26', toDay: '2026-11-27', reason: 'Отпуск' },
      },
      admin,
    );
    expect((await sessionOf(keeper.cookie)).permissions).not.toContain('cases.approve');

    server.setNow('2026-11-26T06:00:00Z');
    const state = await sessionOf(keeper.cookie);
    expect(state.permissions).toContain('cases.approve');
    expect(state.permissions).toContain('cases.answer');
    expect(state.substitutes.map(({ id }) => id)).toEqual([away.personId]);
    expect(state.units).toContain(unit.id);
    // The absent person keeps working rights: a call from the holiday is not a breach.
    expect((await sessionOf(away.cookie)).permissions).toContain('cases.approve');
    const card = await server.call(contract.readPerson, { params: { id: away.personId } }, operator);
    expect(card.away).toMatchObject({ toDay: '2026-11-27' });

    server.setNow('2026-11-28T06:00:00Z');
    expect((await sessionOf(keeper.cookie)).substitutes).toEqual([]);

    server.setNow('2026-11-26T06:00:00Z');
    await server.call(
      contract.cancelAbsence,
      { params: { id: away.personId, absenceId: absence.id } },
      admin,
    );
    expect((await sessionOf(keeper.cookie)).permissions).not.toContain('cases.approve');
    server.setNow(null);
  });

  it('rights do not pass on to a substitute of the substitute', async () => {
    const [one, two, three] = [
      await signInStaff(server, 'approver', { slug: 'chain-1' }),
      await signInStaff(server, 'reviewer', { slug: 'chain-2' }),
      await signInStaff(server, 'executor', { slug: 'chain-3' }),
    ];
    server.setNow('2026-11-25T06:00:00Z');
    const days = { fromDay: '2026-11-25', toDay: '2026-11-25' };
    await server.call(
      contract.setAbsence,
      { params: { id: two.personId }, body: { substituteId: three.personId, ...days } },
      admin,
    );
    const refused = await server.fail(
      contract.setAbsence,
      { params: { id: one.personId }, body: { substituteId: two.personId, ...days } },
      admin,
    );
    expect(refused.fields?.substituteId).toContain('отсутствует в эти дни');
    const state = await sessionOf(three.cookie);
    expect(state.permissions).toContain('cases.review');
    expect(state.permissions).not.toContain('cases.approve');
    server.setNow(null);
  });

  it('refuses oneself, days turned round, an overlap, a decade, a stranger', async () => {
    const { id } = await makePerson();
    const { id: other } = await makePerson();
    const set = (body: object) =>
      server.fail(
        contract.setAbsence,
        {
          params: { id },
          body: { substituteId: other, fromDay: '2027-01-11', toDay: '2027-01-15', ...body },
        },
        admin,
      );
    expect((await set({ substituteId: id })).fields?.substituteId).toContain('сам себя');
    expect((await set({ toDay: '2027-01-10' })).fields?.toDay).toContain('раньше');
    expect((await set({ toDay: '2037-01-10' })).fields?.toDay).toContain('трёх лет');
    expect((await set({ fromDay: '2027-02-30', toDay: '2027-03-30' })).fields?.fromDay).toContain(
      'Такого дня',
    );
    expect((await set({ substituteId: unknown })).status).toBe(404);
    await server.call(
      contract.setAbsence,
      { params: { id }, body: { substituteId: other, fromDay: '2027-01-11', toDay: '2027-01-15' } },
      admin,
    );
    expect(await set({ fromDay: '2027-01-15', toDay: '2027-01-20' })).toMatchObject({
      status: 409,
      detail: 'Уже записано отсутствие с 11.01.2027 по 15.01.2027.',
    });
  });
});

it('a session is resolved by one query, and within half a minute by none', async () => {
  const cookie = await openCookie(server, adminId);
  const { pool } = server.app;
  const texts: string[] = [];
  const connect = pool.connect.bind(pool);
  // Every query of the pool goes through a client taken from it.
  pool.connect = (async () => {
    const client = await connect();
    const query = client.query.bind(client);
    client.query = ((...args: unknown[]) => {
      texts.push(JSON.stringify(args[0]));
      return (query as (...rest: unknown[]) => unknown)(...args);
    }) as typeof client.query;
    const release = client.release.bind(client);
    client.release = (error) => {
      client.query = query;
      client.release = release;
      release(error);
    };
    return client;
  }) as typeof pool.connect;
  try {
    await server.call(contract.listRoles, {}, cookie);
    expect(texts).toHaveLength(1);
    await server.call(contract.listRoles, {}, cookie);
    expect(texts).toHaveLength(1);
  } finally {
    pool.connect = connect;
  }
});
