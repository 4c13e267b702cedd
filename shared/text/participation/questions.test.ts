import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  type Answers,
  answers as answersShape,
  type Question,
  questionKinds,
  question as questionShape,
  questions as questionsShape,
  UNSURE,
} from '../../contract/participation/questionnaire.ts';
import { askedQuestions, boundsOf, checkAnswer, checkAnswers, choicesOf } from './questions.ts';

const abc = ['a', 'b', 'c'].map((id) => ({ id, title: `Вариант ${id}` }));
const make = (given: Partial<Question> & Pick<Question, 'id' | 'kind'>): Question =>
  questionShape.parse({ title: 'О чём вопрос?', ...given });

describe('an answer to one question', () => {
  const lines = [
    { id: 'r1', title: 'Дороги' },
    { id: 'r2', title: 'Дворы' },
  ];
  const cases: [string, Parameters<typeof make>[0], Answer | undefined, string][] = [
    ['one of several', { id: 'q', kind: 'single', options: abc as never }, ['a'], ''],
    [
      'two where one is asked',
      { id: 'q', kind: 'single', options: abc as never },
      ['a', 'b'],
      'Выберите один вариант',
    ],
    ['what is not there', { id: 'q', kind: 'single', options: abc as never }, ['x'], 'Выберите из вариантов'],
    [
      'nothing, required',
      { id: 'q', kind: 'single', options: abc as never },
      undefined,
      'Ответьте на этот вопрос',
    ],
    [
      'an empty list is nothing',
      { id: 'q', kind: 'single', options: abc as never },
      [],
      'Ответьте на этот вопрос',
    ],
    [
      'nothing, not required',
      { id: 'q', kind: 'single', isRequired: false, options: abc as never },
      undefined,
      '',
    ],
    [
      'unsure where it is offered',
      { id: 'q', kind: 'single', hasUnsure: true, options: abc as never },
      [UNSURE],
      '',
    ],
    [
      'unsure where it is not',
      { id: 'q', kind: 'single', options: abc as never },
      [UNSURE],
      'Выберите из вариантов',
    ],
    ['words to a choice', { id: 'q', kind: 'single', options: abc as never }, 'a', 'Выберите из вариантов'],
    ['several', { id: 'q', kind: 'multi', options: abc as never }, ['a', 'c'], ''],
    [
      'the same twice',
      { id: 'q', kind: 'multi', options: abc as never },
      ['a', 'a'],
      'Выберите из вариантов',
    ],
    [
      'fewer than asked',
      { id: 'q', kind: 'multi', least: 2, options: abc as never },
      ['a'],
      'Выберите не меньше 2',
    ],
    [
      'more than asked',
      { id: 'q', kind: 'multi', most: 2, options: abc as never },
      ['a', 'b', 'c'],
      'Выберите не больше 2',
    ],
    [
      'unsure beside a choice',
      { id: 'q', kind: 'multi', hasUnsure: true, options: abc as never },
      ['a', UNSURE],
      '«Затрудняюсь ответить» выбирают одно',
    ],
    ['a step of a scale', { id: 'q', kind: 'scale', steps: 5 }, ['5'], ''],
    ['a step there is not', { id: 'q', kind: 'scale', steps: 5 }, ['6'], 'Выберите из вариантов'],
    ['an order of all', { id: 'q', kind: 'ranking', least: 3, options: abc as never }, ['c', 'a', 'b'], ''],
    ['all lines', { id: 'q', kind: 'matrix', options: abc as never, rows: lines }, { r1: 'a', r2: 'b' }, ''],
    [
      'a line left out',
      { id: 'q', kind: 'matrix', options: abc as never, rows: lines },
      { r1: 'a' },
      'Осталось ответить: 1\u00a0строка',
    ],
    [
      'a line left out where it is not required',
      { id: 'q', kind: 'matrix', isRequired: false, options: abc as never, rows: lines },
      { r1: 'a' },
      '',
    ],
    [
      'a line there is not',
      { id: 'q', kind: 'matrix', options: abc as never, rows: lines },
      { x: 'a' },
      'Выберите из вариантов',
    ],
    [
      'a column there is not',
      { id: 'q', kind: 'matrix', options: abc as never, rows: lines },
      { r1: 'x' },
      'Выберите из вариантов',
    ],
    [
      'choices to a matrix',
      { id: 'q', kind: 'matrix', options: abc as never, rows: lines },
      ['a'],
      'Ответьте на каждую строку',
    ],
    ['words', { id: 'q', kind: 'text' }, 'Больше лавочек', ''],
    ['blanks are nothing', { id: 'q', kind: 'text' }, '  ', 'Ответьте на этот вопрос'],
    ['choices to words', { id: 'q', kind: 'text' }, ['a'], 'Ответьте словами'],
    ['too many words', { id: 'q', kind: 'text' }, 'я'.repeat(2001), 'Не длиннее 2 000 знаков'],
    ['a place', { id: 'q', kind: 'point' }, { lat: 56.4, lon: 61.9 }, ''],
    ['no place', { id: 'q', kind: 'point' }, ['a'], 'Поставьте точку на карте'],
    ['lines to a place', { id: 'q', kind: 'point' }, { r1: 'a' }, 'Поставьте точку на карте'],
  ];
  test.each(cases)('%s', (_, given, answer, words) => {
    expect(checkAnswer(make(given), answer)).toBe(words);
  });

  test('bounds stay within the options there are', () => {
    const options = make({ id: 'q', kind: 'multi', options: abc as never }).options;
    expect(boundsOf({ least: 1, most: 0, options })).toEqual({ least: 1, most: 3 });
    expect(boundsOf({ least: 5, most: 9, options })).toEqual({ least: 3, most: 3 });
    expect(boundsOf({ least: 1, most: 2, options })).toEqual({ least: 1, most: 2 });
  });
});

