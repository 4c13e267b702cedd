import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { getSnapshot } from '../../../shared/contract/base/snapshots.ts';
import { listSystems } from '../../../shared/contract/group/interaction.ts';
import * as contract from '../../../shared/contract/pages/gospubliki.ts';
import * as cabinet from '../../../shared/contract/pages/gospubliki-cabinet.ts';
import { getRating } from '../../../shared/contract/pages/gospubliki-rating.ts';
import { lookAtPage } from '../../../shared/contract/pages/register-acts.ts';
import { itemAt } from '../../../shared/lists.ts';
import { type GospublikiDesk, openGospublikiDesk } from '../../../tests/support/pages/gospubliki-desk.ts';
import { NOBODY, WEDNESDAY } from '../../../tests/support/pages/register-desk.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../tests/support/uploads.ts';
import { unseal } from '../../lib/seal/sealed.ts';
import { freezeRating } from './rating/rating.ts';

let desk: GospublikiDesk;
let server: GospublikiDesk['server'];
let editor: string;
let chair: string;
let keeper: { cookie: string; personId: string };
beforeAll(async () => {
  desk = await openGospublikiDesk();
  ({ server, editor } = desk);
  chair = await signInAs(server, 'chair');
  keeper = await signInStaff(server, 'editor', { slug: 'keeper' });
});
afterAll(() => server.close());

const getCabinet = (cookie = editor) => server.call(cabinet.getCabinet, {}, cookie);

describe('the cabinet', () => {
  it('is there, empty, until somebody writes whose it is', async () => {
    server.setNow(WEDNESDAY);
    const empty = await getCabinet(desk.head);
    expect(empty).toMatchObject({ organisation: '', people: [], secrets: [], version: 1, can: [] });
    const { systems } = await server.call(listSystems, {}, chair);
    expect(systems.filter(({ code }) => code === 'gospages')).toMatchObject([
      { title: 'Госпаблики', state: 'none', words: 'Кабинет ещё не записан' },
    ]);
    const body = { version: 1, organisation: 'Администрация города', address: 'https://example.ru/c' };
    const kept = await server.call(cabinet.changeCabinet, { body }, editor);
    expect(kept).toMatchObject({ organisation: 'Администрация города', version: 2 });
    expect((await server.fail(cabinet.changeCabinet, { body }, editor)).code).toBe('lib.changed-meanwhile');
    expect(kept.history[0]).toMatchObject({ what: 'кабинет записан' });
    const after = await server.call(listSystems, {}, chair);
    expect(after.systems.filter(({ code }) => code === 'gospages')).toMatchObject([
      { state: 'ok', words: expect.stringMatching(/^Подключение доказано у 0 из 2\sстраниц$/u) },
    ]);
  });

  it('keeps secrets sealed: told by name to whoever keeps them, shown to nobody', async () => {
    const { version } = await getCabinet();
    const secret = 'пароль, который никому не показывают';
    const params = { name: 'password' };
    const kept = await server.call(cabinet.saveSecret, { params, body: { version, secret } }, editor);
    expect(kept.secrets.find(({ id }) => id === 'password')).toMatchObject({ enteredBy: expect.any(String) });
    expect(kept.secrets.find(({ id }) => id === 'login')).toMatchObject({ enteredAt: null });
    expect((await getCabinet(desk.head)).secrets).toEqual([]);
    const { rows } = await server.app.pool.query<{ place: string; sealed: string }>(
      'SELECT place, sealed FROM gospubliki.secret',
    );
    const { place, sealed } = itemAt(rows, 0);
    expect(sealed).not.toContain(secret);
    expect(unseal(server.app.services.config, place, sealed)).toBe(secret);
    const told = await server.app.pool.query(
      `SELECT payload::text AS text FROM audit.record UNION ALL SELECT what || note FROM gospubliki.event`,
    );
    expect(told.rows.some(({ text }) => String(text).includes(secret))).toBe(false);
    const unknown = { params: { name: 'pin' }, body: { version: kept.version, secret } };
    expect((await server.fail(cabinet.saveSecret, unknown, editor)).status).toBe(404);
    const body = { version: kept.version, secret: '' };
    const erased = await server.call(cabinet.saveSecret, { params, body }, editor);
    expect(erased.secrets.find(({ id }) => id === 'password')).toMatchObject({ enteredAt: null });
    expect((await server.fail(cabinet.saveSecret, { params, body }, desk.head)).status).toBe(403);
  });

  it('has its people with the term of their access; its end is told of beforehand', async () => {
    const add = (given: object, version: number) => ({
      body: {
        version,
        personId: keeper.personId,
        duty: 'публикует заявки',
        accessUntil: '2026-12-10',
        ...given,
      },
    });
    const { version } = await getCabinet();
    for (const [given, field] of [
      [{ personId: NOBODY }, 'personId'],
      [{ accessUntil: '2026-11-24' }, 'accessUntil'],
      [{ duty: '' }, 'duty'],
    ] as const)
      expect(await server.fail(cabinet.addCabinetPerson, add(given, version), editor)).toMatchObject({
        fields: { [field]: expect.any(String) },
      });
    const kept = await server.call(cabinet.addCabinetPerson, add({}, version), editor);
    expect(kept.people).toMatchObject([{ access: 'soon', accessUntil: '2026-12-10' }]);
    const twice = await server.fail(cabinet.addCabinetPerson, add({}, kept.version), editor);
    expect(twice.fields).toHaveProperty('personId');
    await desk.toldAt(WEDNESDAY, 'cabinet-access');
    // Half of the days that were left.
    expect(await desk.toldAt('2026-12-04T07:00:00Z', 'cabinet-access')).toContain('прошла половина срока');

    const params = { id: itemAt(kept.people, 0).id };
    const change = { version: kept.version, duty: 'публикует', accessUntil: '2027-12-10' };
    const longer = await server.call(cabinet.changeCabinetPerson, { params, body: change }, editor);
    expect(longer.people).toMatchObject([{ access: 'holds', duty: 'публикует' }]);
    const over = { ...change, version: longer.version, accessUntil: '2026-12-01' };
    expect(await server.fail(cabinet.changeCabinetPerson, { params, body: over }, editor)).toMatchObject({
      fields: { accessUntil: expect.any(String) },
    });
    const end = { version: longer.version, reason: 'Перешёл в другой отдел' };
    const ended = await server.call(cabinet.endCabinetPerson, { params, body: end }, editor);
    expect(ended.people).toEqual([]);
    const again = { ...end, version: ended.version };
    expect((await server.fail(cabinet.endCabinetPerson, { params, body: again }, editor)).status).toBe(404);
  });

  it('tells of each page whether its connection is proved', async () => {
    server.setNow(WEDNESDAY);
    const file = (await sendFile(server, await drawPicture('png'))).body;
    const body = {
      checks: ['connected'],
      isThere: true,
      takenOn: '2026-11-25',
      file: { fileId: file.fileId, token: file.token },
    };
    await server.call(lookAtPage, { params: { id: desk.connected }, body }, editor);
    const { connections, connected } = await getCabinet(desk.head);
    expect(connected).toBe(1);
    expect(connections.find(({ pageId }) => pageId === desk.connected)).toMatchObject({
      state: 'there',
      takenOn: '2026-11-25',
    });
    expect(connections.find(({ pageId }) => pageId === desk.byHand)).toMatchObject({ state: 'unseen' });
  });
});

