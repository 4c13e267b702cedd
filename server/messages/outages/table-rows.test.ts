import { expect, test } from 'vitest';
import { outagePack } from './pack.ts';
import { actOf, dropRepeats, guessColumns, missingColumns, type TableOutage } from './table-rows.ts';

const rules = outagePack.on('2026-11-29');

test.each([
  [
    ['№', 'Ресурс', 'Адрес', 'Начало', 'Срок'],
    { resource: 'Ресурс', address: 'Адрес', begins: 'Начало', until: 'Срок' },
    [],
  ],
  [
    ['Номер заявки', 'Услуга', 'Улица', 'Дома', 'Дата и время начала:', 'Дата и  время окончания'],
    {
      key: 'Номер заявки',
      resource: 'Услуга',
      address: 'Улица',
      houses: 'Дома',
      begins: 'Дата и время начала:',
      until: 'Дата и  время окончания',
    },
    [],
  ],
  [['Что-то', 'Ещё'], {}, ['Ресурс', 'Адрес', 'Начало']],
])('columns of %j', (headers, found, missing) => {
  const columns = guessColumns(headers, rules.columns);
  expect(columns).toEqual(found);
  expect(missingColumns(columns)).toEqual(missing);
});

const outage = (row: number, key: string, print = 'a'): TableOutage => ({
  row,
  key,
  print,
  resource: 'gas',
  block: 'energy',
  isPlanned: false,
  reason: '',
  repairer: '',
  beginsAt: new Date(0),
  until: null,
  endedAt: null,
  places: [],
});

test('the second row of one outage is refused and names the first', () => {
  const rows = [
    outage(2, 'a'),
    { row: 3, refused: 'Нет адреса' },
    outage(4, 'b'),
    outage(5, 'a'),
    outage(6, 'a'),
  ];
  expect(dropRepeats(rows).map((one) => ('refused' in one ? one.refused : one.row))).toEqual([
    2,
    'Нет адреса',
    4,
    'То же отключение уже было в строке 2',
    'То же отключение уже было в строке 2',
  ]);
});

const stored = { source_key: 'a', source_print: 'a', until_at: null, ended_at: null, cancelled_at: null };
const at = new Date();
test.each([
  ['is not known yet', 'b', undefined, 'add'],
  ['says the same', 'a', stored, 'keep'],
  ['says the same of one that is over', 'a', { ...stored, ended_at: at }, 'keep'],
  ['says the same of one that was cancelled', 'a', { ...stored, cancelled_at: at }, 'keep'],
  ['says something else', 'b', stored, 'change'],
  [
    'says something else of one that is over',
    'b',
    { ...stored, ended_at: at },
    { refuse: expect.stringContaining('закончилось') },
  ],
  [
    'says something else of one that was cancelled',
    'b',
    { ...stored, cancelled_at: at },
    { refuse: expect.stringContaining('отменили') },
  ],
])('a row that %s', (_, print, before, act) => {
  expect(actOf(outage(2, 'a', print), before)).toEqual(act);
});