describe('branching', () => {
  const poll = [
    make({
      id: 'uses',
      kind: 'single',
      options: [
        { id: 'yes', title: 'Да' },
        { id: 'no', title: 'Нет' },
      ] as never,
    }),
    make({ id: 'mark', kind: 'scale', showIf: [{ questionId: 'uses', anyOf: ['yes'] }] }),
    make({ id: 'why', kind: 'text', showIf: [{ questionId: 'mark', anyOf: ['1', '2'] }] }),
  ];
  const asked = (answers: Answers) => askedQuestions(poll, answers).map(({ id }) => id);

  test.each<[string, Answers, string[]]>([
    ['nothing is answered: the first alone', {}, ['uses']],
    ['«yes» opens the mark', { uses: ['yes'] }, ['uses', 'mark']],
    ['«no» opens nothing', { uses: ['no'] }, ['uses']],
    ['a low mark asks why', { uses: ['yes'], mark: ['2'] }, ['uses', 'mark', 'why']],
    ['what was answered behind a shut door does not open the next', { uses: ['no'], mark: ['1'] }, ['uses']],
  ])('%s', (_, answers, ids) => {
    expect(asked(answers)).toEqual(ids);
  });

  test('what was not asked is not kept, and is not missed', () => {
    const checked = checkAnswers(poll, { uses: ['no'], mark: ['1'], why: 'Грязно', stray: ['x'] });
    expect(checked).toEqual({ clean: { uses: ['no'] }, problems: {} });
  });
});

/** Questionnaires of any kinds with conditions on earlier ones. */
const questionnaires = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...questionKinds),
      isRequired: fc.boolean(),
      hasUnsure: fc.boolean(),
      count: fc.integer({ min: 2, max: 5 }),
      least: fc.integer({ min: 1, max: 3 }),
      most: fc.integer({ min: 0, max: 4 }),
      condition: fc.option(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { nil: null }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) =>
    parts.map(({ kind, isRequired, hasUnsure, count, least, most, condition }, at): Question => {
      const ids = Array.from({ length: count }, (_, number) => ({
        id: `o${number}`,
        title: `Вариант ${number}`,
      }));
      return questionShape.parse({
        id: `q${at}`,
        kind,
        title: 'О чём?',
        isRequired,
        hasUnsure,
        options: kind === 'scale' || kind === 'text' || kind === 'point' ? [] : ids,
        rows: kind === 'matrix' ? ids.map(({ id, title }) => ({ id: `r${id}`, title })) : [],
        least,
        most,
        showIf:
          condition && at > 0
            ? [
                {
                  questionId: `q${condition[0] % at}`,
                  anyOf: [`o${condition[1] % 3}`, `${1 + (condition[2] % 5)}`],
                },
              ]
            : [],
      });
    }),
  );

const anyAnswer = fc.oneof(
  fc.uniqueArray(fc.constantFrom('o0', 'o1', 'o2', '1', '2', '3', UNSURE), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('ro0', 'ro1', 'ro2', 'ro3', 'ro4'), fc.constantFrom('o0', 'o1', UNSURE)),
  fc.constantFrom('', '  ', 'Слова'),
  fc.record({
    lat: fc.double({ min: 56, max: 57, noNaN: true }),
    lon: fc.double({ min: 61, max: 62, noNaN: true }),
  }),
);
const anyAnswers = fc.dictionary(fc.constantFrom('q0', 'q1', 'q2', 'q3', 'q4', 'q5', 'q9'), anyAnswer);

/** The form of the browser: one question after another, each asked by what was answered before; false = it is not let on. */
function walkForm(questions: readonly Question[], answers: Answers): Record<string, Answer> | null {
  const given: Record<string, Answer> = {};
  for (;;) {
    const next = askedQuestions(questions, given).find(({ id }) => !(id in given) && !skipped.has(id));
    if (!next) {
      skipped.clear();
      return given;
    }
    const answer = answers[next.id];
    if (checkAnswer(next, answer) !== '') {
      skipped.clear();
      return null;
    }
    if (
      answer === undefined ||
      checkAnswer({ ...next, isRequired: true }, answer) === 'Ответьте на этот вопрос'
    )
      skipped.add(next.id);
    else given[next.id] = typeof answer === 'string' ? answer.trim() : answer;
  }
}
const skipped = new Set<string>();

describe('the form and the server', () => {
  test('say the same of any questionnaire and any answers, after the way through JSON too', () => {
    fc.assert(
      fc.property(questionnaires, anyAnswers, (questions, given) => {
        const sent = answersShape.parse(JSON.parse(JSON.stringify(given)));
        const frozen = questionsShape.parse(JSON.parse(JSON.stringify(questions)));
        const onServer = checkAnswers(frozen, sent);
        const inForm = walkForm(questions, given as Answers);
        if (inForm === null) expect(Object.keys(onServer.problems)).not.toEqual([]);
        else expect(onServer).toEqual({ clean: inForm, problems: {} });
      }),
      { numRuns: 500 },
    );
  });

  test('what was taken is taken again, and asks the same', () => {
    fc.assert(
      fc.property(questionnaires, anyAnswers, (questions, given) => {
        const { clean, problems } = checkAnswers(questions, given as Answers);
        if (Object.keys(problems).length > 0) return;
        expect(checkAnswers(questions, clean)).toEqual({ clean, problems: {} });
        for (const [id, answer] of Object.entries(clean)) {
          const question = questions.find((one) => one.id === id)!;
          if (Array.isArray(answer)) expect(choicesOf(question)).toEqual(expect.arrayContaining(answer));
        }
      }),
    );
  });
});
