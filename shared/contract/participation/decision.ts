import { z } from 'zod';
import { personText } from '../messages/cases.ts';
import { isoDate } from '../paging.ts';

/** What the city decided on what it asked residents about, or why nothing is to be decided. */

const address = z
  .string()
  .trim()
  .max(500, 'Не длиннее 500 знаков')
  .regex(/^$|^https?:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/u, 'Адрес целиком, например https://example.ru/act.pdf')
  .default('');

export const decisionFields = {
  isNeeded: z.boolean().default(true),
  title: personText(300).min(3, 'Напишите, что решили'),
  words: personText(2000).default(''),
  actTitle: personText(200).default(''),
  actNumber: personText(60).default(''),
  actOn: isoDate.nullable().default(null),
  actUrl: address,
};
