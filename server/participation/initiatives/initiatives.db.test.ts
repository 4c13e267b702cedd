import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/participation/initiatives.ts';
import * as open from '../../../shared/contract/participation/initiatives-open.ts';
import {
  goodInitiativeReason,
  type InitiativeDesk,
  initiativeBody,
  openInitiativeDesk,
  SAID,
} from '../../../tests/support/participation/initiative-desk.ts';
import { signInKnown } from '../../../tests/support/participation/poll-desk.ts';
import { eraseInitiativesJob } from './clock.ts';

let desk: InitiativeDesk;
let server: InitiativeDesk['server'];
beforeAll(async () => {
  desk = await openInitiativeDesk();
  ({ server } = desk);
});
afterAll(() => server.close());

/** A district's threshold is forty; tests of reaching it want fewer. */
const wantFewer = (id: string, threshold: number) =>
  server.app.pool.query('UPDATE initiatives.initiative SET threshold = $2 WHERE id = $1', [id, threshold]);
const failPropose = (given: object, cookie: string | undefined) =>
  server.fail(open.proposeInitiative, { body: initiativeBody(given) }, cookie);

describe('proposing', () => {
  test('is of whoever is known well enough and old enough; sent twice it is one, and three at once are enough', async () => {
    const mail = await signInKnown(server, 'only-mail@demo.invalid');
    expect(await failPropose({}, undefined)).toMatchObject({ status: 401 });
    expect(await failPropose({}, mail)).toMatchObject({
      code: 'identity.level-too-low',
      detail: expect.stringContaining('по коду из SMS'),
    });
    const [person = ''] = await desk.residents(1);
    expect(await failPropose({ isOfAge: false }, person)).toMatchObject({
      fields: { isOfAge: 'Отметьте, что вам есть 16 лет' },
    });
    expect(await failPropose({ districtId: 'nowhere' }, person)).toMatchObject({
      fields: { districtId: expect.any(String) },
    });
    const body = initiativeBody();
    const first = await server.call(open.proposeInitiative, { body }, person);
    expect(await server.call(open.proposeInitiative, { body }, person)).toEqual(first);
    // The key of a device of somebody else tells nothing of what was written.
    expect(await server.fail(open.proposeInitiative, { body }, desk.author)).toMatchObject({ status: 409 });
    await desk.propose({}, person);
    await desk.propose({}, person);
    expect(await failPropose({}, person)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('больше сразу нельзя'),
    });
  });

  test('is seen by its author alone until a person lets it out, without names and numbers of people', async () => {
    const id = await desk.propose({
      why: 'Звоните Ивану Петровичу, +7 912 345-67-89, он подтвердит.',
    });
    expect(await server.fail(open.readOpenInitiative, { params: { id } })).toMatchObject({ status: 404 });
    expect(await desk.shown(id, desk.author)).toMatchObject({ state: 'waiting', mine: { isAuthor: true } });
    expect(
      (await server.call(open.listOpenInitiatives, {}, desk.author)).mine.map((one) => one.id),
    ).toContain(id);
    const card = await desk.read(id);
    expect(card).toMatchObject({
      state: 'waiting',
      personal: 2,
      dueOn: '2026-12-01',
      can: ['publish', 'refuse'],
    });
    expect(card.why).toContain('345-67-89');
    // Whoever only reads sees no more of people than everybody.
    const reader = await desk.read(id, desk.reader);
    expect(reader.why).not.toContain('345-67-89');
    expect(reader.can).toEqual([]);
    await desk.judge(id, { isPublished: true });
    const page = await desk.shown(id);
    expect(page).toMatchObject({ state: 'open', supports: 0, threshold: 100, mine: { isAuthor: false } });
    expect(page.why).not.toMatch(/345-67-89|Петрович/u);
    expect(JSON.stringify(page)).not.toContain('author_id');
    expect(await desk.letters()).toMatchObject([
      { recipient: 'author@demo.invalid', subject: expect.stringContaining('показана всем') },
    ]);
  });

  test('is refused by a rule alone, in words its author gets and nobody else reads', async () => {
    const id = await desk.propose();
    const { version } = await desk.read(id);
    const fail = (body: object) =>
      server.fail(
        contract.judgeInitiative,
        { params: { id }, body: { version, isPublished: false, ...body } },
        desk.editor,
      );
    expect(await fail({ ruleId: 'whim', reason: 'Не нравится и всё тут' })).toMatchObject({
      fields: { ruleId: expect.any(String) },
    });
    expect(await fail({ ruleId: 'problem', reason: 'нет' })).toMatchObject({
      fields: { reason: expect.any(String) },
    });
    const reason = 'Лестницу чинят по сообщению: напишите его на главной странице.';
    const refused = await desk.judge(id, { isPublished: false, ruleId: 'problem', reason });
    expect(refused).toMatchObject({ state: 'refused', rule: 'Это сообщение о проблеме', can: [] });
    expect(await server.fail(open.readOpenInitiative, { params: { id } })).toMatchObject({ status: 404 });
    expect(await desk.shown(id, desk.author)).toMatchObject({ refusal: reason });
    expect((await desk.letters()).at(-1)).toMatchObject({
      recipient: 'author@demo.invalid',
      text: expect.stringContaining(reason),
    });
    // What was for the author alone is kept for its term alone.
    await desk.come('2027-03-01T04:00:00.000Z', eraseInitiativesJob);
    server.setNow(SAID);
    const { rows } = await server.app.pool.query(
      'SELECT title, what, why, author_id FROM initiatives.initiative WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([{ title: 'Стёрто по сроку хранения', what: '', why: '', author_id: null }]);
  });
});

