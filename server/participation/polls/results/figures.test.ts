import { describe, expect, test } from 'vitest';
import { type Question, question } from '../../../../shared/contract/participation/questionnaire.ts';
import { writeFigureRows } from './csv.ts';
import { type FigureGround, makeFigures } from './figures.ts';
import { hideSmall } from './hide.ts';
import { beginTally, type Sheet, tallySheet } from './tally.ts';
import { weighTally } from './weigh.ts';

const rules = { smallest: 5, width: 5 };
const ask = (given: object): Question => question.parse({ id: 'q', title: 'Что?', kind: 'single', ...given });
const options = ['a', 'b', 'c'].map((id) => ({ id, title: id.toUpperCase() }));
const sides = { districts: ['north', 'south'], ages: ['young', 'old'] };

function count(questions: Question[], sheets: Sheet[]) {
  const tally = beginTally(questions, sides);
  const known = new Map(questions.map((one) => [one.id, one]));
  for (const sheet of sheets) tallySheet(tally, known, sheet);
  return tally;
}
const many = (times: number, answers: Sheet['answers'], districtId = 'north', ageGroup = 'old'): Sheet[] =>
  Array.from({ length: times }, () => ({ districtId, ageGroup, answers }));
const ground = (
  questions: Question[],
  weighing: FigureGround['weighing'] = { weights: null, told: null, why: '' },
): FigureGround => ({
  questions,
  districts: [
    { id: 'north', title: 'Северный', residents: 1000 },
    { id: 'south', title: 'Южный', residents: null },
  ],
  ages: [
    { id: 'young', title: 'младше', residents: null },
    { id: 'old', title: 'старше', residents: null },
  ],
  weighing,
  rules,
  placeCells: () => [],
});

describe('counting', () => {
  test('each kind by its own classes', () => {
    const questions = [
      ask({ id: 'one', options }),
      ask({ id: 'some', kind: 'multi', options }),
      ask({ id: 'mark', kind: 'scale', steps: 3, hasUnsure: true }),
      ask({ id: 'table', kind: 'matrix', options, rows: [{ id: 'r', title: 'Строка' }] }),
      ask({ id: 'order', kind: 'ranking', options }),
      ask({ id: 'words', kind: 'text' }),
      ask({ id: 'place', kind: 'point' }),
    ];
    const full = {
      one: ['a'],
      some: ['a', 'b'],
      mark: ['3'],
      table: { r: 'c' },
      order: ['b', 'a'],
      words: 'Да',
      place: { lat: 56, lon: 61 },
    };
    const tally = count(questions, [
      ...many(6, full),
      ...many(5, { one: ['b'], mark: ['unsure'] }, 'south', 'young'),
    ]);
    const figures = makeFigures(tally, ground(questions));
    const of = (id: string) => figures.questions.find((one) => one.id === id)!;
    const counts = (id: string) => of(id).options.map((option) => [option.id, option.count]);
    expect(counts('one')).toEqual([
      ['a', 6],
      ['b', 5],
      ['c', 0],
    ]);
    expect(counts('some')).toEqual([
      ['a', 6],
      ['b', 6],
      ['c', 0],
      ['none', 5],
    ]);
    expect(of('some')).toMatchObject({
      answered: 6,
      options: [{ share: 1 }, { share: 1 }, { share: 0 }, { share: null }],
    });
    expect(counts('mark')).toEqual([
      ['1', 0],
      ['2', 0],
      ['3', 6],
      ['unsure', 5],
    ]);
    expect(of('mark')).toMatchObject({ average: 3, sentence: 'Средняя оценка — 3,0 из 3' });
    expect(of('table')).toMatchObject({ row: 'Строка', answered: 6 });
    expect(counts('order')[1]).toEqual(['b', 6]);
    expect(of('words')).toMatchObject({ texts: 6, answered: 6 });
    expect(tally.points.get('place')).toHaveLength(6);
    expect(figures.districts).toEqual([
      { id: 'north', title: 'Северный', count: 6, residents: 1000, turnout: 0.006 },
      { id: 'south', title: 'Южный', count: 5, residents: null, turnout: null },
    ]);
  });

  test('what is of no group and no choice that is there is counted, as not said', () => {
    const questions = [ask({ options })];
    const tally = count(questions, [...many(6, { q: ['gone'] }, 'moon', 'none')]);
    expect(makeFigures(tally, ground(questions))).toMatchObject({
      participants: 6,
      questions: [{ answered: 0 }],
    });
  });
});

