import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as contract from '../../../../shared/contract/pages/register.ts';
import * as acts from '../../../../shared/contract/pages/register-acts.ts';
import {
  WEDNESDAY as NOW,
  openRegisterDesk,
  type RegisterDesk,
} from '../../../../tests/support/pages/register-desk.ts';
import { makeUnit } from '../../../../tests/support/site/cases.ts';

let desk: RegisterDesk;
let server: RegisterDesk['server'];
let editor: string;
let head: string;
let schoolId: string;

beforeAll(async () => {
  desk = await openRegisterDesk();
  ({ server, editor, head, schoolId } = desk);
});
afterAll(() => server.close());

const list = () => desk.list();
const create = (given?: object) => desk.create(given);
const bodyOf = (register: contract.Register, id: string) => register.bodies.find((one) => one.unitId === id)!;

test('a body that was closed owes no page; it is seen until its pages are archived', async () => {
  const closed = await makeUnit(server, 'Отдел закупок', '');
  const page = await create({ unitId: closed });
  await server.app.pool.query('UPDATE identity.unit SET is_active = false WHERE id = $1', [closed]);
  expect(bodyOf(await list(), closed)).toMatchObject({
    isActive: false,
    lacks: [],
    pages: [{ id: page.id }],
  });
  await server.call(
    acts.archivePage,
    { params: { id: page.id }, body: { version: 1, reason: 'Отдел закрыт' } },
    editor,
  );
  expect(bodyOf(await list(), closed)).toBeUndefined();
});

describe('an exemption', () => {
  test('takes the place of a page while it holds, with its ground and term; it is ended, never lost', async () => {
    const add = (given: object = {}) => ({
      params: { unitId: schoolId },
      body: { ground: 'распоряжение № 214-р', from: '2026-01-01', until: '2026-12-31', ...given },
    });
    const kept = await server.call(acts.addExemption, add({ network: 'ok' }), editor);
    expect(bodyOf(kept, schoolId).lacks).toEqual(['vk']);
    const all = await server.call(acts.addExemption, add(), editor);
    const [first, second] = bodyOf(all, schoolId).exemptions;
    expect([first, second].map((one) => one!.isInForce)).toEqual([true, true]);
    expect(bodyOf(all, schoolId).lacks).toEqual([]);
    server.setNow('2026-12-31T07:00:00Z');
    expect(bodyOf(await list(), schoolId).lacks).toEqual([]);
    server.setNow('2027-01-01T07:00:00Z');
    expect(bodyOf(await list(), schoolId)).toMatchObject({
      lacks: ['vk', 'ok'],
      exemptions: [{ isInForce: false }, { isInForce: false }],
    });
    server.setNow(NOW);
    const general = bodyOf(all, schoolId).exemptions.find(({ network }) => network === null)!;
    const end = {
      params: { id: general.id },
      body: { version: general.version, reason: 'Страница открыта' },
    };
    const ended = await server.call(acts.endExemption, end, editor);
    expect(bodyOf(ended, schoolId)).toMatchObject({ lacks: ['vk'], exemptions: [{ network: 'ok' }] });
    expect((await server.fail(acts.endExemption, end, editor)).code).toBe('lib.not-found');
    const { rows } = await server.app.pool.query(
      'SELECT ended_by_name, end_reason FROM register.exemption WHERE id = $1',
      [general.id],
    );
    expect(rows).toMatchObject([{ end_reason: 'Страница открыта' }]);
    expect(
      (await server.fail(acts.addExemption, add({ until: '2025-12-31' }), editor)).fields,
    ).toHaveProperty('until');
    expect(
      (await server.fail(acts.addExemption, add({ until: '2026-11-24' }), editor)).fields,
    ).toHaveProperty('until');
    expect(
      (await server.fail(acts.addExemption, add({ network: 'instagram' }), editor)).fields,
    ).toHaveProperty('network');
    expect((await server.fail(acts.addExemption, add(), head)).code).toBe('lib.forbidden');
  });
});
