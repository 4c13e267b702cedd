import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/pages/register.ts';
import * as acts from '../../../shared/contract/pages/register-acts.ts';
import { addPage, deliverEvent, makePost, readingOf } from '../../../tests/support/networks/told-network.ts';
import {
  NOBODY,
  WEDNESDAY as NOW,
  openRegisterDesk,
  type RegisterDesk,
} from '../../../tests/support/pages/register-desk.ts';
import { makeUnit } from '../../../tests/support/site/cases.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let desk: RegisterDesk;
let server: RegisterDesk['server'];
let editor: string;
let head: string;
let unitId: string;
let schoolId: string;

beforeAll(async () => {
  desk = await openRegisterDesk();
  ({ server, editor, head, unitId, schoolId } = desk);
});
afterAll(() => server.close());

const list = (cookie?: string) => desk.list(cookie);
const create = (given?: object) => desk.create(given);
const read = (id: string) => desk.read(id);
const fields = (given?: object) => desk.fields(given);
const bodyOf = (register: contract.Register, id: string) => register.bodies.find((one) => one.unitId === id)!;
const refuse = (given: object) => server.fail(acts.createPage, { body: fields(given) }, editor);
const own = (id: string, at: string) =>
  makePost({
    id,
    kind: 'post',
    threadId: id,
    parentId: null,
    isOwn: true,
    text: 'Новость\nдня',
    postedAt: new Date(at),
  });
/** What the network told of the page of ours, which is read to the end now. */
const tell = async (key: string, ...facts: Parameters<typeof readingOf>[1][]) => {
  const { source } = desk;
  await server.app.pool.query('UPDATE networks.page SET pulled_at = $1 WHERE id = $2', [
    server.app.services.now(),
    source.id,
  ]);
  expect(await deliverEvent(server, source, readingOf(key, ...facts))).toBe(200);
  await server.drain();
};

describe('the tree', () => {
  test('shows every body below its parent, and plainly where it has no page', async () => {
    const register = await list();
    const at = register.bodies.findIndex((one) => one.unitId === unitId);
    expect(register.bodies[at]).toMatchObject({ depth: 0, lacks: ['vk', 'ok'], recipient: null, pages: [] });
    expect(register.bodies[at + 1]).toMatchObject({ unitId: schoolId, depth: 1, parentId: unitId });
    expect(register.bodies.filter(({ lacks }) => lacks.length === 0)).toEqual([]);
    expect(register.week).toEqual({ from: '2026-11-23', to: '2026-11-29', today: '2026-11-25' });
    expect(register.can).toEqual([]);
    expect((await list(editor)).can).toEqual(['keep']);
  });

  test('names the networks that cannot be chosen, with the reason, and no source of news', async () => {
    const { networks } = await list();
    expect(networks.map(({ id, use }) => `${id} ${use}`)).toEqual([
      'vk required',
      'ok required',
      'max recommended',
      'telegram off',
      'instagram archived',
    ]);
    expect(networks.at(-1)!.ground).toMatch(/экстремистской/u);
  });

  test('an organisation outside comes in once it is said who it is; what is said is kept by its version', async () => {
    const outside = await makeUnit(server, 'Водоканал', 'water-utility');
    await server.app.pool.query('UPDATE identity.unit SET is_external = true WHERE id = $1', [outside]);
    expect(bodyOf(await list(), outside)).toBeUndefined();
    const said = {
      recipient: 'public-share',
      level: 'special',
      founder: 'Город',
      ogrn: '1026600930000',
      spheres: ['ЖКХ'] as string[],
    } as const;
    const save = (id: string, version: number, given: object = {}) => ({
      params: { unitId: id },
      body: { version, ...said, ...given },
    });
    const kept = await server.call(acts.saveBody, save(outside, 0), editor);
    expect(bodyOf(kept, outside)).toMatchObject({ ...said, version: 1 });
    expect((await server.fail(acts.saveBody, save(outside, 0), editor)).code).toBe('lib.changed-meanwhile');
    expect((await server.fail(acts.saveBody, save(unitId, 0), editor)).fields).toHaveProperty('ogrn');
    expect((await server.fail(acts.saveBody, save(unitId, 0, { ogrn: '12' }), editor)).fields).toHaveProperty(
      'ogrn',
    );
    expect((await server.fail(acts.saveBody, save(NOBODY, 0), editor)).code).toBe('lib.not-found');
    expect((await server.fail(acts.saveBody, save(outside, 1), head)).code).toBe('lib.forbidden');
  });
});

