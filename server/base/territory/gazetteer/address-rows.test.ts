import { describe, expect, test } from 'vitest';
import { judgeAddresses, readStreet } from './address-rows.ts';

const table = (headers: string[], ...lines: string[][]) => ({
  filename: 'адреса.csv',
  headers,
  rows: lines.map((cells, at) => ({
    row: at + 2,
    values: Object.fromEntries(headers.map((header, i) => [header, cells[i] ?? ''])),
  })),
});
const all = ['Населённый пункт', 'Улица', 'Дом', 'Широта', 'Долгота'];
const judge = (...lines: string[][]) => judgeAddresses(table(all, ...lines), ({ lat }) => lat < 60);

test.each([
  ['ул. Ясная', { type: 'улица', name: 'Ясная' }],
  ['пер.Тихий', { type: 'переулок', name: 'Тихий' }],
  ['Ясный проезд', { type: 'проезд', name: 'Ясный' }],
  ['Ясная', { type: 'улица', name: 'Ясная' }],
  ['набережная реки Ясной', { type: 'набережная', name: 'реки Ясной' }],
  ['ул.', null],
  ['', null],
])('a street as people write it: %s', (words, read) => expect(readStreet(words)).toEqual(read));

describe('a list of addresses', () => {
  test('makes streets of its rows, one for all spellings; a house may have no point, a street no houses', () => {
    const { streets, refused } = judge(
      ['', 'ул. Ясная', '1', '55,5', '60.25'],
      ['', 'улица Ясная', '2а', '', ''],
      ['с. Дальнее', 'ул. Ясная', '1', '', ''],
      ['', 'пер. Тихий', '', '', ''],
    );
    expect(refused).toEqual([]);
    expect(streets).toMatchObject([
      {
        type: 'улица',
        name: 'Ясная',
        settlement: null,
        houses: [
          { number: '1', point: { lat: 55.5, lon: 60.25 } },
          { number: '2а', point: null },
        ],
      },
      { settlement: 'с. Дальнее', houses: [{ number: '1' }] },
      { type: 'переулок', houses: [] },
    ]);
  });

  test('tells every fault of a row; it holds up no other', () => {
    const { streets, refused } = judge(
      ['', '', '1', '', ''],
      ['', 'ул. Ясная', 'б/н', '', ''],
      ['', 'ул. Ясная', '1', '55,5', ''],
      ['', 'ул. Ясная', '1', '61', '55'],
      ['', 'ул. Ясная', '1', '', ''],
      ['', 'ул. Ясная', 'д. 1', '', ''],
    );
    expect(refused.map(({ row, faults }) => [row, faults[0]])).toEqual([
      [2, 'не названа улица'],
      [3, 'номер дома «б/н» не читается'],
      [4, 'широта и долгота — два числа вида 55,1234'],
      [5, 'точка вне границы города: не перепутаны ли широта и долгота'],
      [7, 'тот же дом в строке 6'],
    ]);
    expect(streets).toMatchObject([{ name: 'Ясная', houses: [{ number: '1' }] }]);
  });

  test('a table without its columns is refused by their names', () => {
    expect(() => judgeAddresses(table(['Улица'], ['ул. Ясная']), () => true)).toThrow('нет столбцов: «Дом»');
  });
});
