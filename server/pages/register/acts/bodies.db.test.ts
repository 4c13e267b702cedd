import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as contract from '../../../../shared/contract/pages/register.ts';
import * as acts from '../../../../shared/contract/pages/register-acts.ts';
import { getOfficialPages } from '../../../../shared/contract/pages/register-open.ts';
import {
  WEDNESDAY as NOW,
  openRegisterDesk,
  type RegisterDesk,
} from '../../../../tests/support/pages/register-desk.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { makeUnit } from '../../../../tests/support/site/cases.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';

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

test('an exemption for all below holds for what stands there now and later, and is ended where it was put down', async () => {
  const top = await makeUnit(server, 'Управление культуры', 'culture');
  const under = async (title: string, parent: string) => {
    const id = await makeUnit(server, title, '');
    await server.app.pool.query('UPDATE identity.unit SET parent_id = $1 WHERE id = $2', [parent, id]);
    return id;
  };
  const club = await under('Клуб', top);
  const add = (given: object) => ({
    params: { unitId: top },
    body: { network: 'ok', ground: 'приказ № 7', from: '2026-01-01', ...given },
  });
  const alone = await server.call(acts.addExemption, add({}), editor);
  expect(bodyOf(alone, club).lacks).toEqual(['vk', 'ok']);
  const all = await server.call(acts.addExemption, add({ ground: 'приказ № 8', isForBelow: true }), editor);
  expect(bodyOf(all, club)).toMatchObject({
    lacks: ['vk'],
    exemptions: [{ ground: 'приказ № 8', fromBody: 'Управление культуры', isForBelow: true }],
  });
  expect(bodyOf(all, top).exemptions.map(({ fromBody }) => fromBody)).toEqual(['', '']);
  const circle = await under('Кружок', club);
  expect(bodyOf(await list(), circle).lacks).toEqual(['vk']);
  const { id, version } = bodyOf(all, top).exemptions.find(({ isForBelow }) => isForBelow)!;
  const ended = await server.call(
    acts.endExemption,
    { params: { id }, body: { version, reason: 'Открыли страницы' } },
    editor,
  );
  for (const below of [club, circle])
    expect(bodyOf(ended, below)).toMatchObject({ lacks: ['vk', 'ok'], exemptions: [] });
});

test('a page that is being made is shown to nobody outside until all that is mandatory is proved', async () => {
  const opening = { isOpening: true, title: 'Клуб Каменска', url: 'https://vk.com/club-kamensk' };
  const elsewhere = { ...desk.fields({ ...opening, url: 'https://ok.ru/club-kamensk' }) };
  expect((await server.fail(acts.createPage, { body: elsewhere }, editor)).fields).toMatchObject({
    url: expect.stringContaining('https://vk.com/'),
  });
  const page = await create(opening);
  const left = (card: contract.PageCard) => card.opening.flatMap(({ id, isDone }) => (isDone ? [] : [id]));
  const mandatory = ['name', 'avatar', 'cover', 'description', 'address', 'phone', 'email', 'site'];
  expect(left(page)).toEqual(['keeper', 'contact', ...mandatory]);
  expect(page).toMatchObject({ isOpening: true });
  const portal = async () => {
    // Read at most once a minute.
    server.setNow(new Date(server.app.services.now().getTime() + 61_000).toISOString());
    return JSON.stringify(await server.call(getOfficialPages, {}));
  };
  expect(await portal()).not.toContain('Клуб Каменска');
  const look = async (checks: string[], isThere = true) => {
    const { fileId, token } = (await sendFile(server, await drawPicture('png'))).body;
    const body = { checks, isThere, takenOn: '2026-11-25', file: { fileId, token } };
    return server.call(acts.lookAtPage, { params: { id: page.id }, body }, editor);
  };
  expect(left(await look(mandatory))).toEqual(['keeper', 'contact']);
  expect(left(await look(['site'], false))).toEqual(['keeper', 'contact', 'site']);
  const { rows } = await server.app.pool.query<{ id: string }>(
    "SELECT id FROM identity.v_person WHERE kind = 'staff' AND is_active LIMIT 1",
  );
  const kept = await server.call(
    acts.changePage,
    {
      params: { id: page.id },
      body: {
        ...desk.fields({ title: opening.title, url: opening.url }),
        version: page.version,
        keeperId: rows[0]!.id,
        contact: '+7 3439 30-00-00',
      },
    },
    editor,
  );
  expect(left(kept)).toEqual(['site']);
  const made = await look(['site']);
  expect(made).toMatchObject({ isOpening: false, opening: [] });
  expect(made.history.map(({ what }) => what)).toContain('создана: всё обязательное подтверждено');
  expect(await portal()).toContain('Клуб Каменска');
  // Made once: what is lost later is a task, and no new making.
  expect(await look(['site'], false)).toMatchObject({ isOpening: false, opening: [] });
  server.setNow(NOW);
});
