import { describe, expect, test } from 'vitest';
import { readClaims, type Said } from '../../../base/promises/index.ts';
import { findClash } from './find-clash.ts';

const ON = '2026-11-24';

const said = (text: string, { on = ON, hour = '09:50', by = 'city' } = {}): Said => ({
  at: new Date(`${on}T${hour}:00+05:00`),
  on,
  by,
  claims: readClaims(text, on),
});

const clash = (first: string, second: string, later: Parameters<typeof said>[1] = {}) =>
  findClash(said(first), said(second, { hour: '11:20', by: 'housing', ...later }), { days: 10 });

describe('two official answers contradict each other', () => {
  test.each([
    ['Тепло дадим сегодня к 18:00.', 'Подача тепла планируется 26 ноября.', 'day', 2],
    ['Воду восстановим до 25 ноября', 'Устраним к 27.11.2026, приносим извинения', 'day', 2],
    ['Свет включат завтра.', 'Работы завершим в пятницу.', 'day', 2],
    ['Тепло будет сегодня к 18:00.', 'Тепло будет сегодня к 22:00.', 'hour', 4],
    ['Яму засыпали вчера вечером.', 'К работам ещё не приступали.', 'state', null],
    ['Авария устранена, вода подана.', 'Работы на сетях ещё продолжаются, бригада работает.', 'state', null],
    ['Ремонт двора запланирован на 2027 год.', 'Ремонт этого двора не запланирован.', 'plan', null],
    ['За двор отвечает управляющая компания.', 'Двор обслуживает Горсвет.', 'body', null],
    ['Это не в нашей компетенции.', 'Двор не относится к нашей зоне ответственности.', 'ours', null],
    ['Устраним до 25 ноября.', 'Устраним 27 ноября.', 'day', 2],
    ['Устраним 27 ноября.', 'Устраним до 25 ноября.', 'day', 2],
    ['До конца недели почистим.', 'Почистим к 2 декабря.', 'day', 8],
  ])('«%s» and «%s»: %s', (first, second, kind, apart) => {
    const found = clash(first, second);
    expect(found).toMatchObject({ clash: kind });
    if (apart !== null && kind !== 'day') expect(found?.apart).toBe(apart);
  });

  test.each([
    ['Яму засыпали вчера вечером.', 'К работам ещё не приступали.', 'сделано', 'не сделано'],
    [
      'Ремонт двора запланирован на 2027 год.',
      'Ремонт этого двора не запланирован.',
      'запланировано',
      'не запланировано',
    ],
    ['Это не в нашей компетенции.', 'Двор не относится к нашей зоне ответственности.', 'не наше', 'не наше'],
  ])('«%s» and «%s» are told as «%s» and «%s»', (one, other, first, second) => {
    expect(clash(one, other)).toMatchObject({ first, second });
  });

  test('it says what each of them says and where', () => {
    const first = 'Меняем насос. Тепло дадим сегодня к 18:00.';
    const second = 'Подача тепла планируется 26 ноября.';
    const found = clash(first, second);
    expect(found).toMatchObject({ first: '24.11.2026, 18:00', second: '26.11.2026', apart: 2 });
    expect(first.slice(found?.firstAt.from, found?.firstAt.to)).toBe('сегодня к 18:00');
    expect(second.slice(found?.secondAt.from, found?.secondAt.to)).toBe('26 ноября');
  });
});

describe('they do not', () => {
  test.each([
    ['the same day in other words', 'Тепло дадим завтра.', 'Подача тепла планируется 25 ноября.'],
    ['a day within what was said', 'Устраним до 30 ноября.', 'Бригада приедет и устранит 26 ноября.'],
    ['a day, and then a span that holds it', 'Устраним 26 ноября.', 'Устраним до 30 ноября.'],
    ['within the week', 'Почистим до конца недели.', 'Будет почищено 27 ноября.'],
    ['it is said that the day was moved', 'Дадим воду 25 ноября.', 'Срок перенесён: воду дадим 26 ноября.'],
    ['first going on, then done', 'Работы ведутся, бригада работает.', 'Авария устранена.'],
    ['it broke anew', 'Авария устранена.', 'Произошла новая авария, ведутся работы.'],
    ['a beginning and an end', 'Работы начнутся 25 ноября.', 'Работы завершим 28 ноября.'],
    ['the number of a paper', 'Устраним 26 ноября.', 'По заявке № 14 от 20.11.2026 устраним 26 ноября.'],
    ['hours of opening', 'Тепло будет к 18:00.', 'Пункт обогрева открыт с 8:00 до 20:00.'],
    ['not done yet is no done', 'После того как авария будет устранена, дадим воду.', 'Ведутся работы.'],
    ['a span', 'Воды не будет с 24 по 26 ноября.', 'Воду дадим 26 ноября.'],
    ['each names the same body', 'Обслуживает УК.', 'Обратитесь в управляющую компанию.'],
    ['one is not ours and names whose', 'Это не наша территория, передали в Горсвет.', 'Не наша зона.'],
    [
      'one body says it is its own',
      'Это наш двор, уберём.',
      'Двор не относится к нашей зоне ответственности.',
    ],
    ['the other body says it is its own', 'Это не в нашей компетенции.', 'Это наш двор, уберём.'],
    ['nothing of the kind', 'Спасибо за сигнал!', 'Проверим и вернёмся с ответом.'],
  ])('%s', (_why, first, second) => {
    expect(clash(first, second)).toBeNull();
  });

  test('ten days later', () => {
    expect(
      clash('Устраним 30 декабря.', 'Устраним 31 декабря.', { on: '2026-12-05', hour: '09:50' }),
    ).toBeNull();
  });

  test('once the first day has passed: that is a promise broken', () => {
    expect(clash('Устраним 25 ноября.', 'Устраним 30 ноября.', { on: '2026-11-27' })).toBeNull();
  });
});