describe('a page', () => {
  test('is entered, changed and archived, each in its history; its address is of one page', async () => {
    const page = await create({
      url: 'https://vk.com/edu-kamensk/',
      contract: '№ 3-К',
      contractUntil: '2026-11-24',
    });
    expect(page).toMatchObject({
      url: 'https://vk.com/edu-kamensk',
      networkTitle: 'ВКонтакте',
      bodyTitle: 'Управление образования',
      isContractOver: true,
      verification: 'not_started',
      share: 0,
      monthAgo: null,
      can: ['change', 'figures', 'archive', 'look', 'verify'],
      week: { state: 'unknown', why: 'unbound', stood: null, norm: 5 },
    });
    expect(page.checks).toHaveLength(12);
    expect((await refuse({ url: 'https://vk.com/edu-kamensk' })).fields?.url).toMatch(/уже есть/u);
    expect(bodyOf(await list(), unitId).lacks).toEqual(['ok']);
    const changed = await server.call(
      acts.changePage,
      {
        params: { id: page.id },
        body: { ...fields({ url: page.url, grade: 'card' }), version: page.version },
      },
      editor,
    );
    expect(changed).toMatchObject({ grade: 'card', version: 2, contract: '', contractUntil: null });
    const stale = { params: { id: page.id }, body: { version: 1, reason: 'Закрыли' } };
    expect((await server.fail(acts.archivePage, stale, editor)).code).toBe('lib.changed-meanwhile');
    const archived = await server.call(
      acts.archivePage,
      { ...stale, body: { ...stale.body, version: 2 } },
      editor,
    );
    expect(archived).toMatchObject({ archiveReason: 'Закрыли', can: ['restore'] });
    expect(archived.history.map(({ what }) => what)).toEqual([
      'ушла в архив',
      'изменён уровень',
      'внесена в реестр',
    ]);
    expect((await list()).archived).toBe(1);
    expect((await server.call(contract.listArchivedPages, {}, head)).pages).toMatchObject([
      { reason: 'Закрыли' },
    ]);
    const figures = {
      params: { id: page.id },
      body: { version: 3, followers: 5, weekReach: null, postReach: null, on: '2026-11-24' },
    };
    expect((await server.fail(acts.keepFigures, figures, editor)).detail).toMatch(/в архиве/u);
    const back = await server.call(
      acts.restorePage,
      { params: { id: page.id }, body: { version: 3 } },
      editor,
    );
    expect(back.archivedAt).toBeNull();
    expect(
      await server.call(acts.keepFigures, { ...figures, body: { ...figures.body, version: 4 } }, editor),
    ).toMatchObject({
      followers: 5,
      weekReach: null,
      figuresOn: '2026-11-24',
    });
    const late = { ...figures.body, version: 5, on: '2026-11-26' };
    expect((await server.fail(acts.keepFigures, { ...figures, body: late }, editor)).fields).toHaveProperty(
      'on',
    );
    expect(
      (await server.fail(acts.restorePage, { params: { id: page.id }, body: { version: 5 } }, editor)).detail,
    ).toMatch(/не в архиве/u);
  });

  test.each([
    ['in an archived network', { network: 'instagram' }, 'network', /экстремистской/u],
    ['in a network that is off', { network: 'telegram' }, 'network', /41-ФЗ/u],
    ['in a source of news', { network: 'rss' }, 'network', /нет/u],
    ['of no body', { unitId: NOBODY }, 'unitId', /нет/u],
    ['kept by nobody there is', { keeperId: NOBODY }, 'keeperId', /нет/u],
    ['read by no page of ours', { networkPageId: NOBODY }, 'networkPageId', /нет/u],
    ['with the term of no contract', { contractUntil: '2026-12-31' }, 'contract', /договор/u],
    ['by an address that is none', { url: 'vk.com/edu' }, 'url', /целиком/u],
  ])('%s is refused', async (_, given, field, words) =>
    expect((await refuse(given)).fields?.[field]).toMatch(words),
  );

  test('is bound to a page of its own network that reads no other one', async () => {
    expect((await refuse({ network: 'ok', networkPageId: desk.source.id })).fields?.networkPageId).toMatch(
      /другой сети/u,
    );
    const admin = await signInAs(server, 'admin');
    const foreign = await addPage(server, admin, { externalId: '-8', isOwn: false });
    const page = await create({ networkPageId: desk.source.id, grade: 'active' });
    expect((await refuse({ networkPageId: desk.source.id })).fields?.networkPageId).toMatch(/уже читают/u);
    const { sources } = await server.call(acts.listSources, {}, editor);
    expect(sources.find(({ id }) => id === desk.source.id)).toMatchObject({ boundTo: page.id });
    expect(sources.map(({ id }) => id)).not.toContain(foreign.id);
    expect((await server.fail(acts.listSources, {}, head)).code).toBe('lib.forbidden');
  });
});

