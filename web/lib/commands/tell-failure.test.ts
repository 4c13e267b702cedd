import { describe, expect, it } from 'vitest';
import { someFieldsWrong } from '../../../shared/text/words.ts';
import { ApiProblem, readProblem } from '../api-problem.ts';
import { toasts } from '../toast.ts';
import {
  failureWords,
  isToldByFields,
  isWorthRetrying,
  tellFailure,
  waitWords,
  wordsOfFields,
} from './tell-failure.ts';

const problem = (code: ConstructorParameters<typeof ApiProblem>[0], more: object = {}) =>
  new ApiProblem(code, 'Не вышло.', more);

describe('a failure in words', () => {
  it.each([
    ['a refusal', problem('lib.conflict', { status: 409 }), 'Не вышло.'],
    ['a lost network', problem('offline'), 'Не вышло. Введённое на месте.'],
    ['a silent server', problem('timeout'), 'Не вышло. Введённое на месте.'],
    [
      'too many requests',
      problem('lib.too-many-requests', { status: 429, retryAfter: 40 }),
      'Не вышло. Повторить можно через 40 секунд.',
    ],
    ['too many, nobody knows how long', problem('lib.too-many-requests', { status: 429 }), 'Не вышло.'],
    [
      'our fault',
      problem('lib.internal', { status: 500, requestId: 'r-7' }),
      'Не вышло. Номер запроса: r-7.',
    ],
  ])('%s', (_, given, words) => {
    expect(failureWords(given).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it.each([
    [1, '1 секунду'],
    [3, '3 секунды'],
    [59, '59 секунд'],
    [60, '1 минуту'],
    [61, '2 минуты'],
  ])('%d s of waiting are «%s»', (seconds, words) => {
    expect(waitWords(seconds).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('tells each field once, and not what the sentence says already', () => {
    const given = problem('lib.bad-input', { fields: { a: 'Пусто', b: 'Пусто', c: 'Не вышло.' } });
    expect(wordsOfFields(given)).toEqual(['Пусто']);
  });

  it.each([
    ['the general sentence', someFieldsWrong, { code: 'Слишком коротко' }, true],
    ['the same words', 'День прошёл', { day: 'День прошёл' }, true],
    ['a sentence of its own', 'Место вне города. Выберите другое.', { place: 'Место вне города' }, false],
    ['no field', someFieldsWrong, {}, false],
  ])('%s is told by the fields or not', (_, message, fields, isTold) => {
    expect(isToldByFields({ message, fields })).toBe(isTold);
  });

  it('reads how long to wait out of the head of the answer', () => {
    const body = JSON.stringify({ code: 'lib.too-many-requests', detail: 'Подождите.' });
    expect(readProblem(429, body, (name) => (name === 'retry-after' ? '12' : null)).retryAfter).toBe(12);
    expect(readProblem(429, body).retryAfter).toBe(0);
  });
});

describe('a failure that no form shows', () => {
  const told = (given: ApiProblem) => {
    toasts.set([]);
    tellFailure(given, { retry: () => {} });
    return toasts.get().map(({ text, tone, retry }) => ({ text, tone, mayRetry: retry !== undefined }));
  };

  it('comes up at the foot of the page, with its fields', () => {
    const given = problem('lib.bad-input', { status: 400, fields: { day: 'День прошёл' } });
    expect(told(given)).toEqual([{ text: 'Не вышло. День прошёл', tone: 'problem', mayRetry: false }]);
  });

  it.each([
    ['offline', 0, true],
    ['timeout', 0, true],
    ['lib.unavailable', 503, true],
    ['lib.too-many-requests', 429, true],
    ['lib.forbidden', 403, false],
    ['lib.changed-meanwhile', 409, false],
  ] as const)('%s may be sent again: %s %s', (code, status, mayRetry) => {
    const given = problem(code, { status });
    expect(isWorthRetrying(given)).toBe(mayRetry);
    expect(told(given)[0]!.mayRetry).toBe(mayRetry);
  });

  it('is not told when the person themselves broke it off', () => {
    expect(told(problem('aborted'))).toEqual([]);
  });
});
