import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as acts from '../../../../shared/contract/participation/polls-acts.ts';
import * as open from '../../../../shared/contract/participation/polls-open.ts';
import { openPollDesk, type PollDesk } from '../../../../tests/support/participation/poll-desk.ts';
import { mixJob } from '../results/mix.ts';

let desk: PollDesk;
let server: PollDesk['server'];
beforeAll(async () => {
  desk = await openPollDesk();
  ({ server } = desk);
});
afterAll(() => server.close());

describe('answering', () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = await desk.open({ asks: { district: true, age: true } }));
  });
  const people = { said: { districtId: 'sinarsky', ageGroup: '30-44' } };

  test('is for whom the poll asks, and says why to others', async () => {
    const yard = { yard: ['titova'] };
    expect(await desk.refuse(id, undefined, yard, people)).toMatchObject({ status: 401 });
    expect(await desk.refuse(id, desk.editor, yard, people)).toMatchObject({ status: 403 });
    expect(await desk.refuse(id, desk.anna, yard)).toMatchObject({
      status: 400,
      fields: { districtId: 'Выберите, где вы живёте' },
    });
    expect(
      await desk.refuse(id, desk.anna, yard, { said: { districtId: 'sinarsky', ageGroup: 'younger' } }),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('с 14 лет') });
    expect(await desk.refuse(id, desk.anna, {}, people)).toMatchObject({
      status: 400,
      fields: { yard: 'Ответьте на этот вопрос' },
    });
    expect(await desk.refuse(id, desk.anna, { yard: ['moon'] }, people)).toMatchObject({
      status: 400,
      fields: { yard: 'Выберите из вариантов' },
    });
    expect(await desk.refuse(id, desk.anna, yard, { ...people, edition: 7 })).toMatchObject({ status: 409 });
    expect(await desk.refuse(randomUUID(), desk.anna, yard, people)).toMatchObject({ status: 404 });
  });

  test('once: sent again it is the same answer, and a second one is refused kindly', async () => {
    const clientKey = randomUUID();
    const body = desk.answerOf({ yard: ['titova'] }, { ...people, clientKey });
    const sends = await Promise.all(
      [1, 2, 3].map(() => server.call(open.answerPoll, { params: { id }, body }, desk.anna)),
    );
    expect(sends).toEqual([1, 2, 3].map(() => ({ isTaken: true })));
    expect(await desk.refuse(id, desk.anna, { yard: ['suvorova'] }, people)).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/^Вы уже ответили на этот опрос, спасибо/u),
    });
    expect(await desk.shown(id, desk.anna)).toMatchObject({ mine: { level: 'social', hasAnswered: true } });
    expect((await desk.read(id)).participants).toBe(1);
  });

  test('leaves nothing that joins an answer to who gave it', async () => {
    const [boris] = await desk.residents(1);
    const before = await desk
      .db()
      .selectFrom('audit.record')
      .select((build) => build.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    await desk.answer(id, boris!, { yard: ['suvorova'] }, people);
    const after = await desk
      .db()
      .selectFrom('audit.record')
      .select((build) => build.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(after).toEqual(before);
    const [sheet] = await desk.db().selectFrom('polls.sheet').selectAll().where('poll_id', '=', id).execute();
    // Version 4: of no time.
    expect(sheet!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/u);
    expect(Object.keys(sheet!).toSorted()).toEqual([
      'age_group',
      'answers',
      'district_id',
      'edition',
      'id',
      'is_mixed',
      'poll_id',
    ]);
    const roll = await desk
      .db()
      .selectFrom('polls.participant')
      .selectAll()
      .where('poll_id', '=', id)
      .execute();
    expect(Object.keys(roll[0]!).toSorted()).toEqual(['is_mixed', 'person_key', 'poll_id', 'repeat_key']);
    const ids = (await desk.db().selectFrom('identity.person').select('id').execute()).map((row) => row.id);
    expect(ids.some((one) => JSON.stringify([roll, sheet]).includes(one))).toBe(false);
  });

  test('batches of sheets and of the roll are written anew together: the database’s own mark is one of many', async () => {
    const marks = async (table: string) =>
      (
        await server.asOwner(`SELECT DISTINCT xmin::text AS mark FROM ${table} WHERE poll_id = '${id}'`)
      ).rows.map(({ mark }) => mark);
    await desk.come('2026-11-26T04:10:00.000Z', mixJob);
    // Two are no batch yet.
    expect(await marks('polls.sheet')).toHaveLength(2);
    for (const cookie of await desk.residents(10))
      await desk.answer(id, cookie, { yard: ['titova'] }, people);
    expect((await marks('polls.sheet')).toSorted()).toEqual((await marks('polls.participant')).toSorted());
    await desk.come('2026-11-26T04:20:00.000Z', mixJob);
    expect(await marks('polls.sheet')).toEqual(await marks('polls.participant'));
    expect(await marks('polls.sheet')).toHaveLength(1);
    expect((await desk.read(id)).participants).toBe(12);
    // The roll still knows each.
    expect(await desk.refuse(id, desk.anna, { yard: ['titova'] }, people)).toMatchObject({ status: 409 });
  });

  test('stops while it is paused, and where so many of a group are enough', async () => {
    const card = await desk.open({
      asks: { district: true, age: false },
      audience: { minAge: null, districtIds: [], level: 'phone' },
      quotas: [{ side: 'district', group: 'sinarsky', most: 1 }],
    });
    expect(await desk.refuse(card.id, desk.anna, { yard: ['titova'] }, people)).toMatchObject({
      code: 'identity.level-too-low',
      details: { level: 'phone' },
    });
    const [one, two] = await desk.residents(2);
    await desk.answer(card.id, one!, { yard: ['titova'] }, { said: { districtId: 'sinarsky' } });
    expect(
      await desk.refuse(card.id, two!, { yard: ['titova'] }, { said: { districtId: 'sinarsky' } }),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('уже ответили столько, сколько нужно') });
    expect((await desk.read(card.id)).quotasTaken).toEqual([
      { side: 'district', group: 'sinarsky', taken: 1 },
    ]);
    const paused = await desk.move(await desk.read(card.id), 'pause', 'Проверяем жалобу');
    expect(
      await desk.refuse(card.id, two!, { yard: ['titova'] }, { said: { districtId: 'krasnogorsky' } }),
    ).toMatchObject({ detail: expect.stringContaining('Проверяем жалобу') });
    await desk.move(paused, 'resume');
    await desk.answer(card.id, two!, { yard: ['titova'] }, { said: { districtId: 'krasnogorsky' } });
  });

  test('a misprint is put right for all to see; what is asked stays; a term moves later alone', async () => {
    const card = await desk.read(id);
    const questions = card.questions.map((one) => ({ ...one, title: 'Какой двор обновить в 2027 году?' }));
    const corrected = await server.call(
      acts.correctPoll,
      { params: { id }, body: { version: card.version, questions, reason: 'Назван год' } },
      desk.editor,
    );
    expect(corrected).toMatchObject({ edition: 2, state: 'open' });
    const other = questions.map((one) => ({ ...one, options: one.options.slice(1) }));
    expect(
      await server.fail(
        acts.correctPoll,
        { params: { id }, body: { version: corrected.version, questions: other, reason: 'Убран вариант' } },
        desk.editor,
      ),
    ).toMatchObject({ status: 400 });
    const page = await desk.shown(id);
    expect(page).toMatchObject({ edition: 2, corrections: [{ reason: 'Назван год' }] });
    expect(page.questions[0]!.title).toContain('2027');
    const extend = (closesAt: string, version: number) => ({
      params: { id },
      body: { version, closesAt, reason: 'Морозы: многие не успели' },
    });
    expect(
      await server.fail(acts.extendPoll, extend('2026-12-01T00:00:00Z', corrected.version), desk.editor),
    ).toMatchObject({ fields: { closesAt: 'Новый конец — позже прежнего' } });
    expect(
      await server.call(acts.extendPoll, extend('2026-12-06T15:00:00Z', corrected.version), desk.editor),
    ).toMatchObject({ closesAt: '2026-12-06T15:00:00.000Z' });
    // Who had the former edition open answers by it.
    const [late] = await desk.residents(1);
    await desk.answer(id, late!, { yard: ['titova'] }, people);
  });
});
