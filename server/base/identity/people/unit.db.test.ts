import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession } from '../../../../shared/contract/base/identity.ts';
import * as contract from '../../../../shared/contract/base/people.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { findUnit, findUnitForKind, listUnits, unitWithDescendants } from '../index.ts';

let server: TestServer;
let admin: string;
const unknown = '018f0000-0000-7000-8000-000000000000';

const makeUnit = async (title: string, more: Partial<contract.UnitInput> = {}): Promise<contract.Unit> =>
  (await server.call(contract.createUnit, { body: { title, shortTitle: title, ...more } }, admin)).unit;

const edit = (unit: contract.Unit, more: object) => ({ params: { id: unit.id }, body: { ...unit, ...more } });

beforeAll(async () => {
  server = await startTestServer();
  admin = await signInAs(server, 'admin');
});
afterAll(() => server.close());

describe('tree of units', () => {
  it('is read by staff, edited by who manages people', async () => {
    const top = await makeUnit('Администрация');
    const part = await makeUnit('Отдел', {
      parentId: top.id,
      phone: '8 3439 11 22 33',
      email: 'Otdel@Demo.invalid',
    });
    expect(part).toMatchObject({
      phone: '+73439112233',
      email: 'otdel@demo.invalid',
      parentId: top.id,
      people: 0,
    });
    const tree = await server.call(contract.listUnits, {}, await signInAs(server, 'operator'));
    expect(tree.can).toEqual([]);
    expect(tree.units.map(({ id }) => id)).toEqual(expect.arrayContaining([top.id, part.id]));
  });

  it('gives its staff all units below their own', async () => {
    const top = await makeUnit('Верх');
    const middle = await makeUnit('Середина', { parentId: top.id });
    const bottom = await makeUnit('Низ', { parentId: middle.id });
    const { cookie } = await signInStaff(server, 'executor', { slug: 'middle', unitId: middle.id });
    const { units } = await server.call(readSession, {}, cookie);
    expect(units.sort()).toEqual([middle.id, bottom.id].sort());
    // A move is felt at once.
    await server.call(contract.editUnit, edit(bottom, { parentId: top.id }), admin);
    expect((await server.call(readSession, {}, cookie)).units).toEqual([middle.id]);
    expect((await unitWithDescendants(server.app.services.database, top.id)).sort()).toEqual(
      [top.id, middle.id, bottom.id].sort(),
    );
  });

  it('refuses a ring, an unknown parent, a wrong kind', async () => {
    const top = await makeUnit('Кольцо 1');
    const part = await makeUnit('Кольцо 2', { parentId: top.id });
    for (const parentId of [top.id, part.id, unknown]) {
      const problem = await server.fail(contract.editUnit, edit(top, { parentId }), admin);
      expect(problem.fields?.parentId).toMatch(/[а-я]/);
    }
    expect((await server.fail(contract.editUnit, edit(top, { kind: 'Дороги' }), admin)).fields?.kind).toMatch(
      /[а-я]/,
    );
    expect((await server.fail(contract.editUnit, edit({ ...top, id: unknown }, {}), admin)).status).toBe(404);
    expect(
      (await server.fail(contract.createUnit, { body: { title: '\u0000', shortTitle: 'х' } }, admin)).status,
    ).toBe(400);
  });

  it('is not written over by who saw an earlier one: who changed what is said', async () => {
    const seen = await makeUnit('Служба');
    await server.call(contract.editUnit, edit(seen, { phone: '8 3439 11 22 33' }), admin);
    const refused = await server.fail(contract.editUnit, edit(seen, { address: 'Ленина, 1' }), admin);
    expect(refused).toMatchObject({ status: 409, code: 'lib.changed-meanwhile' });
    expect(refused.detail).toContain('Подразделение');
    expect(refused.details).toMatchObject({ version: 2, changes: [{ by: 'вы', what: expect.any(String) }] });
    const now = (await server.call(contract.listUnits, {}, admin)).units.find(({ id }) => id === seen.id)!;
    expect(now).toMatchObject({ phone: '+73439112233', address: '', version: 2 });
  });

  it('two moves at once close no ring', async () => {
    const one = await makeUnit('Навстречу 1');
    const two = await makeUnit('Навстречу 2');
    const send = (unit: contract.Unit, parentId: string) =>
      server.inject({
        method: 'PUT',
        url: `/api/units/${unit.id}`,
        headers: { 'x-otklik': '1', cookie: admin },
        payload: { ...unit, parentId },
      });
    const replies = await Promise.all([send(one, two.id), send(two, one.id)]);
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 400]);
  });

  it('a unit with people or parts is not closed', async () => {
    const top = await makeUnit('Закрываемый');
    const part = await makeUnit('Часть', { parentId: top.id });
    await signInStaff(server, 'executor', { slug: 'inhabitant', unitId: part.id });
    for (const unit of [top, part])
      expect((await server.fail(contract.editUnit, edit(unit, { isActive: false }), admin)).status).toBe(409);
    const empty = await makeUnit('Пустой', { parentId: top.id });
    const closed = await server.call(contract.editUnit, edit(empty, { isActive: false }), admin);
    expect(closed.unit.isActive).toBe(false);
    const problem = await server.fail(
      contract.createPerson,
      { body: { surname: 'А', givenName: 'Б', email: 'into-closed@demo.invalid', unitId: empty.id } },
      admin,
    );
    expect(problem.fields?.unitId).toContain('закрыто');
  });
});

describe('unit for a kind of work', () => {
  it('is that of the district, else that of the city, never a closed one', async () => {
    const db = server.app.services.database;
    const city = await makeUnit('Дороги города', { kind: 'roads-department' });
    const north = await makeUnit('Дороги севера', { kind: 'roads-department', districts: ['sinarsky'] });
    const find = async (district?: string | null) =>
      (await findUnitForKind(db, 'roads-department', district))?.id;
    expect(await find()).toBe(city.id);
    expect(await find(null)).toBe(city.id);
    expect(await find('krasnogorsky')).toBe(city.id);
    expect(await find('sinarsky')).toBe(north.id);
    expect(await find('sinarsky.trubny')).toBe(north.id);
    await server.call(contract.editUnit, edit(north, { isActive: false }), admin);
    expect(await find('sinarsky')).toBe(city.id);
    expect(await findUnitForKind(db, 'nobody-does')).toBeUndefined();
    expect(await findUnitForKind(db, '')).toBeUndefined();
    expect((await findUnit(db, city.id))?.shortTitle).toBe('Дороги города');
    expect((await listUnits(db)).length).toBeGreaterThan(5);
  });
});
