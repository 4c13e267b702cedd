import { describe, expect, test } from 'vitest';
import { splitWide } from './wide-table.ts';

const draw = (columns: number, word: string, names = 1) =>
  splitWide(
    {
      caption: 'Дни',
      head: ['Район', ...Array.from({ length: columns }, (_, at) => `${word}${at}`)],
      rows: [['Южный', ...Array.from({ length: columns }, (_, at) => String(at))]],
      widths: [30, ...Array.from({ length: columns }, () => 10)],
      figures: Array.from({ length: columns }, (_, at) => at + 1),
      hasTotal: true,
    },
    names,
  );

describe('a table on a landscape sheet', () => {
  test('is one where its words fit', () => {
    const [table, ...others] = draw(10, 'столбец');
    expect(others).toEqual([]);
    expect(table).toMatchObject({ caption: 'Дни', hasTotal: true });
    expect(table!.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100);
  });

  test('goes in even parts where they do not, each with the first column and its own figures', () => {
    const parts = draw(15, 'зарегистрировано-в-перепискезарегистрировано');
    expect(parts.map(({ caption }) => caption)).toEqual([
      'Дни, часть 1 из 3',
      'Дни, часть 2 из 3',
      'Дни, часть 3 из 3',
    ]);
    expect(parts.map(({ head }) => head.length)).toEqual([6, 6, 6]);
    expect(parts[1]!.head.slice(0, 2)).toEqual(['Район', 'зарегистрировано-в-перепискезарегистрировано5']);
    expect(parts[1]!.rows).toEqual([['Южный', '5', '6', '7', '8', '9']]);
    expect(parts[2]!.figures).toEqual([1, 2, 3, 4, 5]);
  });

  test('repeats all the columns that name its rows', () => {
    const parts = draw(16, 'перепискезарегистрировано', 2);
    expect(parts.map(({ head }) => head[1])).toEqual(parts.map(() => 'перепискезарегистрировано0'));
    expect(parts.flatMap(({ rows }) => rows[0]!.slice(2))).toEqual(
      Array.from({ length: 15 }, (_, at) => String(at + 1)),
    );
  });

  test('of one column is one', () => {
    expect(draw(0, '')).toHaveLength(1);
  });
});
