import { describe, expect, test } from 'vitest';
import type { PollFields } from '../../contract/participation/polls.ts';
import { secondsOf } from './answer-time.ts';
import { notePoll, stopsOf } from './design-notes.ts';
import {
  makeBudget as budget,
  goodPoll as good,
  makeOne as one,
  twoOptions as options,
  makePoll as poll,
  notesOf as said,
} from './poll-fields.ts';

test('a good poll has no notes', () => {
  expect(said(poll())).toEqual([]);
});

describe('a budget', () => {
  test.each<[string, PollFields, string[]]>([
    ['with something to choose', budget({}, [6e6, 5e6, 4e6]), []],
    ['without a sum', budget({ total: null }), ['stop: Назовите, сколько всего денег']],
    ['without a project', budget({}, []), ['stop: Нужно хотя бы два проекта']],
    ['with a project without a cost', budget({}, [null, 5e6, 6e6]), ['stop: У каждого проекта нужна цена']],
    [
      'with a project dearer than the sum',
      budget({}, [11e6, 5e6, 4e6]),
      ['stop: Проект «Проект 0» дороже всей суммы, 10\u00a0млн\u00a0₽: его не выбрать'],
    ],
    ['with a project for nothing', budget({}, [0, 6e6, 6e6]), ['stop: У каждого проекта нужна цена']],
    ['with a project for one rouble', budget({}, [1, 6e6, 5e6]), []],
    ['with a project of the whole sum', budget({}, [10e6, 5e6, 4e6]), []],
    ['with one project', budget({}, [6e6]), ['stop: Нужно хотя бы два проекта']],
    [
      'with a long name',
      budget({
        options: ['a', 'b', 'c'].map((id) => ({
          id,
          title: id.repeat(id === 'a' ? 101 : 100),
          place: 'Парк',
          cost: 5e6,
        })),
      }),
      ['warn: Длинное описание проекта: с телефона его не дочитают'],
    ],
    ['where all fit', budget({}, [6e6, 4e6]), ['stop: Денег хватает на все проекты: выбирать не из чего']],
    [
      'where one fits',
      budget({}, [6e6, 5e6]),
      ['warn: Помещается один проект из всех: тогда проще выбор из вариантов'],
    ],
    [
      'with a long text',
      budget({
        options: ['a', 'b', 'c'].map((id) => ({
          id,
          title: id,
          place: 'Парк',
          about: 'о'.repeat(id === 'a' ? 301 : 300),
          cost: 5e6,
        })),
      }),
      ['warn: Длинное описание проекта: с телефона его не дочитают'],
    ],
    [
      'with a project of nowhere',
      budget({
        options: ['a', 'b', 'c'].map((id) => ({
          id,
          title: id,
          place: id === 'a' ? ' ' : 'Парк',
          cost: 5e6,
        })),
      }),
      ['warn: Не у всех проектов сказано, где это'],
    ],
    [
      'with a picture nobody described',
      budget({
        options: ['a', 'b', 'c'].map((id) => ({
          id,
          title: id,
          place: 'Парк',
          cost: 5e6,
          fileId: id === 'a' ? '3f0e9c9e-7f0a-4b6e-9a8e-6c6d1f1b2a3c' : null,
          alt: ' ',
        })),
      }),
      ['stop: У картинки проекта нужно описание для тех, кто её не видит'],
    ],
    ['of no budget', poll({ kind: 'budget-vote' }), ['stop: Здесь нужен вопрос с проектами и общей суммой']],
  ])('%s', (_, given, notes) => {
    expect(said(given)).toEqual(notes);
  });

  test('may be asked in secret', () => {
    expect(said({ ...budget({}, [6e6, 5e6, 4e6]), kind: 'vote' })).toEqual([]);
  });
});

