import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../../shared/contract/participation/polls.ts';
import * as acts from '../../../../shared/contract/participation/polls-acts.ts';
import * as open from '../../../../shared/contract/participation/polls-open.ts';
import { readBySchemas } from '../../../../tests/support/open-files.ts';
import {
  CLOSES,
  OVER,
  openPollDesk,
  type PollDesk,
  pollBody,
} from '../../../../tests/support/participation/poll-desk.ts';

let desk: PollDesk;
let server: PollDesk['server'];
beforeAll(async () => {
  desk = await openPollDesk();
  ({ server } = desk);
});
afterAll(() => server.close());

/** The open set of results, by its published schemas. */
const readSet = () =>
  readBySchemas(
    async (file) => (await server.inject({ url: `/api/open-data/sets/poll-results/${file}` })).body,
  );

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
    await server.call(open.followPoll, { params: { id }, body: { isOn: true } }, desk.anna);
    expect(await desk.shown(id, desk.anna)).toMatchObject({
      mine: { hasAnswered: false, isTold: true, hasEmail: true },
      figures: null,
    });
    server.setNow(CLOSES);
    expect(
      await desk.refuse(
        id,
        desk.anna,
        { yard: ['titova'] },
        { said: { isOfAge: true, districtId: 'sinarsky' } },
      ),
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
      await desk.db().selectFrom('polls.participant').select('poll_id').where('poll_id', '=', id).execute(),
    ).toEqual([]);
    const sheets = await desk
      .db()
      .selectFrom('polls.sheet')
      .select('answers')
      .where('poll_id', '=', id)
      .execute();
    expect(sheets).toHaveLength(40);
    expect(sheets.every(({ answers }) => Object.keys(answers as object).join() === 'yard')).toBe(true);
    expect(await desk.shown(id)).toMatchObject({ state: 'counting', figures: null });
    expect((await server.inject({ url: `/api/open/polls/${id}/figures.csv` })).statusCode).toBe(404);
    expect(await readSet()).toEqual([]);

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
    const page = await desk.shown(id);
    expect(page).toMatchObject({
      state: 'result',
      figures: published.figures,
      wordings: [{ text: items[0]!.text }],
    });
    expect(page.wordings).toHaveLength(1);
    const csv = await server.inject({ url: `/api/open/polls/${id}/figures.csv` });
    expect(csv.body).toContain('"Двор на Титова";"все";24;0,6;');
    const set = await readSet();
    const told = (option_id: string, group: string) =>
      set.find((row) => row.option_id === option_id && row.group === group)?.count;
    expect([told('participants', 'all'), told('titova', 'all')]).toEqual([40, 24]);
    // What the page hides is hidden in the set, and nobody's words are in it.
    const { districts, questions: shown } = page.figures!;
    for (const [at, { id: district }] of districts.entries())
      expect(told('titova', `district:${district}`)).toBe(shown[0]!.options[0]!.byDistrict[at]);
    expect(JSON.stringify(set)).not.toContain('Рядом дом');

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
    const letters = await desk
      .db()
      .selectFrom('outbox.letter')
      .select(['recipient', 'subject'])
      .where('purpose', '=', 'poll-told')
      .orderBy('created_at')
      .execute();
    expect(letters).toEqual([
      { recipient: 'anna@demo.invalid', subject: 'Итог опроса: Какой двор обновить?' },
      { recipient: 'anna@demo.invalid', subject: 'Ответы жителей учтены: Какой двор обновить?' },
    ]);
    await server.call(open.followPoll, { params: { id }, body: { isOn: false } }, desk.anna);
    const archived = await desk.move(decided, 'archive');
    expect(archived).toMatchObject({ state: 'archived', can: [] });
    expect(
      await server.fail(
        acts.judgeWording,
        { params: { id: items[1]!.id }, body: { isReleased: true } },
        desk.editor,
      ),
    ).toMatchObject({ status: 409 });
    expect(await desk.shown(id)).toMatchObject({
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
    await desk.open();
    const counts = await server.call(contract.countPolls, {}, desk.editor);
    expect(counts.over).toBeGreaterThan(0);
    expect(counts.running).toBeGreaterThan(0);
    expect(await server.call(contract.getPollRules, {})).toMatchObject({
      kinds: [
        { id: 'survey' },
        { id: 'rating' },
        { id: 'single-choice' },
        { id: 'budget-vote' },
        { id: 'vote' },
      ],
    });
  });
});