describe('our own requests', () => {
  const asked = (given: object = {}) => ({
    body: {
      askedOf: 'dip',
      url: 'https://vk.com/wall-7_1',
      what: 'Новый мост открыт',
      why: 'Им ездят из области',
      askedOn: '2026-11-16',
      ...given,
    },
  });

  it('are asked, answered once, and counted', async () => {
    server.setNow(WEDNESDAY);
    const repost = await server.call(cabinet.askRepost, asked(), editor);
    expect(repost).toMatchObject({ state: 'asked', dueOn: '2026-11-23', isLate: true, can: ['answer'] });
    const answer = (body: object) => ({
      params: { id: repost.id },
      body: { version: repost.version, on: '2026-11-24', ...body } as never,
    });
    for (const [given, field] of [
      [{ state: 'taken' }, 'takenUrl'],
      [{ state: 'refused' }, 'ground'],
      [{ state: 'silent', on: '2026-11-20' }, 'on'],
      [{ state: 'silent', on: '2026-11-26' }, 'on'],
    ] as const)
      expect(await server.fail(cabinet.answerRepost, answer(given), editor)).toMatchObject({
        status: 400,
        fields: { [field]: expect.any(String) },
      });
    const taken = { state: 'taken', takenUrl: 'https://vk.com/wall-66_9', ground: 'лишнее' };
    const answered = await server.call(cabinet.answerRepost, answer(taken), editor);
    expect(answered).toMatchObject({
      state: 'taken',
      takenUrl: 'https://vk.com/wall-66_9',
      ground: '',
      can: [],
    });
    const more = {
      params: { id: repost.id },
      body: { ...(answer(taken).body as object), version: 2 } as never,
    };
    expect((await server.fail(cabinet.answerRepost, more, editor)).status).toBe(409);
    await server.call(cabinet.askRepost, asked({ askedOn: '2026-11-25' }), editor);
    const { counts, reposts } = await server.call(
      cabinet.listReposts,
      { query: { state: 'asked' } },
      desk.head,
    );
    expect(counts).toEqual({ asked: 1, taken: 1, refused: 0, silent: 0 });
    expect(reposts).toMatchObject([{ isLate: false, can: [] }]);
    const first = await server.call(cabinet.listReposts, { query: { limit: 1 } }, desk.head);
    const next = await server.call(
      cabinet.listReposts,
      { query: { limit: 1, cursor: first.next ?? '' } },
      desk.head,
    );
    expect(next.reposts).toMatchObject([{ id: repost.id }]);
    expect(next.next).toBeNull();
  });

  test.each([
    [{ askedOf: 'press' }, 'askedOf'],
    [{ askedOn: '2026-11-26' }, 'askedOn'],
    [{ url: 'vk.com/wall' }, 'url'],
    [{ why: '' }, 'why'],
  ] as const)('are refused with %o', async (given, field) => {
    server.setNow(WEDNESDAY);
    expect(await server.fail(cabinet.askRepost, asked(given), editor)).toMatchObject({
      status: 400,
      fields: { [field]: expect.any(String) },
    });
  });
});

