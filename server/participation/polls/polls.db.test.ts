import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/participation/polls.ts';
import * as acts from '../../../shared/contract/participation/polls-acts.ts';
import * as open from '../../../shared/contract/participation/polls-open.ts';
import {
  CLOSES,
  DRAWN,
  OVER,
  openPollDesk,
  type PollDesk,
  pollBody,
  RUNNING,
  signInKnown,
} from '../../../tests/support/participation/poll-desk.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { sendFile } from '../../../tests/support/uploads.ts';
import { mixJob } from './results/mix.ts';

let desk: PollDesk;
let server: PollDesk['server'];
let anna: string;
beforeAll(async () => {
  desk = await openPollDesk();
  ({ server } = desk);
  anna = await signInKnown(server, 'anna@demo.invalid');
});
afterAll(() => server.close());

const db = () => server.app.services.database;
const said = { isOfAge: true };
const answerOf = (answers: object, more: object = {}) =>
  ({ clientKey: randomUUID(), edition: 1, said, answers, ...more }) as never;
const refuse = (id: string, cookie: string | undefined, answers: object, more: object = {}) =>
  server.fail(open.answerPoll, { params: { id }, body: answerOf(answers, more) }, cookie);
const shown = (id: string, cookie?: string) => server.call(open.readOpenPoll, { params: { id } }, cookie);

describe('a poll from its draft to its opening', () => {
  test('is written, checked by another, announced, and opens by its clock with its questions frozen', async () => {
    server.setNow(DRAWN);
    const begun = await desk.begin({ matter: '' });
    expect(begun).toMatchObject({ state: 'draft', version: 1, can: ['change', 'submit', 'cancel'] });
    expect(begun.notes).toEqual([
      { tone: 'stop', questionId: null, words: 'Скажите, что решаем: это читают первым' },
    ]);
    const { id } = begun;
    const whole = { params: { id }, body: { version: 1, act: 'submit' as const } };
    expect(await server.fail(acts.movePoll, whole, desk.editor)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('что решаем'),
    });
    const changed = await server.call(
      acts.changePoll,
      { params: { id }, body: { version: 1, ...pollBody() } },
      desk.editor,
    );
    expect(changed).toMatchObject({ version: 2, notes: [] });
    expect(
      await server.fail(
        acts.changePoll,
        { params: { id }, body: { version: 1, ...pollBody() } },
        desk.editor,
      ),
    ).toMatchObject({ code: 'lib.changed-meanwhile' });
    // Nobody sees it before it is announced.
    expect(await server.fail(open.readOpenPoll, { params: { id } })).toMatchObject({ status: 404 });

    const sent = await desk.move(changed, 'submit');
    expect(
      await server.fail(
        acts.judgePoll,
        { params: { id }, body: { version: sent.version, act: 'return' } },
        desk.approver,
      ),
    ).toMatchObject({ status: 400, fields: { reason: 'Напишите, почему' } });
    const back = await desk.judge(sent, 'return', 'Назовите улицу полностью');
    expect(back).toMatchObject({ state: 'draft', reason: 'Назовите улицу полностью' });
    const approved = await desk.judge(await desk.move(back, 'submit'), 'approve');
    expect(approved).toMatchObject({ state: 'approved', approvedBy: expect.any(String) });
    const announced = await desk.move(approved, 'announce');
    expect(await shown(id)).toMatchObject({
      state: 'soon',
      questions: [],
      mine: { level: 'anonymous', hasAnswered: false },
    });
    expect(await refuse(id, anna, { yard: ['titova'] })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('ещё не начался'),
    });

    await desk.come(RUNNING);
    const opened = await desk.read(id);
    expect(opened).toMatchObject({
      state: 'open',
      edition: 1,
      participants: 0,
      version: announced.version + 1,
    });
    expect(opened.history.map(({ what }) => what)).toEqual([
      ...[
        'открыт',
        'объявлен',
        'утверждён',
        'отправлен на проверку',
        'возвращён на доработку',
        'отправлен на проверку',
      ],
      ...['исправлен', 'начат'],
    ]);
    expect((await shown(id)).questions).toHaveLength(1);
    const { running } = await server.call(open.listOpenPolls, {});
    expect(running.find((line) => line.id === id)).toMatchObject({ state: 'open', isBinding: true });
  });

  test('nobody approves their own', async () => {
    server.setNow(DRAWN);
    const own = await server.call(acts.createPoll, { body: pollBody() }, desk.deputy);
    const sent = await server.call(
      acts.movePoll,
      { params: { id: own.id }, body: { version: 1, act: 'submit' } },
      desk.deputy,
    );
    const body = { version: sent.version, act: 'approve' as const };
    expect(await server.fail(acts.judgePoll, { params: { id: own.id }, body }, desk.deputy)).toMatchObject({
      status: 403,
    });
    expect(sent.can).not.toContain('approve');
    expect(await server.fail(acts.judgePoll, { params: { id: own.id }, body }, desk.editor)).toMatchObject({
      status: 403,
    });
    const { items, can } = await server.call(contract.listPolls, { query: { shelf: 'making' } }, desk.deputy);
    expect(items.map(({ id }) => id)).toContain(own.id);
    expect(can).toEqual(['keep', 'approve']);
  });

  test.each<[string, object, string]>([
    ['an age of no edition', { audience: { minAge: 15, districtIds: [], level: 'social' } }, 'audience'],
    [
      'a district there is not',
      { audience: { minAge: null, districtIds: ['moon'], level: 'social' } },
      'audience',
    ],
    [
      'a level nobody is asked for',
      { audience: { minAge: null, districtIds: [], level: 'anonymous' } },
      'audience',
    ],
    ['a quota of what is not asked', { quotas: [{ side: 'age', group: '60', most: 10 }] }, 'quotas'],
    ['a secret vote while nobody keeps its ballots', { kind: 'vote' }, 'kind'],
  ])('refuses %s', async (_, given, field) => {
    server.setNow(DRAWN);
    const body = pollBody(given) as never;
    expect(await server.fail(acts.createPoll, { body }, desk.editor)).toMatchObject({
      status: 400,
      fields: { [field]: expect.any(String) },
    });
  });

  test('pictures are its own uploads, for everybody once it is announced', async () => {
    server.setNow(DRAWN);
    const { fileId, token } = (await sendFile(server, await drawPicture('png'))).body;
    const photo = (file: object) => [
      {
        id: 'p',
        kind: 'photo',
        title: 'Что построить?',
        hasUnsure: true,
        options: ['a', 'b'].map((id) => ({
          id,
          title: `Вариант ${id}`,
          alt: 'Эскиз',
          ...(id === 'a' && file),
        })),
      },
    ];
    const card = await desk.begin({ questions: photo({ fileId, token }) });
    expect(JSON.stringify(card.questions)).not.toContain('token');
    expect(
      await server.fail(
        acts.createPoll,
        { body: pollBody({ questions: photo({ fileId }) }) as never },
        desk.editor,
      ),
    ).toMatchObject({ code: 'files.not-found' });
    const look = () => server.inject({ url: `/api/files/${fileId}/display` });
    expect((await look()).statusCode).toBe(404);
    await db().updateTable('polls.poll').set({ state: 'announced' }).where('id', '=', card.id).execute();
    expect((await look()).statusCode).toBe(200);
    await db().updateTable('polls.poll').set({ state: 'cancelled' }).where('id', '=', card.id).execute();
  });
});

