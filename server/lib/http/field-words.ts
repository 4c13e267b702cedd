import { z } from 'zod';
import { counted } from '../../../shared/text/plural.ts';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const types: Record<string, string> = {
  string: 'Нужен текст',
  number: 'Нужно число',
  int: 'Нужно целое число',
  boolean: 'Нужно «да» или «нет»',
  array: 'Нужен список',
  date: 'Нужна дата',
};

const formats: Record<string, string> = {
  uuid: 'Такой записи нет',
  datetime: 'Дата и время записаны неверно',
  email: 'Адрес почты записан неверно',
  url: 'Адрес страницы записан неверно',
};

const signs = (count: number): string => counted(count, 'знака', 'знаков', 'знаков');
const things = (count: number): string => counted(count, 'значения', 'значений', 'значений');

function describeSize(issue: Issue, kind: 'too_big' | 'too_small'): string {
  const { origin, maximum, minimum } = issue as { origin: string; maximum?: number; minimum?: number };
  const limit = Number(kind === 'too_big' ? maximum : minimum);
  const [long, many] = kind === 'too_big' ? ['Не длиннее', 'Не больше'] : ['Не короче', 'Не меньше'];
  if (origin === 'string')
    return kind === 'too_small' && limit === 1 ? 'Заполните поле' : `${long} ${signs(limit)}`;
  if (origin === 'array') return `${many} ${things(limit)}`;
  return `${many} ${limit.toLocaleString('ru')}`;
}

/** What is wrong with one input, in the words of a form, where the contract itself does not say. */
export function describeIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Заполните поле' : (types[issue.expected] ?? 'Неверное значение');
    case 'too_big':
    case 'too_small':
      return describeSize(issue, issue.code);
    case 'invalid_format':
      return formats[issue.format] ?? 'Записано неверно';
    case 'invalid_value':
      return 'Такого значения нет';
    case 'unrecognized_keys':
      return 'Лишнее поле';
    default:
      return 'Неверное значение';
  }
}

/** The library's own messages are English: a person must never read them. Holds for the whole process. */
export const speakRussian = (): void => void z.config({ localeError: describeIssue });