describe('what waits', () => {
  it('is told in its order, counted, breached when its term is past, and goes out as a file', async () => {
    await desk.receive();
    const late = await desk.receive({ number: 'Д-9', asker: 'dip' });
    expect(late.dueAt).toBe('2026-11-27T18:59:59.000Z');
    server.setNow('2026-11-28T07:00:00Z');
    const list = (query: object) => server.call(contract.listRequests, { query }, desk.head);
    const waiting = await list({ shelf: 'waiting' });
    expect(waiting.can).toEqual([]);
    const dues = waiting.requests.map(({ dueAt }) => dueAt ?? '');
    expect(dues).toEqual(dues.toSorted());
    const { requests } = await list({ shelf: 'late', asker: 'dip' });
    expect(requests).toMatchObject([{ id: late.id, isLate: true, breaches: ['decide'] }]);
    const counts = await server.call(contract.countRequests, {}, desk.head);
    expect(counts.decide).toBe((await list({ shelf: 'decide' })).requests.length);
    expect(counts.late).toBe((await list({ shelf: 'late' })).requests.length);
    // Page by page nothing is lost or told twice.
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ shelf: 'all', limit: 2, ...(cursor && { cursor }) });
      ids.push(...page.requests.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe((await list({ shelf: 'all', limit: 200 })).requests.length);
    expect((await list({ shelf: 'all', from: '2026-11-26' })).requests).toEqual([]);
    expect((await list({ shelf: 'all', to: '2026-11-24' })).requests).toEqual([]);
    const file = await server.inject({
      url: '/api/gospubliki/requests/export?shelf=late&format=csv',
      headers: { cookie: desk.head },
    });
    expect(file.statusCode).toBe(200);
    expect(file.body).toContain('Д-9');
  });

  it('is on the ladder of reminders', async () => {
    await desk.toldAt(WEDNESDAY, 'placement-request');
    expect(await desk.toldAt('2026-11-28T07:00:00Z', 'placement-request')).toContain('срок истёк');
    const { systems } = await server.call(listSystems, {}, chair);
    expect(systems.find(({ code }) => code === 'gospages')).toMatchObject({ state: 'waiting', waiting: 3 });
  });
});

describe('the monthly mark', () => {
  const rating = (query: object = {}, cookie = desk.head) => server.call(getRating, { query }, cookie);

  it('is counted as of now while the month goes on, each number with what it is made of', async () => {
    server.setNow(WEDNESDAY);
    const now = await rating();
    expect(now).toMatchObject({ month: '2026-11-01', frozenAt: null, months: ['2026-11-01', '2026-10-01'] });
    const connected = now.pages.find(({ pageId }) => pageId === desk.connected);
    expect(connected?.terms.find(({ id }) => id === 'checks')).toMatchObject({ part: 1, whole: 12 });
    expect(now.formula.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    for (const month of ['2026-12-01', '2025-01-01'])
      expect((await server.fail(getRating, { query: { month } }, editor)).fields).toHaveProperty('month');
  });

  it('is frozen once, on the third day of the next month, as a snapshot nobody changes', async () => {
    server.setNow('2026-12-02T07:00:00Z');
    await asSystem(server, freezeRating);
    expect((await rating({ month: '2026-11-01' })).frozenAt).toBeNull();
    server.setNow('2026-12-03T07:00:00Z');
    await asSystem(server, freezeRating);
    await asSystem(server, freezeRating);
    const frozen = await rating({ month: '2026-11-15' });
    expect(frozen).toMatchObject({ month: '2026-11-01', frozenAt: '2026-12-03T07:00:00.000Z' });
    expect(frozen.pages).toHaveLength(2);
    const { content, isWhole } = await server.call(
      getSnapshot,
      { params: { number: frozen.snapshot } },
      desk.head,
    );
    expect(isWhole).toBe(true);
    expect(content.tables[0]?.rows.map(({ cells }) => cells[0])).toEqual(
      frozen.pages.map(({ score }) => score),
    );
    expect(frozen.months).toContain('2026-11-01');
  });
});

it('history is only added to', async () => {
  await expect(server.asOwner(`UPDATE gospubliki.event SET what = ''`)).rejects.toThrow(/only added to/u);
  await expect(server.asOwner('UPDATE gospubliki.rating SET score = 100')).rejects.toThrow(/only added to/u);
});
