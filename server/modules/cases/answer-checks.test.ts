import { describe, expect, test } from 'vitest';
import { checkAnswer } from './answer-checks.ts';

const good =
  'Здравствуйте! Яму у дома 14 на улице Титова заделали литым асфальтом 25.11.2026, площадь 4 м². Шов проверим 1 декабря. Если просядет, ответьте на это сообщение.';

const failed = (body: string, more: object = {}) =>
  checkAnswer({
    body,
    outcome: 'solved',
    number: '2026-11-0412',
    address: 'ул. Титова, 14',
    hasPhotoAfter: true,
    likeness: null,
    likenessNumber: null,
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
  ).toEqual(['greeting', 'done', 'date', 'place', 'length', 'photo']);
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
    expect(failed(good, { address: null })).toContain('place');
  });
});

test('likeness from 0.8 is named with the answer it repeats', () => {
  const check = (likeness: number) =>
    checkAnswer({
      ...{ body: good, outcome: 'explained', number: '', address: null, hasPhotoAfter: false },
      likeness,
      likenessNumber: '2026-10-0377',
    });
  expect(check(0.79).find(({ id }) => id === 'likeness')).toMatchObject({ ok: true, hint: null });
  expect(check(0.83).find(({ id }) => id === 'likeness')?.hint).toBe(
    'Похоже на отписку — 0,83: почти как ответ № 2026-10-0377',
  );
  expect(check(0.5).map(({ id }) => id)).not.toContain('photo');
});
