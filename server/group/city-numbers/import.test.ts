import { describe, expect, it } from 'vitest';
import { findColumns, readNumberRows } from './import.ts';

describe('columns', () => {
  it.each([
    [['Вид документа', 'Номер в «Отклике»', 'Номер СЭД', 'Дата регистрации в СЭД', 'Ключ']],
    [['вид', 'наш номер', 'рег. №', 'дата регистрации', 'id']],
    [[' Вид ', 'Номер в "Отклике"', 'Регистрационный  номер', 'Дата рег.', 'КЛЮЧ']],
  ])('%j are found, in any order', (headers) => {
    const [kind, ownNumber, number, day, key] = headers;
    expect(findColumns(headers.toReversed())).toEqual({ kind, ownNumber, number, day, key });
  });

  it.each([
    [['Ключ', 'Номер СЭД'], '«Дата регистрации в СЭД»'],
    [['Ключ', 'Дата регистрации'], '«Номер СЭД»'],
    [['Номер СЭД', 'Дата регистрации'], '«Номер в «Отклике»»'],
    [['а'], '«Номер СЭД», «Дата регистрации в СЭД», «Номер в «Отклике»»'],
  ])('%j lack %s', (headers, lacking) =>
    expect(() => findColumns(headers)).toThrow(`В таблице нет столбцов: ${lacking}.`),
  );
  it('a key alone names the paper', () =>
    expect(findColumns(['Ключ', 'Номер СЭД', 'Дата регистрации']).ownNumber).toBeNull());
});

it('rows are read whatever the day is written like, and a guarded cell is what it was', () => {
  const read = (day: string, number = '44') =>
    readNumberRows(
      {
        filename: 'номера.csv',
        headers: ['Ключ', 'Номер СЭД', 'Дата регистрации'],
        rows: [{ row: 2, values: { Ключ: ' k ', 'Номер СЭД': number, 'Дата регистрации': day } }],
      },
      (instant) => instant.toISOString().slice(0, 10),
    )[0]!;
  expect(read('27.11.2026')).toEqual({
    row: 2,
    key: 'k',
    kind: '',
    ownNumber: '',
    number: '44',
    day: '2026-11-27',
  });
  expect(read('2026-11-27 10:30').day).toBe('2026-11-27');
  expect(read('2026-11-27T10:30:00Z').day).toBe('2026-11-27');
  expect(read('46353').day).toBe('2026-11-27');
  expect(read('').day).toBe('');
  expect(read('завтра').day).toBeNull();
  expect(read('27.11.2026', "'=44").number).toBe('=44');
});
