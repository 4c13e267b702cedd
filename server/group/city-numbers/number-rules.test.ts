import { describe, expect, it } from 'vitest';
import { keyOfNumber, readNumber, refuseDay } from './number-rules.ts';

describe('a number', () => {
  it.each([
    ['01-15/44', '01-15/44'],
    ['  № 01-15/44 ', '01-15/44'],
    ['№44', '44'],
    ['44', '44'],
    ['Р-12  от\u00a0главы', 'Р-12 от главы'],
    ['12.3(а)', '12.3(а)'],
    ['1\n2', '1 2'],
    ['12\\3_б№4', '12\\3_б№4'],
    [`1${'а'.repeat(59)}`, `1${'а'.repeat(59)}`],
  ])('%j is kept as %j', (text, number) => expect(readNumber(text)).toBe(number));

  it.each(['', '   ', '№', 'б/н', 'ожидается', '=1+1', '-5', '1;2', '1<b>', '12"', `1${'а'.repeat(60)}`])(
    '%j is none',
    (text) => expect(readNumber(text)).toBeNull(),
  );

  it('is one in capitals and without', () => {
    expect(keyOfNumber('01-15/44-П')).toBe(keyOfNumber('01-15/44-п'));
    expect(keyOfNumber('44')).not.toBe(keyOfNumber('45'));
  });
});

describe('the day of the registration', () => {
  const around = { paperDay: '2026-11-24', today: '2026-11-30' };
  it.each(['2026-11-24', '2026-11-27', '2026-11-30'])('may be %s', (day) =>
    expect(refuseDay(day, around)).toBeNull(),
  );
  it.each([
    ['2026-11-23', 'Раньше самого документа: он от 24.11.2026'],
    ['2026-12-01', '01.12.2026 ещё не наступило'],
  ])('%s: %s', (day, words) => expect(refuseDay(day, around)).toBe(words));
});