describe('few people', () => {
  test('of fewer than the smallest nothing is told but how many', () => {
    const questions = [ask({ options })];
    const figures = makeFigures(count(questions, many(4, { q: ['a'] })), ground(questions));
    expect(figures).toMatchObject({
      participants: 4,
      questions: [{ sentence: 'Ответов слишком мало, чтобы показать итог' }],
    });
    expect(JSON.stringify(figures.questions[0]!.options)).not.toMatch(/"count":[1-9]/u);
    expect(figures.districts.map((one) => one.count)).toEqual([null, null]);
  });

  test('a small count is hidden with what would be subtracted, in the table of each side', () => {
    const questions = [ask({ options })];
    const tally = count(questions, [
      ...many(2, { q: ['a'] }, 'south', 'young'),
      ...many(40, { q: ['a'] }),
      ...many(30, { q: ['b'] }),
      ...many(20, { q: ['b'] }, 'south', 'young'),
      ...many(15, { q: ['c'] }, 'south', 'old'),
    ]);
    const [told] = hideSmall(tally, rules).partitions;
    // «a» in the south is of two people, and in the north it is what is left of all of «a».
    expect(told!.byDistrict[0]![1]).toBeNull();
    expect(
      told!.byDistrict[0]!.filter((one) => one === null).length + Number(told!.totals[0] === null),
    ).toBeGreaterThan(1);
  });

  test('a total hidden by one side is hidden in all that says it', () => {
    const questions = [ask({ options }), ask({ id: 'two', options })];
    const tally = count(questions, [
      ...many(30, { q: ['a'], two: ['a'] }),
      ...many(3, { q: ['b'], two: ['a'] }, 'south', 'young'),
      ...many(40, { q: ['a'], two: ['b'] }, 'north', 'young'),
    ]);
    const told = hideSmall(tally, rules);
    // Three people live in the south: nobody says how many answered there.
    expect(told.districts[1]).toBeNull();
    const figures = makeFigures(tally, ground(questions));
    expect(figures.districts[1]).toMatchObject({ count: null, turnout: null });
    const b = figures.questions[0]!.options.find((one) => one.id === 'b')!;
    expect(b).toMatchObject({ count: null, share: null });
  });

  test('the table says what the page says: hidden is «мало», and nobody is nobody', () => {
    const questions = [ask({ options })];
    const figures = makeFigures(
      count(questions, [...many(40, { q: ['a'] }), ...many(3, { q: ['b'] })]),
      ground(questions),
    );
    const rows = [...writeFigureRows(figures)];
    expect(rows[1]).toEqual(['', '', 'Участников', 'все', 43, null, null, null, null]);
    const all = rows.filter((row) => row[3] === 'все' && row[2] !== 'Участников');
    expect(all.map((row) => [row[2], row[4]])).toEqual([
      ['A', 'мало'],
      ['B', 'мало'],
      ['C', 0],
    ]);
  });
});

describe('weights', () => {
  const questions = [ask({ options })];
  const tally = count(questions, [
    ...many(80, { q: ['a'] }, 'north', 'old'),
    ...many(20, { q: ['b'] }, 'south', 'old'),
  ]);
  const wanted = { isWeighted: true, districts: [0.5, 0.5], ages: null, confidence: 1.96 };
  const most = { rounds: 50, most: 5, leastSheets: 30 };

  test('bring the sample to the city, and say what that costs', () => {
    const weighing = weighTally(tally, wanted, most);
    expect(weighing.told).toEqual({
      sides: ['district'],
      designEffect: 1.56,
      effective: 64,
      largest: 2.5,
      margin: 12.3,
    });
    const figures = makeFigures(tally, ground(questions, weighing));
    expect(figures.questions[0]!.options.map(({ share, weighted }) => [share, weighted])).toEqual([
      [0.8, 50],
      [0.2, 50],
      [0, 0],
    ]);
  });

  test.each([
    ['nobody asked for it', { ...wanted, isWeighted: false }, ''],
    [
      'nobody knows the city',
      { ...wanted, districts: null },
      'Не известно, сколько людей живёт в районах и какого они возраста',
    ],
  ])('are not made where %s', (_, given, why) => {
    expect(weighTally(tally, given, most)).toEqual({ weights: null, told: null, why });
  });

  test('are not made of few, and say so where they could not be settled', () => {
    expect(weighTally(tally, wanted, { ...most, leastSheets: 101 }).why).toBe(
      'Ответов меньше 101: веса сказали бы больше, чем люди',
    );
    expect(weighTally(tally, { ...wanted, districts: [0.01, 0.99] }, { ...most, most: 2 }).why).toBe(
      'Веса сведены не до конца: людей некоторых групп слишком мало',
    );
  });
});
