import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeAppeal, getAppeal } from '../../../shared/contract/messages/office.ts';
import { getReview } from '../../../shared/contract/messages/office-documents.ts';
import { readDocxPart, wordsOf } from '../../../tests/support/group/paper.ts';
import { registerLetter } from '../../../tests/support/site/appeals.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import { quarterDays } from './review.ts';
import { changeWords, percentWords } from './review-paper.ts';

let server: TestServer;
let operator: { cookie: string };
beforeAll(async () => {
  server = await startTestServer();
  operator = await signInStaff(server, 'operator');
  for (const [now, factId, count] of [
    ['2025-11-10T09:00:00Z', 'roads.pavement.pothole', 1],
    ['2026-08-10T09:00:00Z', 'roads.pavement.pothole', 2],
    ['2026-10-12T09:00:00Z', 'roads.pavement.pothole', 3],
    ['2026-11-24T09:00:00Z', undefined, 1],
  ] as const) {
    server.setNow(now);
    for (let made = 0; made < count; made += 1)
      await registerLetter(server, operator.cookie, { ...(factId && { factId }) });
  }
});
afterAll(() => server.close());

const review = (quarter: number, year = 2026) =>
  server.call(getReview, { query: { year, quarter } }, operator.cookie);

describe('the quarterly review', () => {
  test('counts the quarter, the one before and the same of last year, by sections of the official classifier', async () => {
    const found = await review(4);
    expect(found).toMatchObject({
      from: '2026-10-01',
      to: '2026-12-31',
      total: { now: 4, quarterAgo: 2, yearAgo: 1 },
    });
    const economy = found.sections.find(({ name }) => name === 'Экономика')!;
    expect(economy).toMatchObject({ now: 3, quarterAgo: 2, yearAgo: 1, share: 0.75 });
    expect(economy.topics).toEqual([{ code: '0003.0009.0099.0000', name: 'Транспорт', now: 3 }]);
    expect(found.sections.at(-1)).toMatchObject({ name: 'Тема не определена', now: 1 });
    expect(found.terms).toMatchObject({ answered: 0, open: 4, openOverdue: 3 });
  });

  test('an appeal of several questions is counted under each; the result is the word of the clerk', async () => {
    const before = await review(4);
    const done = await registerLetter(server, operator.cookie);
    const { version } = await server.call(getAppeal, { params: { number: done.number } }, operator.cookie);
    const questions = [
      { text: 'Когда отремонтируют дорогу?', factId: 'roads.pavement.pothole' },
      { text: 'Почему нет урока физики?', factId: 'education.general.other' },
    ];
    const body = { version, questions, result: 'explained' as const };
    await server.call(changeAppeal, { params: { id: done.id }, body }, operator.cookie);
    const after = await review(4);
    const sum = (one: typeof after) => one.sections.reduce((all, { now }) => all + now, 0);
    expect(sum(after)).toBe(sum(before) + 2);
    expect(after.total.now).toBe(before.total.now + 1);
    expect(after.results.find(({ name }) => name === 'Разъяснено')?.now).toBe(1);
  });

  test('results, and answers with what is over without one and what is open, add up to all appeals', async () => {
    const { total, results, terms } = await review(4);
    expect(results.reduce((sum, { now }) => sum + now, 0)).toBe(total.now);
    expect(results.at(-1)).toMatchObject({ name: 'Результата ещё нет', now: total.now - 1 });
    expect(terms.answered + terms.withoutAnswer + terms.open).toBe(total.now);
  });

  test('a struck line is no appeal of the quarter', async () => {
    const before = await review(4);
    const done = await registerLetter(server, operator.cookie);
    await sql`UPDATE office.appeal SET struck_at = now() WHERE case_id = ${done.id}`.execute(
      server.app.services.database,
    );
    expect((await review(4)).total.now).toBe(before.total.now);
  });

  test('is a paper with the same figures', async () => {
    const reply = await server.inject({
      method: 'GET',
      url: '/api/office/review/file?year=2026&quarter=4&format=docx',
      headers: { cookie: operator.cookie },
    });
    const words = wordsOf(await readDocxPart(reply.rawPayload, 'word/document.xml'));
    for (const text of [
      'ОБЗОР',
      'за IV квартал 2026 года',
      'Тематические разделы',
      'Экономика',
      'III кв. 2026',
      'Соблюдение сроков',
    ])
      expect(words).toContain(text);
  });

  test.each([
    [12, 10, '+20,0\u00a0%'],
    [5, 10, '−50,0\u00a0%'],
    [10, 10, '0,0\u00a0%'],
    [3, 0, '—'],
  ])('%i against %i is %s', (now, former, words) => expect(changeWords(now, former)).toBe(words));

  test('quarters and shares', () => {
    expect(quarterDays(2026, 1)).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(quarterDays(2026, 2)).toEqual({ from: '2026-04-01', to: '2026-06-30' });
    expect(percentWords(1 / 3)).toBe('33,3\u00a0%');
  });
});