describe('what stops', () => {
  test.each<[string, PollFields, string]>([
    ['no questions', poll({ questions: [] }), 'Нет ни одного вопроса'],
    ['no terms', poll({ opensAt: null }), 'Назовите начало и конец'],
    ['too short a time', poll({ closesAt: '2026-12-02T04:00:00Z' }), 'Опрос идёт не меньше 3\u00a0дней'],
    ['no matter', poll({ matter: '' }), 'Скажите, что решаем: это читают первым'],
    ['no outcome', poll({ outcome: '' }), 'Скажите, обязателен ли итог и для кого'],
    ['no afterwards', poll({ resultBy: null }), 'Скажите, что будет потом и к какому дню итог'],
    ['a result before the end', poll({ resultBy: '2026-12-10' }), 'Итог обещан раньше, чем опрос закончится'],
    ['one option', one({ options: options.slice(1) }), 'Нужно хотя бы два варианта'],
    ['options alike', one({ options: [options[0], { id: 'b', title: ' титова' }] }), 'Варианты повторяются'],
    [
      'codes alike',
      one({ options: [options[0], { id: 'a', title: 'Суворова' }] }),
      'Коды вариантов повторяются',
    ],
    ['a matrix without lines', one({ kind: 'matrix' }), 'В таблице нет строк'],
    [
      'a photo without a picture',
      one({ kind: 'photo' }),
      'У каждого варианта нужна картинка и её описание для тех, кто не видит',
    ],
    [
      'more to choose than there is',
      one({ kind: 'multi', least: 3, most: 2 }),
      'Просим выбрать больше, чем есть вариантов',
    ],
    [
      'a condition on nothing',
      one({ showIf: [{ questionId: 'q0', anyOf: ['a'] }] }),
      'Условие смотрит на вопрос, которого выше нет',
    ],
    [
      'two questions in a choice',
      poll({ kind: 'single-choice', questions: [...good.questions, { ...good.questions[0], id: 'q2' }] }),
      'Здесь один вопрос с одним выбором',
    ],
    ['a rating without a scale', poll({ kind: 'rating' }), 'В оценке нужен вопрос со шкалой или таблицей'],
    ['weights by nothing', poll({ isWeighted: true }), 'Взвешивать не по чему: спросите район или возраст'],
    [
      'a quota of what is not asked',
      poll({ quotas: [{ side: 'age', group: '60', most: 5 }] }),
      'Квота на то, о чём не спрашивают',
    ],
    [
      'words of one’s own in a secret vote',
      poll({ kind: 'vote', questions: [{ ...good.questions[0], kind: 'text', options: [] }] }),
      'В тайном голосовании нет ответов своими словами и точек на карте: по ним узнают человека',
    ],
    [
      'a place in a secret vote',
      poll({ kind: 'vote', questions: [{ ...good.questions[0], kind: 'point', options: [] }] }),
      'В тайном голосовании нет ответов своими словами и точек на карте: по ним узнают человека',
    ],
    [
      'a ballot that would not fit its envelope',
      poll({
        kind: 'vote',
        questions: Array.from({ length: 60 }, (_, at) => ({
          id: `q${at}`,
          kind: 'multi',
          title: `Вопрос ${at}`,
          options: Array.from({ length: 50 }, (_, to) => ({ id: `option-${to}`, title: `Вариант ${to}` })),
        })),
      }),
      'Бюллетень слишком длинный: оставьте меньше вопросов, вариантов или строк',
    ],
    [
      'a quota in a secret vote',
      poll({
        kind: 'vote',
        asks: { district: false, age: true },
        quotas: [{ side: 'age', group: '60', most: 5 }],
      }),
      'В тайном голосовании нет квот: чей бюллетень, не знает никто',
    ],
    [
      'weights in a secret vote',
      poll({ kind: 'vote', asks: { district: false, age: true }, isWeighted: true }),
      'Тайное голосование не взвешивают: голоса равны',
    ],
  ])('%s', (_, given, words) => {
    const stops = stopsOf(notePoll(given, { leastDays: 3 })).map((note) => note.words);
    expect(stops).toContain(words);
  });

  test('conditions: on a choice there is not, on a question of words', () => {
    const asked = (second: object, first: object = {}) =>
      poll({
        questions: [
          { ...good.questions[0], ...first },
          { ...good.questions[0], id: 'q2', ...second },
        ],
      });
    expect(said(asked({ showIf: [{ questionId: 'q1', anyOf: ['x'] }] }))).toEqual([
      'stop: Условие смотрит на вариант, которого нет',
    ]);
    expect(
      said(
        asked(
          { showIf: [{ questionId: 'q1', anyOf: ['a'] }] },
          { kind: 'text', options: [], isRequired: false },
        ),
      ),
    ).toEqual(['stop: Условие смотрит на вопрос, в котором ничего не выбирают']);
    expect(said(asked({ showIf: [{ questionId: 'q1', anyOf: ['a'] }] }))).toEqual([]);
  });
});

describe('what spoils answers', () => {
  test.each<[string, object, string]>([
    [
      'leading',
      { title: 'Согласны ли вы, что двор пора обновить?' },
      '«Согласны ли» подталкивает к ответу: спросите нейтрально',
    ],
    [
      'two in one',
      { title: 'Довольны ли вы чистотой и освещением двора?' },
      'Похоже на два вопроса в одном: разделите их',
    ],
    ['two question marks', { title: 'Где? Когда?' }, 'Похоже на два вопроса в одном: разделите их'],
    ['no way out', { hasUnsure: false }, 'Нет «затрудняюсь ответить»: кто не знает, выберет наугад'],
    [
      'twice no',
      { title: 'Вы не против того, чтобы не строить парковку?' },
      'Двойное отрицание: на него отвечают наугад',
    ],
    [
      'a scale without ends',
      { kind: 'scale', options: [] },
      'Назовите края шкалы: иначе каждый поймёт её по-своему',
    ],
    ['words required', { kind: 'text', options: [] }, 'Писать обязательно: многие бросят опрос здесь'],
    [
      'an order that helps the first',
      { options: 'abcdef'.split('').map((id) => ({ id, title: `Двор ${id}` })) },
      'Вариантов много, а порядок один: первые выберут чаще. Включите случайный порядок',
    ],
    [
      'too long',
      { title: `${'Очень '.repeat(25)}длинный вопрос?` },
      'Длинный вопрос: с телефона его не дочитают',
    ],
  ])('%s', (_, given, words) => {
    expect(said(one(given))).toEqual([`warn: ${words}`]);
  });

  test('«другое» is a way out, and «почему» is one question', () => {
    expect(said(one({ hasUnsure: false, options: [...options, { id: 'c', title: 'Другое' }] }))).toEqual([]);
    expect(said(one({ title: 'Почему вы выбрали этот двор?' }))).toEqual([]);
  });

  test('length is told in minutes', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      ...good.questions[0],
      id: `q${at}`,
      title: `${'Подробный '.repeat(10)}вопрос?`,
    }));
    const long = poll({ questions: many });
    expect(secondsOf(long.questions)).toBeGreaterThan(300);
    expect(said(long)[0]).toMatch(/^warn: Около \d+\sминут/u);
  });
});
