import { describe, expect, test } from 'vitest';
import { guessMapping, readStage, stageOf, stageTitle } from './pack.ts';
import { compareRow, readRows } from './rows.ts';

describe('the table of ПОС', () => {
  test('columns are guessed by their names, each once', () => {
    expect(guessMapping(['№', 'Дата создания', 'Состояние', 'Срок', 'Текст', 'Ответ', 'Лишнее'])).toEqual({
      externalId: '№',
      receivedAt: 'Дата создания',
      status: 'Состояние',
      dueOn: 'Срок',
      text: 'Текст',
      answer: 'Ответ',
    });
  });

  test.each([
    ['В работе', 'work'],
    ['ответ предоставлен', 'answered'],
    ['Закрыто', 'closed'],
    ['Загадочное', null],
  ])('state «%s» is %s', (word, stage) => expect(readStage(word)).toBe(stage));

  test.each([
    ['moderation', 'new'],
    ['rework', 'work'],
    ['answered', 'answered'],
    ['closed_no_reply', 'closed'],
    ['rejected', 'rejected'],
  ])('our «%s» is %s', (status, stage) => expect(stageOf(status)).toBe(stage));
});

describe('rows', () => {
  const mapping = {
    externalId: 'Номер',
    status: 'Статус',
    dueOn: 'Срок',
    answer: 'Ответ',
    receivedAt: 'Дата',
  };
  const row = (cells: Record<string, string>, at = 2) => ({ row_no: at, cells });

  test('without a number, with a number twice and with a date that is none are told of', () => {
    const { rows, bad } = readRows(
      [
        row({ Номер: '', Статус: 'Новое' }, 2),
        row({ Номер: '1', Статус: 'Новое', Срок: '01.12.2026' }, 3),
        row({ Номер: '1', Статус: 'Новое' }, 4),
        row({ Номер: '2', Статус: 'Новое', Срок: '31.02.2026' }, 5),
        row({ Номер: '3', Статус: 'Загадочное' }, 6),
      ],
      mapping,
    );
    expect(rows.map(({ externalId, dueOn }) => [externalId, dueOn])).toEqual([['1', '2026-12-01']]);
    expect(bad).toEqual([
      { row: 2, reason: 'Нет номера сообщения' },
      { row: 4, reason: 'Номер 1 уже был в строке 3' },
      { row: 5, reason: 'Срок «31.02.2026» не дата' },
      { row: 6, reason: 'Статус «Загадочное» незнаком: допишите его в набор столбцов ПОС' },
    ]);
  });

  const theirs = {
    row: 2,
    externalId: '1',
    stage: 'work' as const,
    dueOn: '2026-12-01',
    answer: null,
    text: null,
    receivedOn: null,
    receivedAt: null,
    address: null,
    theme: null,
  };
  const ours = { stage: 'work' as const, dueOn: '2026-12-01', answer: null };
  test.each([
    ['nothing', {}, {}, []],
    ['state', { stage: 'closed' as const }, {}, [['status', 'В работе', 'Закрыто']]],
    ['term', { dueOn: '2026-12-05' }, {}, [['term', '01.12.2026', '05.12.2026']]],
    ['answer there', { answer: 'Убрали.' }, {}, [['answer', null, 'Убрали.']]],
    ['answer alike but for spaces', { answer: 'Убрали  снег.' }, { answer: 'Убрали снег. ' }, []],
    ['answer here alone is not theirs to say', {}, { answer: 'Убрали.' }, []],
    ['a term the table does not name', { dueOn: null }, {}, []],
  ])('%s', (_, more, own, expected) => {
    const found = compareRow({ ...theirs, ...more }, { ...ours, ...own });
    expect(found.map(({ kind, ours: left, theirs: right }) => [kind, left, right])).toEqual(expected);
  });

  test('every stage has its title', () => expect(stageTitle('answered')).toBe('Ответ дан'));
});
