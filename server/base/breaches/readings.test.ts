import { describe, expect, test } from 'vitest';
import { personalReadings } from '../../../shared/text/journal/readings.ts';
import { describeAction } from '../../../shared/text/journal.ts';
import { tellReading } from './readings.ts';

describe('who saw what, out of the journal', () => {
  test('acts that are readings are acts the journal has words for, each once', () => {
    expect(personalReadings.filter((action) => describeAction(action) === 'Действие')).toEqual([]);
    expect(new Set(personalReadings).size).toBe(personalReadings.length);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ number: '2026-11-0412', reason: 'уточнить адрес' }, 'уточнить адрес'],
    [{ by: ['phone', 'email'] }, 'искали: телефон, почта'],
    [{ by: [] }, ''],
    [{ format: 'xlsx', count: 12 }, 'записей: 12; файл xlsx'],
    [{}, ''],
    [{ reason: 7, count: 'x' }, ''],
  ])('%o', (data, words) => {
    expect(tellReading(data)).toBe(words);
  });
});
