import { describe, expect, test } from 'vitest';
import { namesPlace } from '../likeness/answer-signs.ts';
import { checkAnswer } from './answer-checks.ts';

const good =
  'Здравствуйте! Яму у дома 14 на улице Титова заделали литым асфальтом 25.11.2026, площадь 4 м². Шов проверим 1 декабря. Отвечает мастер МБУ «Дороги», тел. 39-62-10.';

const unmeasured = {
  likeness: null,
  likenessNumber: null,
  templateShare: null,
  ownFacts: 0,
  templateTitle: null,
};

const failed = (body: string, more: object = {}) =>
  checkAnswer({
    body,
    outcome: 'solved',
    number: '2026-11-0412',
    address: 'ул. Титова, 14',
    question: 'Яма на Титова у дома 14. Когда заделаете?',
    topic: 'Яма на дороге',
    hasPhotoAfter: true,
    ...unmeasured,
    ...more,
  })
    .filter(({ ok }) => !ok)
    .map(({ id }) => id);

test('a full answer lacks nothing', () => {
  expect(failed(good)).toEqual([]);
});

test('a brush-off lacks nearly everything', () => {
  expect(
    failed('Информация принята к сведению, меры будут приняты в установленном порядке.', {
      hasPhotoAfter: false,
    }),
  ).toEqual([
    'greeting',
    'questions',
    'done',
    'date',
    'responsible',
    'place',
    'fact',
    'empty',
    'length',
    'photo',
  ]);
});

describe('what was done', () => {
  test.each([
    'вывезли контейнеры',
    'светильник заменён',
    'снег убран',
    'лёд сколот и вывезен',
    'течь устранена',
  ])('«%s» is a deed', (text) => {
    expect(failed(`${good.replace('заделали', '')} ${text}`)).not.toContain('done');
  });
  test.each([
    'меры будут приняты',
    'рассмотрим вопрос',
    'вывезем позже',
    'работы на контроле',
    'яма будет заделана',
  ])('«%s» is not', (text) => {
    expect(failed(`Здравствуйте! По улице Титова 25.11.2026 ${text}.`)).toContain('done');
  });
});

describe('dates', () => {
  test.each(['01.12.2026', '1.12', 'до 5 декабря', '15 мая'])('«%s» is a date', (text) => {
    expect(failed(`Сделали ${text}`)).not.toContain('date');
  });
  test.each(['дом 14.5', 'в 2026 году', '8.15.99.1', 'в декабре'])('«%s» is not', (text) => {
    expect(failed(`Сделали ${text}`)).toContain('date');
  });
});

describe('place', () => {
  test('the number, or the street in any case of its name', () => {
    expect(failed(`${good.replace('Титова', 'Титовой')}`)).not.toContain('place');
    expect(failed(`${good.replaceAll('Титова', 'этой')} № 2026-11-0412`)).not.toContain('place');
    expect(failed(good.replaceAll('Титова', 'Ленина'))).toContain('place');
    expect(failed(good, { address: null, question: 'Когда заделают яму?' })).toContain('place');
  });
  test.each([
    ['По улице Сумской яму заделали', 'пер. Г. Курска', 'Яма на ул. Сумская, 5', true],
    ['На Московском шоссе яму заделали', null, 'Московское шоссе разбито', true],
    ['По улице Сумской яму заделали', 'ул. Титова, 14', 'Яма у нас во дворе', false],
    ['По улице Ленина яму заделали', 'ул. Титова, 14', 'Яма на ул. Сумская, 5', false],
    ['Яму заделали', 'ул. Титова, 14', 'Яма на ул. Сумская, 5', false],
  ] as const)(
    'a wrong place of the case fails no answer about the right one: %s, %s',
    (body, address, question, ok) => {
      expect(namesPlace({ body, address, question, number: '2026-11-0412' })).toBe(ok);
    },
  );
});

test('likeness from 0.8 is named with the answer it repeats, or the template it was taken from', () => {
  const check = (measured: object) =>
    checkAnswer({
      body: good,
      outcome: 'explained',
      number: '',
      address: null,
      question: '',
      topic: '',
      hasPhotoAfter: false,
      ...unmeasured,
      ...measured,
    });
  const likeness = (measured: object) => check(measured).find(({ id }) => id === 'likeness');
  const likenessNumber = '2026-10-0377';
  expect(likeness({ likeness: 0.79, likenessNumber })).toMatchObject({ ok: true, hint: null });
  expect(likeness({ likeness: 0.87, likenessNumber })?.hint).toBe(
    'Похоже на отписку — 0,87: слова ответа по делу № 2026-10-0377, своей даты или числа нет. Напишите, что сделано здесь',
  );
  expect(likeness({ likeness: 0.87, likenessNumber, ownFacts: 2 })?.hint).toBe(
    'Похоже на прежнее — 0,87: слова ответа по делу № 2026-10-0377, свои только даты и числа. Добавьте, что сделано здесь',
  );
  expect(likeness({ templateShare: 0.9, templateTitle: 'Сделано' })?.hint).toBe(
    'Похоже на отписку — 0,90: 90 % слов — из шаблона «Сделано», своей даты или числа нет. Напишите, что сделано здесь',
  );
  expect(check({}).map(({ id }) => id)).not.toContain('photo');
});

describe('questions', () => {
  const left = (question: string, body: string) =>
    checkAnswer({
      body,
      outcome: 'explained',
      number: '',
      address: null,
      question,
      topic: '',
      hasPhotoAfter: false,
      ...unmeasured,
    })
      .find(({ id }) => id === 'questions')!
      .marks.map(({ from, to }) => question.slice(from, to));
  test('of two of one kind each wants a sentence about its own subject', () => {
    const question = 'Когда починят лифт? Когда покрасят подъезд?';
    expect(left(question, 'Лифт починим 5 декабря.')).toEqual(['Когда покрасят подъезд?']);
    expect(left(question, 'Лифт починим 5 декабря. Подъезд покрасим до 10 мая.')).toEqual([]);
  });
  test('a date that only repeats when the message came answers nothing', () => {
    expect(left('Когда уберут мусор?', 'Вы написали 24.11.2026. Мусор — не наш вопрос.')).toHaveLength(1);
  });
  test('a request to explain asks too; a rhetorical question does not', () => {
    expect(left('Прошу сообщить, почему нет воды', 'Здравствуйте! Спасибо.')).toHaveLength(1);
    expect(left('Сколько можно терпеть? Вам не стыдно?', 'Здравствуйте!')).toEqual([]);
    expect(left('Когда идёт дождь, двор затапливает. Ул. Титова, д. 14.', 'Здравствуйте!')).toEqual([]);
  });
});