describe('support', () => {
  test('is one voice of one person, taken back while it is open, and written down as nobody in particular', async () => {
    const id = await desk.publish();
    const [anna = '', boris = ''] = await desk.residents(2);
    const failSupport = (cookie: string | undefined) =>
      server.fail(open.supportInitiative, { params: { id }, body: { isOn: true } }, cookie);
    expect(await failSupport(undefined)).toMatchObject({ status: 401 });
    expect(await failSupport(desk.author)).toMatchObject({
      detail: expect.stringContaining('ваша инициатива'),
    });
    expect(await desk.support(id, anna)).toMatchObject({ supports: 1, mine: { isSupported: true } });
    expect(await desk.support(id, anna)).toMatchObject({ supports: 1 });
    expect(await desk.support(id, boris)).toMatchObject({ supports: 2 });
    expect(await desk.support(id, anna, { isOn: false })).toMatchObject({
      supports: 1,
      mine: { isSupported: false },
    });
    expect(await desk.support(id, anna)).toMatchObject({ supports: 2 });
    expect((await desk.shown(id, boris)).mine.isSupported).toBe(true);
    const columns = await server.app.pool.query(
      "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'initiatives' AND table_name = 'supporter' ORDER BY 1",
    );
    expect(columns.rows.map(({ name }) => name)).toEqual(['district_id', 'initiative_id', 'person_key']);
    const journal = await server.app.pool.query(
      "SELECT DISTINCT action FROM audit.record WHERE action LIKE 'initiatives.%' ORDER BY 1",
    );
    expect(journal.rows.map(({ action }) => action)).toEqual([
      'initiatives.publish-initiative',
      'initiatives.refuse-initiative',
    ]);
  });

  test('of twenty at once exactly as many as were wanted count, and then it is over', async () => {
    const id = await desk.publish();
    await wantFewer(id, 12);
    const people = await desk.residents(20);
    const tries = await Promise.allSettled(people.map((cookie) => desk.support(id, cookie)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(12);
    const page = await desk.shown(id);
    expect(page).toMatchObject({ state: 'reached', supports: 12, answerBy: '2026-12-24' });
    const left = await server.app.pool.query(
      'SELECT count(*)::int FROM initiatives.supporter WHERE initiative_id = $1',
      [id],
    );
    expect(left.rows).toEqual([{ count: 0 }]);
    expect(
      await server.fail(open.supportInitiative, { params: { id }, body: { isOn: false } }, people[0]),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('город готовит ответ') });
  });

  test('by district few people are not told, nor what would give them away', async () => {
    const id = await desk.publish({ districtId: 'sinarsky' });
    expect((await desk.shown(id)).threshold).toBe(40);
    await wantFewer(id, 20);
    const people = await desk.residents(20);
    for (const [at, cookie] of people.entries())
      await desk.support(id, cookie, { districtId: at < 2 ? 'krasnogorsky' : 'sinarsky' });
    const { byDistrict, supports } = await desk.shown(id);
    expect(supports).toBe(20);
    const told = Object.fromEntries(byDistrict.map((one) => [one.id, one.count]));
    expect(told.krasnogorsky).toBeNull();
    expect(Object.values(told).filter((count) => count === null).length).toBeGreaterThan(1);
  });
});

describe('what the city did', () => {
  test('it owes a reason, then a decision with its act, and tells whoever asked', async () => {
    const id = await desk.publish();
    await wantFewer(id, 2);
    const follower = await signInKnown(server, 'told@demo.invalid');
    await server.call(open.followInitiative, { params: { id }, body: { isOn: true } }, follower);
    const before = await desk.read(id);
    expect(before).toMatchObject({ followers: 1, can: ['refuse'] });
    expect(
      await server.fail(
        contract.answerInitiative,
        {
          params: { id },
          body: { version: before.version, verdict: 'accepted', reason: goodInitiativeReason },
        },
        desk.editor,
      ),
    ).toMatchObject({ status: 409 });
    for (const cookie of await desk.residents(2)) await desk.support(id, cookie);
    expect(await desk.read(id)).toMatchObject({ state: 'reached', dueOn: '2026-12-24', can: ['answer'] });
    await expect(
      desk.answer(id, { reason: 'Принято к сведению, будет рассмотрено в установленном порядке.' }),
    ).rejects.toThrow();
    const answered = await desk.answer(id);
    expect(answered).toMatchObject({ state: 'accepted', can: ['decide'], dueOn: null });
    const decision = {
      version: answered.version,
      title: 'Пандус сделают до 1 июля',
      words: 'Подрядчик выбран, работы начнут в мае.',
      actTitle: 'Постановление главы города',
      actNumber: '91',
      actOn: '2026-11-24',
      actUrl: 'https://example.ru/91.pdf',
    };
    const decided = await server.call(
      contract.decideInitiative,
      { params: { id }, body: decision },
      desk.editor,
    );
    expect(decided).toMatchObject({ state: 'decided', can: [], decision: { actNumber: '91' } });
    expect(await desk.shown(id)).toMatchObject({
      answer: { verdict: 'accepted', reason: goodInitiativeReason },
      decision: { title: 'Пандус сделают до 1 июля', actUrl: 'https://example.ru/91.pdf' },
    });
    const told = (await desk.letters()).filter(({ recipient }) => recipient === 'told@demo.invalid');
    expect(new Set(told.map(({ subject }) => subject.split(':')[0]))).toEqual(
      new Set(['Город должен ответить', 'Ответ города на инициативу', 'Решение по инициативе']),
    );
    const { over } = await server.call(open.listOpenInitiatives, {});
    expect(over.find((one) => one.id === id)).toMatchObject({ decided: 'Пандус сделают до 1 июля' });
    // The database says the same: nothing is answered without an answer.
    const other = await desk.publish();
    await wantFewer(other, 1);
    await desk.support(other, (await desk.residents(1))[0] ?? '');
    await expect(
      server.app.pool.query("UPDATE initiatives.initiative SET state = 'declined' WHERE id = $1", [other]),
    ).rejects.toThrow('has no answer');
  });

  test('too few voices: it ends by the clock with words of what comes next, and its author is forgotten in time', async () => {
    const id = await desk.publish();
    const [person = ''] = await desk.residents(1);
    await desk.support(id, person);
    server.setNow('2027-01-23T04:00:00.000Z');
    expect(
      await server.fail(open.supportInitiative, { params: { id }, body: { isOn: true } }, person),
    ).toMatchObject({ detail: expect.stringContaining('Срок этой инициативы вышел') });
    await desk.come('2027-01-23T04:01:00.000Z');
    expect(await desk.shown(id)).toMatchObject({ state: 'ended', supports: 1, byDistrict: [] });
    const letter = (await desk.letters()).find(({ subject }) => subject.startsWith('Голосов не хватило'));
    expect(letter).toMatchObject({
      recipient: 'author@demo.invalid',
      text: expect.stringContaining('предложить снова'),
    });
    const authorOf = async () =>
      (await server.app.pool.query('SELECT author_id FROM initiatives.initiative WHERE id = $1', [id]))
        .rows[0];
    await desk.come('2028-01-20T04:00:00.000Z', eraseInitiativesJob);
    expect((await authorOf()).author_id).not.toBeNull();
    await desk.come('2028-02-01T04:00:00.000Z', eraseInitiativesJob);
    expect((await authorOf()).author_id).toBeNull();
  });
});
