import { describe, expect, it } from 'vitest';
import type { ImportProgress, ImportTable } from '../../../../shared/contract/messages/imports.ts';
import { describeFile, describeResult, describeRun, sampleColumn } from './import-words.ts';

const run = (changes: Partial<ImportProgress>): ImportProgress => ({
  id: '',
  filename: 'a.csv',
  format: 'csv',
  bytes: 10,
  state: 'making',
  source: 'a',
  channel: 'import',
  isOwnCity: true,
  isStrict: false,
  isCancelling: false,
  rowsRead: 0,
  accepted: 0,
  refused: 0,
  repeated: 0,
  warned: 0,
  error: null,
  createdAt: '',
  createdByName: '',
  startedAt: null,
  finishedAt: null,
  can: [],
  ...changes,
});

describe('words of an import', () => {
  it('say how far it is, and admit when nobody knows', () => {
    expect(describeRun(run({ state: 'reading', rowsRead: 1200 })).share).toBeNull();
    expect(describeRun(run({ rowsRead: 400, accepted: 90, repeated: 10 }))).toEqual({
      words: 'Создаём дела: 100 из 400',
      share: 0.25,
    });
    expect(describeRun(run({ rowsRead: 0 })).share).toBe(1);
  });

  it('say what came of it', () => {
    expect(describeResult(run({ state: 'done', rowsRead: 3, accepted: 2 }))).toMatch(/^Создано 2.дела$/);
    expect(describeResult(run({ state: 'done', rowsRead: 3, repeated: 3 }))).toBe('Новых дел нет');
    expect(describeResult(run({ state: 'done' }))).toBe('В таблице нет ни одной строки');
    expect(describeResult(run({ state: 'cancelled', accepted: 1 }))).toMatch(/^Остановлено: создано 1.дело$/);
  });

  it('name the file as a person would', () => {
    const table = {
      format: 'csv',
      encoding: 'windows-1251',
      delimiter: ';',
      sheet: null,
      headers: ['a'],
      bytes: 10,
    };
    expect(describeFile(table as unknown as ImportTable)).toMatch(
      /^CSV, кодировка 1251, разделитель — точка с запятой, 1.столбец, 10.Б$/,
    );
  });

  it('show different values of a column, empty ones passed over', () => {
    const preview = [['1', ''], ['2', 'яма'], ['3', 'яма'], null, ['4', 'снег']].map((values, row) => ({
      row,
      values,
      reason: null,
    }));
    expect(sampleColumn({ headers: ['id', 'text'], preview }, 'text')).toEqual(['яма', 'снег']);
    expect(sampleColumn({ headers: ['id', 'text'], preview }, 'нет')).toEqual([]);
  });
});
