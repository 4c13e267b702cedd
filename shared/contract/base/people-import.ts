import { z } from 'zod';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { refusedRow } from './list-rows.ts';

/** A list of people from a spreadsheet: looked at row by row, then made, each with a one-time link for a password. */

const listed = z.object({
  row: z.number(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.string()),
  unit: z.string(),
  /** Shown once, for who is handed it in person; null before the list is written. */
  link: z.string().nullable(),
  expiresAt: instant.nullable(),
});
export type ListedPerson = z.output<typeof listed>;

export const importPeople = defineRoute({
  id: 'identity.import-people',
  method: 'POST',
  path: '/api/people/import',
  access: { permission: 'identity.manage' },
  summary: 'Сотрудники списком: проверить таблицу, а с write=yes завести их и выдать ссылки для пароля',
  query: z.object({ write: z.enum(['yes']).optional() }),
  upload: true,
  reply: z.object({
    isWritten: z.boolean(),
    rows: z.number(),
    /** Who is made, or would be. */
    people: z.array(listed),
    refused: z.array(refusedRow),
  }),
});
