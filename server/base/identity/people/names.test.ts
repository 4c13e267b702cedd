import { describe, expect, it } from 'vitest';
import { joinFullName, shortenName } from './names.ts';

describe('short form of a name', () => {
  it.each([
    ['Петров', 'Пётр', 'Петрович', 'Петров П.П.'],
    ['Юнусова', 'Алия', '', 'Юнусова А.'],
    ['Римская-Корсакова', 'Анна-Мария', 'Львовна', 'Римская-Корсакова А.-М.Л.'],
    ['ван дер Берг', 'ян', '', 'ван дер Берг Я.'],
    ['Ким', '', '', 'Ким'],
    ['Смайлов', '😀', '', 'Смайлов 😀.'],
  ])('%s %s %s is %s', (surname, given_name, patronymic, short) =>
    expect(shortenName({ surname, given_name, patronymic })).toBe(short),
  );

  it('the full form leaves out what is missing', () =>
    expect(joinFullName({ surname: 'Ким', given_name: 'Ан', patronymic: '' })).toBe('Ким Ан'));
});
