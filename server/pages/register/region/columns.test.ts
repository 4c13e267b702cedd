import { describe, expect, it, test } from 'vitest';
import { findRegionColumn } from './columns.ts';
import { readRegionRows } from './read-rows.ts';

describe('columns', () => {
  test.each([
    ['design', 'оформление (%)'],
    ['connected', 'подключение к компоненту Госпаблики'],
    ['link', 'Ссылка на страницу'],
    ['body', ' Организация '],
    ['followers', 'Число подписчиков'],
    ['followers', 'Количество подписчиков'],
  ] as const)('%s is found as «%s»', (field, header) =>
    expect(findRegionColumn(['x', header], field)).toBe(header),
  );

  it('one that is not there says nothing, an empty cell says empty', () => {
    const [row] = readRegionRows({
      filename: 'a.csv',
      headers: ['Организация', 'Ссылка'],
      rows: [{ row: 2, values: { Организация: ' Школа ', Ссылка: '' } }],
    });
    expect(row!.values).toMatchObject({ body: 'Школа', link: '', ogrn: null });
  });
  it('a table that names no organisations is none', () =>
    expect(() => readRegionRows({ filename: 'a.csv', headers: ['Ссылка'], rows: [] })).toThrow(
      /Наименование/u,
    ));
});