describe('answering', () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = await desk.open({ asks: { district: true, age: true } }));
  });
  const people = { said: { districtId: 'sinarsky', ageGroup: '30-44' } };

  test('is for whom the poll asks, and says why to others', async () => {
    const yard = { yard: ['titova'] };
    expect(await refuse(id, undefined, yard, people)).toMatchObject({ status: 401 });
    expect(await refuse(id, desk.editor, yard, people)).toMatchObject({ status: 403 });
    expect(await refuse(id, anna, yard)).toMatchObject({
      status: 400,
      fields: { districtId: 'Выберите, где вы живёте' },
    });
    expect(
      await refuse(id, anna, yard, { said: { districtId: 'sinarsky', ageGroup: 'younger' } }),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('с 14 лет') });
    expect(await refuse(id, anna, {}, people)).toMatchObject({
      status: 400,
      fields: { yard: 'Ответьте на этот вопрос' },
    });
    expect(await refuse(id, anna, { yard: ['moon'] }, people)).toMatchObject({
      status: 400,
      fields: { yard: 'Выберите из вариантов' },
    });
    expect(await refuse(id, anna, yard, { ...people, edition: 7 })).toMatchObject({ status: 409 });
    expect(await refuse(randomUUID(), anna, yard, people)).toMatchObject({ status: 404 });
  });

  test('once: sent again it is the same answer, and a second one is refused kindly', async () => {
    const clientKey = randomUUID();
    const body = answerOf({ yard: ['titova'] }, { ...people, clientKey });
    const sends = await Promise.all(
      [1, 2, 3].map(() => server.call(open.answerPoll, { params: { id }, body }, anna)),
    );
    expect(sends).toEqual([1, 2, 3].map(() => ({ isTaken: true })));
    expect(await refuse(id, anna, { yard: ['suvorova'] }, people)).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/^Вы уже ответили на этот опрос, спасибо/u),
    });
    expect(await shown(id, anna)).toMatchObject({ mine: { level: 'social', hasAnswered: true } });
    expect((await desk.read(id)).participants).toBe(1);
  });

  test('leaves nothing that joins an answer to who gave it', async () => {
    const [boris] = await desk.residents(1);
    const before = await db()
      .selectFrom('audit.record')
      .select((build) => build.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    await desk.answer(id, boris!, { yard: ['suvorova'] }, people);
    const after = await db()
      .selectFrom('audit.record')
      .select((build) => build.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(after).toEqual(before);
    const [sheet] = await db().selectFrom('polls.sheet').selectAll().where('poll_id', '=', id).execute();
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
    const roll = await db().selectFrom('polls.participant').selectAll().where('poll_id', '=', id).execute();
    expect(Object.keys(roll[0]!).toSorted()).toEqual(['is_mixed', 'person_key', 'poll_id', 'repeat_key']);
    const ids = (await db().selectFrom('identity.person').select('id').execute()).map((row) => row.id);
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
    expect(await refuse(id, anna, { yard: ['titova'] }, people)).toMatchObject({ status: 409 });
  });

  test('stops while it is paused, and where so many of a group are enough', async () => {
    const card = await desk.open({
      asks: { district: true, age: false },
      audience: { minAge: null, districtIds: [], level: 'phone' },
      quotas: [{ side: 'district', group: 'sinarsky', most: 1 }],
    });
    expect(await refuse(card.id, anna, { yard: ['titova'] }, people)).toMatchObject({
      code: 'identity.level-too-low',
      details: { level: 'phone' },
    });
    const [one, two] = await desk.residents(2);
    await desk.answer(card.id, one!, { yard: ['titova'] }, { said: { districtId: 'sinarsky' } });
    expect(
      await refuse(card.id, two!, { yard: ['titova'] }, { said: { districtId: 'sinarsky' } }),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('уже ответили столько, сколько нужно') });
    expect((await desk.read(card.id)).quotasTaken).toEqual([
      { side: 'district', group: 'sinarsky', taken: 1 },
    ]);
    const paused = await desk.move(await desk.read(card.id), 'pause', 'Проверяем жалобу');
    expect(
      await refuse(card.id, two!, { yard: ['titova'] }, { said: { districtId: 'krasnogorsky' } }),
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
    const page = await shown(id);
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

describe('the result and what came of it', () => {
  test('is counted once, the same for everybody, published by another, decided, told, and only then archived', async () => {
    const questions = [
      ...pollBody().questions,
      { id: 'why', kind: 'text', title: 'Почему?', isRequired: false },
      { id: 'where', kind: 'point', title: 'Где ещё?', isRequired: false },
    ];
    const { id } = await desk.open({ questions, asks: { district: true, age: false }, isWeighted: true });
    const voters = await desk.residents(40);
    for (const [at, cookie] of voters.entries())
      await desk.answer(
        id,
        cookie,
        {
          yard: [at < 24 ? 'titova' : 'suvorova'],
          ...(at < 6 && { why: `Рядом дом номер ${at}`, where: { lat: 56.4149, lon: 61.9189 } }),
        },
        { said: { isOfAge: true, districtId: at % 4 === 0 ? 'sinarsky' : 'krasnogorsky' } },
      );
    await server.call(open.followPoll, { params: { id }, body: { isOn: true } }, anna);
    expect(await shown(id, anna)).toMatchObject({
      mine: { hasAnswered: false, isTold: true, hasEmail: true },
      figures: null,
    });
    server.setNow(CLOSES);
    expect(
      await refuse(id, anna, { yard: ['titova'] }, { said: { isOfAge: true, districtId: 'sinarsky' } }),
    ).toMatchObject({ detail: expect.stringContaining('уже завершён') });

    await desk.come(OVER);
    const counted = await desk.read(id, desk.approver);
    expect(counted).toMatchObject({ state: 'counted', can: ['publish'], wordingsWaiting: 6 });
    expect(counted.figures).toMatchObject({
      participants: 40,
      questions: [
        { sentence: 'Чаще всего выбирали «Двор на Титова»: 60\u00a0%' },
        { texts: 6 },
        { cells: [{ count: 6 }] },
      ],
    });
    expect(counted.figures!.weights).toMatchObject({ sides: ['district'], designEffect: expect.any(Number) });
    // The roll is gone, words and places are of nobody's sheet.
    expect(
      await db().selectFrom('polls.participant').select('poll_id').where('poll_id', '=', id).execute(),
    ).toEqual([]);
    const sheets = await db().selectFrom('polls.sheet').select('answers').where('poll_id', '=', id).execute();
    expect(sheets).toHaveLength(40);
    expect(sheets.every(({ answers }) => Object.keys(answers as object).join() === 'yard')).toBe(true);
    expect(await shown(id)).toMatchObject({ state: 'counting', figures: null });
    expect((await server.inject({ url: `/api/open/polls/${id}/figures.csv` })).statusCode).toBe(404);

    const { items } = await server.call(contract.listWordings, { params: { id } }, desk.editor);
    await server.call(
      acts.judgeWording,
      { params: { id: items[0]!.id }, body: { isReleased: true } },
      desk.editor,
    );
    expect(
      await server.call(
        acts.judgeWording,
        { params: { id: items[1]!.id }, body: { isReleased: false } },
        desk.editor,
      ),
    ).toEqual({ waiting: 4 });

    const published = await desk.judge(counted, 'publish');
    await server.drain();
    const page = await shown(id);
    expect(page).toMatchObject({
      state: 'result',
      figures: published.figures,
      wordings: [{ text: items[0]!.text }],
    });
    expect(page.wordings).toHaveLength(1);
    const csv = await server.inject({ url: `/api/open/polls/${id}/figures.csv` });
    expect(csv.body).toContain('"Двор на Титова";"все";24;0,6;');

    expect(
      await server.fail(
        acts.movePoll,
        { params: { id }, body: { version: published.version, act: 'archive' } },
        desk.editor,
      ),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('запишите, что город с ним сделал') });
    const decision = {
      version: published.version,
      title: 'Обновим двор на Титова',
      words: 'Подрядчика выберут до 1 марта',
      actTitle: 'Постановление главы города',
      actNumber: '812',
      actOn: '2026-12-06',
      actUrl: 'https://example.ru/812.pdf',
    };
    expect(
      await server.fail(
        acts.decidePoll,
        { params: { id }, body: { ...decision, isNeeded: false, words: '' } },
        desk.editor,
      ),
    ).toMatchObject({ fields: { words: expect.any(String) } });
    const decided = await server.call(acts.decidePoll, { params: { id }, body: decision }, desk.editor);
    expect(decided).toMatchObject({
      state: 'decision-recorded',
      decision: { actNumber: '812', isNeeded: true },
    });
    await server.drain();
    const letters = await db()
      .selectFrom('outbox.letter')
      .select(['recipient', 'subject'])
      .where('purpose', '=', 'poll-told')
      .orderBy('created_at')
      .execute();
    expect(letters).toEqual([
      { recipient: 'anna@demo.invalid', subject: 'Итог опроса: Какой двор обновить?' },
      { recipient: 'anna@demo.invalid', subject: 'Ответы жителей учтены: Какой двор обновить?' },
    ]);
    await server.call(open.followPoll, { params: { id }, body: { isOn: false } }, anna);
    const archived = await desk.move(decided, 'archive');
    expect(archived).toMatchObject({ state: 'archived', can: [] });
    expect(
      await server.fail(
        acts.judgeWording,
        { params: { id: items[1]!.id }, body: { isReleased: true } },
        desk.editor,
      ),
    ).toMatchObject({ status: 409 });
    expect(await shown(id)).toMatchObject({
      decision: { title: 'Обновим двор на Титова' },
      mine: { isTold: false },
    });
    const { over } = await server.call(open.listOpenPolls, {});
    expect(over.find((line) => line.id === id)).toMatchObject({
      state: 'result',
      decided: 'Обновим двор на Титова',
    });
  });

  test('closed before its time it says why; counts are of each shelf', async () => {
    const card = await desk.open();
    const closed = await desk.move(card, 'close', 'Проект отменён областью');
    expect(closed).toMatchObject({ state: 'closed', reason: 'Проект отменён областью' });
    await server.drain();
    expect(await desk.read(card.id)).toMatchObject({ state: 'counted', figures: { participants: 0 } });
    const counts = await server.call(contract.countPolls, {}, desk.editor);
    expect(counts.over).toBeGreaterThan(0);
    expect(counts.running).toBeGreaterThan(0);
    expect(await server.call(contract.getPollRules, {})).toMatchObject({
      kinds: [{ id: 'survey' }, { id: 'rating' }, { id: 'single-choice' }],
    });
  });
});
