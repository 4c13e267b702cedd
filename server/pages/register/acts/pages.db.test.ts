import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PageCard } from '../../../../shared/contract/pages/register.ts';
import * as acts from '../../../../shared/contract/pages/register-acts.ts';
import { addPage } from '../../../../tests/support/networks/told-network.ts';
import {
  NOBODY,
  WEDNESDAY as NOW,
  openRegisterDesk,
  type RegisterDesk,
} from '../../../../tests/support/pages/register-desk.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { makeUnit } from '../../../../tests/support/site/cases.ts';
import { signInAs, signInResident, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';

/** What is entered of a page and changed of it: what has to be true, and what stands in its history. */

let desk: RegisterDesk;
let server: RegisterDesk['server'];
let editor: string;
let admin: string;
let count = 500;
beforeAll(async () => {
  desk = await openRegisterDesk();
  ({ server, editor } = desk);
  admin = await signInAs(server, 'admin');
});
beforeEach(() => server.setNow(NOW));
afterAll(() => server.close());

const source = (given: object = {}) => {
  count += 1;
  return addPage(server, admin, { externalId: `-${count}`, ...given });
};
/** A change of a page that keeps whatever is not given. */
const changeOf = (card: PageCard, given: object = {}) => ({
  params: { id: card.id },
  body: {
    ...desk.fields(),
    url: card.url,
    title: card.title,
    grade: card.grade,
    keeperId: card.keeperId,
    networkPageId: card.reading.networkPageId,
    version: card.version,
    ...given,
  } as never,
});
const change = (card: PageCard, given?: object) =>
  server.call(acts.changePage, changeOf(card, given), editor);
const archive = ({ id, version }: PageCard, reason = 'Закрыли') =>
  server.call(acts.archivePage, { params: { id }, body: { version, reason } }, editor);
const restore = ({ id, version }: PageCard) => ({ params: { id }, body: { version } });
const history = (card: PageCard) => card.history.map(({ what }) => what);

describe('who keeps a page', () => {
  test('is one of the staff who works here, or nobody', async () => {
    const { personId: worker } = await signInStaff(server, 'editor', { slug: 'keeper' });
    const { personId: gone } = await signInStaff(server, 'editor', { slug: 'keeper-gone' });
    await server.app.pool.query('UPDATE identity.person SET is_active = false WHERE id = $1', [gone]);
    await signInResident(server);
    const { rows } = await server.app.pool.query<{ id: string }>(
      `SELECT id FROM identity.person WHERE kind = 'resident' LIMIT 1`,
    );
    const page = await desk.create();
    for (const keeperId of [gone, rows[0]!.id])
      expect(await server.fail(acts.changePage, changeOf(page, { keeperId }), editor)).toMatchObject({
        fields: { keeperId: 'Такого сотрудника нет' },
      });
    const kept = await change(page, { keeperId: worker });
    expect(kept).toMatchObject({ keeperId: worker });
    expect((await change(kept, { keeperId: null })).keeperId).toBeNull();
  });
});

describe('a change', () => {
  test.each<[string, object, string]>([
    ['of no body', { unitId: NOBODY }, 'unitId'],
    ['with the term of no contract', { contract: '', contractUntil: '2026-12-31' }, 'contract'],
    ['read by no page of ours', { networkPageId: NOBODY }, 'networkPageId'],
    ['to a network that is closed', { network: 'instagram' }, 'network'],
  ])('%s is refused', async (_, given, field) => {
    const page = await desk.create();
    const refused = await server.fail(acts.changePage, changeOf(page, given), editor);
    expect(refused.fields).toHaveProperty(field);
    expect(await desk.read(page.id)).toMatchObject({ version: page.version, title: page.title });
  });

  test('to the address, or the connected page, of another is refused', async () => {
    const [one, other] = [await desk.create(), await desk.create({ networkPageId: (await source()).id })];
    const refuse = async (given: object) =>
      (await server.fail(acts.changePage, changeOf(one, given), editor)).fields;
    expect(await refuse({ url: other.url })).toMatchObject({ url: expect.stringMatching(/уже есть/u) });
    expect(await refuse({ networkPageId: other.reading.networkPageId })).toMatchObject({
      networkPageId: expect.stringMatching(/уже читают/u),
    });
  });

  test('of a page in a network that was closed meanwhile leaves it there', async () => {
    const page = await desk.create();
    await server.app.pool.query("UPDATE register.page SET network = 'instagram' WHERE id = $1", [page.id]);
    const changed = await change(page, { network: 'instagram', title: 'Ждёт архива' });
    expect(changed).toMatchObject({ network: 'instagram', title: 'Ждёт архива' });
  });

  test('says in the history what of the page is another', async () => {
    const { personId } = await signInStaff(server, 'editor', { slug: 'keeper' });
    const bound = await source();
    const page = await desk.create();
    const told: [object, string][] = [
      [{ title: 'Другое название' }, 'исправлены сведения'],
      [{ grade: 'card' }, 'изменён уровень'],
      [{ url: 'https://vk.com/renamed' }, 'изменён адрес'],
      [{ keeperId: personId }, 'изменён ответственный'],
      [{ networkPageId: bound.id }, 'привязана к подключённой странице'],
      [{ networkPageId: null }, 'отвязана от подключённой страницы'],
      [{ unitId: desk.schoolId }, 'передана другому органу'],
    ];
    let card = page;
    for (const [given, what] of told) {
      card = await change(card, given);
      expect(history(card)[0]).toBe(what);
    }
    // An address is the same however it is written; two things at once are told together.
    expect(history(await change(card, { unitId: desk.schoolId, url: 'https://vk.com/renamed/' }))[0]).toBe(
      'исправлены сведения',
    );
    const both = await change(await desk.read(card.id), {
      unitId: desk.schoolId,
      grade: 'flagship',
      keeperId: null,
    });
    expect(history(both)[0]).toBe('изменён уровень, изменён ответственный');
    const { rows } = await server.app.pool.query<{ payload: string }>(
      "SELECT payload FROM audit.record WHERE action = 'register.change-page' AND object_id = $1 ORDER BY seq DESC",
      [page.id],
    );
    expect(rows[0]?.payload).toMatch(/flagship.*card|card.*flagship/u);
  });

  test('of the grade holds from its day on: weeks before are held against the former one', async () => {
    server.setNow('2026-12-02T07:00:00Z');
    const page = await desk.create();
    server.setNow('2026-12-09T07:00:00Z');
    await change(page, { grade: 'card' });
    server.setNow('2026-12-16T07:00:00Z');
    expect((await desk.read(page.id)).weeks.slice(0, 3).map(({ norm }) => norm)).toEqual([3, 5, 5]);
  });
});

describe('the connected page', () => {
  const reader = async (id: string) =>
    (await server.app.pool.query('SELECT FROM register.reader WHERE page_id = $1', [id])).rows.length;

  test('that is another one is known from now on, and asked at once; the same one is not asked anew', async () => {
    const page = await desk.create({ networkPageId: (await source()).id });
    await server.call(acts.readProfile, { params: { id: page.id } }, editor);
    expect(await reader(page.id)).toBe(1);
    server.setNow('2026-11-25T09:00:00Z');
    const same = await change(page, { title: 'То же' });
    expect(await reader(page.id)).toBe(1);
    const bound = async () =>
      (
        await server.app.pool.query<{ at: Date | null }>(
          'SELECT bound_at AS at FROM register.page WHERE id = $1',
          [page.id],
        )
      ).rows[0]?.at?.toISOString() ?? null;
    expect(await bound()).toBe('2026-11-25T07:00:00.000Z');
    const other = await change(same, { networkPageId: (await source()).id });
    expect(await reader(page.id)).toBe(0);
    expect(await bound()).toBe('2026-11-25T09:00:00.000Z');
    await change(other, { networkPageId: null });
    expect(await bound()).toBeNull();
  });

  test('is chosen of those of ours, by name; one of an archived page is free again', async () => {
    const foreign = await source({ isOwn: false });
    const page = await desk.create({ networkPageId: (await source()).id });
    const boundTo = async () => {
      const { sources } = await server.call(acts.listSources, {}, editor);
      expect(sources.map(({ id }) => id)).not.toContain(foreign.id);
      const titles = sources.map(({ title }) => title);
      expect(titles).toEqual(titles.toSorted());
      return sources.find(({ id }) => id === page.reading.networkPageId)?.boundTo;
    };
    expect(await boundTo()).toBe(page.id);
    await archive(page);
    expect(await boundTo()).toBeNull();
  });

  test('is one of ours', async () => {
    const foreign = await source({ isOwn: false });
    const body = desk.fields({ networkPageId: foreign.id });
    expect((await server.fail(acts.createPage, { body }, editor)).fields).toMatchObject({
      networkPageId: expect.stringMatching(/не наша/u),
    });
  });
});

describe('a page that comes back from the archive', () => {
  const refuse = (card: PageCard) => server.fail(acts.restorePage, restore(card), editor);

  test('comes with its history and no reason', async () => {
    const gone = await archive(await desk.create());
    expect(gone.history[0]).toMatchObject({ what: 'ушла в архив', note: 'Закрыли' });
    const back = await server.call(acts.restorePage, restore(gone), editor);
    expect(back).toMatchObject({ archivedAt: null, archiveReason: '', version: gone.version + 1 });
    expect(history(back)).toEqual(['возвращена из архива', 'ушла в архив', 'внесена в реестр']);
  });

  test('does not where another has its address, its network or its body is closed', async () => {
    const taken = await archive(await desk.create({ url: 'https://vk.com/taken' }));
    await desk.create({ url: 'https://vk.com/taken' });
    expect((await refuse(taken)).fields).toMatchObject({ url: expect.stringMatching(/уже есть/u) });
    const closed = await archive(await desk.create());
    await server.app.pool.query("UPDATE register.page SET network = 'instagram' WHERE id = $1", [closed.id]);
    expect((await refuse(closed)).fields).toHaveProperty('network');
    const unitId = await makeUnit(server, 'Отдел торговли', '');
    const orphan = await archive(await desk.create({ unitId }));
    await server.app.pool.query('UPDATE identity.unit SET is_active = false WHERE id = $1', [unitId]);
    expect((await refuse(orphan)).fields).toMatchObject({ unitId: expect.stringMatching(/закрыт/u) });
    expect(
      (await server.fail(acts.createPage, { body: desk.fields({ unitId }) }, editor)).fields,
    ).toHaveProperty('unitId');
  });
});

describe('a page that is being made', () => {
  test.each([
    ['https://www.vk.com/new', true],
    ['https://m.vk.com/new-mobile', true],
    ['https://ok.ru/new', false],
  ])('stands where its network has pages: %s', async (url, isTaken) => {
    const body = desk.fields({ url, isOpening: true });
    if (isTaken)
      expect(await server.call(acts.createPage, { body }, editor)).toMatchObject({ isOpening: true });
    else
      expect((await server.fail(acts.createPage, { body }, editor)).fields).toMatchObject({
        url: expect.stringMatching(/^В этой сети адрес начинается с https:\/\/vk\.com\//u),
      });
  });

  test('is made once the last of its steps is a change', async () => {
    const page = await desk.create({ isOpening: true });
    expect(history(page)).toEqual(['начато создание']);
    const mandatory = page.opening
      .map(({ id }) => id)
      .filter((id) => page.checks.some((check) => check.id === id));
    const { body: file } = await sendFile(server, await drawPicture('png'), { cookie: editor });
    const look = {
      checks: mandatory,
      isThere: true,
      takenOn: '2026-11-25',
      file: { fileId: file.fileId, token: file.token },
    };
    const seen = await server.call(acts.lookAtPage, { params: { id: page.id }, body: look }, editor);
    expect(seen.opening.filter(({ isDone }) => !isDone).map(({ id }) => id)).toEqual(['keeper', 'contact']);
    const { personId } = await signInStaff(server, 'editor', { slug: 'keeper' });
    const kept = await change(seen, { keeperId: personId, contact: 'пресс-служба' });
    expect(kept).toMatchObject({ isOpening: false, opening: [] });
    expect(history(kept)[0]).toBe('создана: всё обязательное подтверждено');
  });
});

test('figures of this very day may be written, with where they were seen', async () => {
  const page = await desk.create();
  const body = {
    version: page.version,
    followers: 9,
    weekReach: 8,
    postReach: 7,
    on: '2026-11-25',
    source: 'кабинет',
  };
  const kept = await server.call(acts.keepFigures, { params: { id: page.id }, body }, editor);
  expect(kept).toMatchObject({ followers: 9, weekReach: 8, postReach: 7, figuresOn: '2026-11-25' });
  expect(kept.history[0]).toMatchObject({ what: 'записаны подписчики и охват', note: 'кабинет' });
});

test('a page that is archived has nothing left to be mended', async () => {
  const page = await desk.create();
  const look = { checks: ['avatar'], isThere: false, note: 'нет', takenOn: '2026-11-25' };
  const missing = await server.call(acts.lookAtPage, { params: { id: page.id }, body: look }, editor);
  expect(missing.checks.filter(({ fix }) => fix)).toHaveLength(1);
  expect((await archive(missing)).checks.filter(({ fix }) => fix)).toEqual([]);
});

test('nothing of it touches the page beside', async () => {
  expect(await desk.read(desk.neighbour.id)).toEqual(desk.neighbour);
});
