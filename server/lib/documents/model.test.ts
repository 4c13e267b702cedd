import { expect, test } from 'vitest';
import { attachmentLines, countLines, keepTogether } from './model.ts';

test.each([
  ['Ответственный: Ким А.А. Срок', 'Ответственный: Ким\u00a0А.А. Срок'],
  ['Докладывает Иванова-Пробная А.', 'Докладывает Иванова-Пробная\u00a0А.'],
  ['заседания № 10', 'заседания №\u00a010'],
  ['от 02.05.2006 № 59-ФЗ', 'от 02.05.2006 № 59\u2011ФЗ'],
  ['59-ФЗА и 5-6', '59-ФЗА и 5-6'],
  ['О ремонте. Акт приложен', 'О ремонте. Акт приложен'],
  ['Управление А. и Б', 'Управление\u00a0А. и Б'],
])('«%s» does not part at the end of a line', (text, kept) => {
  expect(keepTogether(text)).toBe(kept);
});

test('a table is as long as its longest cells', () => {
  const table = {
    kind: 'table',
    caption: '',
    head: [],
    widths: [50, 50],
    figures: [],
    hasTotal: false,
  } as const;
  expect(
    countLines({
      ...table,
      rows: [
        ['а', 'б'],
        ['я'.repeat(90), ''],
      ],
    }),
  ).toBe(4);
});

test.each([
  [[], []],
  [['акт на 1 л.'], ['акт на 1 л.']],
  [
    ['акт на 1 л.', 'фото на 2 л.'],
    ['1. акт на 1 л.', '2. фото на 2 л.'],
  ],
])('what is attached is numbered where there are several: %j', (attachments, lines) => {
  expect(attachmentLines({ attachments })).toEqual(lines);
});