describe('the week of a page that is read', () => {
  test('counts what stands, tells the young apart, and what was taken off not at all', async () => {
    const page = (await list()).bodies
      .flatMap(({ pages }) => pages)
      .find(({ grade, url }) => grade === 'active' && url.includes('/p'))!;
    expect(page.week).toMatchObject({ state: 'unknown', why: 'stale', stood: null });
    // Bound long ago, so that whole weeks are known.
    await server.app.pool.query(`UPDATE register.page SET bound_at = '2026-10-01' WHERE id = $1`, [page.id]);
    await tell(
      'week',
      { fact: 'seen', post: own('w-1', '2026-11-22T20:00:00Z') },
      { fact: 'seen', post: own('w-2', '2026-11-24T06:00:00Z') },
      { fact: 'seen', post: own('w-3', '2026-11-24T12:00:00Z') },
      { fact: 'gone', id: 'w-2', at: new Date('2026-11-24T10:00:00Z'), by: 'page' },
      { fact: 'seen', post: own('old', '2026-11-22T18:00:00Z') },
      {
        fact: 'seen',
        post: makePost({ id: 'c', text: 'Чужой комментарий', postedAt: new Date('2026-11-24T06:00:00Z') }),
      },
    );
    const card = await read(page.id);
    expect(card.week).toMatchObject({ state: 'going', stood: 1, fresh: 1, removed: 1 });
    expect(card.posts.map(({ start, counts }) => `${start} ${counts}`)).toEqual([
      'Новость fresh',
      'Новость removed',
      'Новость stood',
    ]);
    expect(card.weeks[1]).toMatchObject({ from: '2026-11-16', state: 'missed', stood: 1 });
    expect(card.weeks.slice(1).map(({ state }) => state)).toEqual(Array(7).fill('missed'));
    expect(card.reading.readAt).toBe('2026-11-25T07:00:00.000Z');
    server.setNow('2026-11-27T07:00:00Z');
    await tell('friday', { fact: 'gone', id: 'w-3', at: new Date('2026-11-27T06:00:00Z'), by: 'page' });
    // It had stood a day before it was taken off.
    expect((await read(page.id)).week).toMatchObject({ state: 'warned', stood: 2, fresh: 0 });
    expect(await server.call(contract.countRegister, {}, head)).toEqual({ short: 1 });
    server.setNow('2026-11-28T08:00:00Z');
    expect((await read(page.id)).week).toMatchObject({ state: 'unknown', why: 'stale', stood: null });
    expect((await read(page.id)).posts).toEqual([]);
    server.setNow(NOW);
  });
});
