import { z } from 'zod';
import { done, id, idParams } from '../base/person-fields.ts';
import { instant, isoDate, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';

/** The number the city's document system (СЭД) gives to a paper of the centre, kept beside our own; entered by hand or by a file. */

export const numberedKinds = ['protocol', 'extract', 'act', 'assignment', 'report'] as const;
export const numberedKind = z.enum(numberedKinds);
export type NumberedKind = z.infer<typeof numberedKind>;

export const cityNumber = z.object({
  number: z.string(),
  /** The day of the registration there. */
  day: isoDate,
  enteredBy: z.string(),
  enteredAt: instant,
  source: z.enum(['hand', 'file']),
});
export type CityNumber = z.infer<typeof cityNumber>;

export const numberedPaper = z.object({
  id: z.string(),
  kind: numberedKind,
  /** Ours: «11/2026», «П-12/2026», «ОГ-3/2026». */
  ownNumber: z.string(),
  /** The day of the paper. */
  day: isoDate,
  title: z.string(),
  /** Where it opens. */
  href: z.string(),
  cityNumber: cityNumber.nullable(),
  /** Of the record of the number; 0 while there is none. */
  version: z.number(),
});
export type NumberedPaper = z.infer<typeof numberedPaper>;

export const numberStates = ['waiting', 'numbered', 'all'] as const;
export const numberState = z.enum(numberStates);
export type NumberState = z.infer<typeof numberState>;

const filter = {
  state: numberState.default('waiting'),
  kind: numberedKind.optional(),
  /** Words of the title, our number or theirs. */
  q: z.string().trim().max(200).optional(),
};

const keep = { permission: 'city-numbers.keep' } as const;
const reason = z.string().trim().max(300, 'Не длиннее 300 знаков');

export const listPapers = defineRoute({
  id: 'city-numbers.list-papers',
  method: 'GET',
  path: '/api/city-numbers',
  access: keep,
  summary: 'Документы центра с номерами СЭД и те, что ждут номера',
  query: z.object({ ...filter, ...pageQuery }),
  reply: z.object({
    papers: z.array(numberedPaper),
    next: z.string().nullable(),
    /** Under the other conditions. */
    counts: z.object({ waiting: z.number(), numbered: z.number(), all: z.number() }),
  }),
});

export const exportPapers = defineReportRoute({
  id: 'city-numbers.export-papers',
  path: '/api/city-numbers/export',
  access: keep,
  summary: 'Что зарегистрировать в СЭД: таблица, в которую вписывают номера',
  query: filter,
});

export const getNumber = defineRoute({
  id: 'city-numbers.get-number',
  method: 'GET',
  path: '/api/city-numbers/:id',
  access: 'staff',
  summary: 'Номер документа в СЭД',
  params: idParams,
  reply: z.object({
    /** null = a paper of this id waits for nothing: it is not signed yet, or is not shown to the reader. */
    paper: numberedPaper.nullable(),
    can: z.array(z.enum(['keep'])),
  }),
});

export const keepNumber = defineRoute({
  id: 'city-numbers.keep-number',
  method: 'PUT',
  path: '/api/city-numbers/:id',
  access: keep,
  summary: 'Записать или исправить номер документа в СЭД',
  params: idParams,
  body: z.object({
    version: z.number().int().min(0),
    number: z.string().trim().min(1, 'Впишите номер').max(60, 'Не длиннее 60 знаков'),
    day: isoDate,
    /** Asked for where a number that stands already is changed. */
    reason: reason.default(''),
  }),
  reply: numberedPaper,
});

export const removeNumber = defineRoute({
  id: 'city-numbers.remove-number',
  method: 'DELETE',
  path: '/api/city-numbers/:id',
  access: keep,
  summary: 'Убрать номер СЭД, записанный по ошибке',
  params: idParams,
  query: z.object({ version: z.coerce.number().int(), reason: reason.min(3, 'Напишите, почему') }),
  reply: done,
});

const told = z.object({ id, kind: numberedKind, ownNumber: z.string(), number: z.string(), day: isoDate });

export const importNumbers = defineRoute({
  id: 'city-numbers.import-numbers',
  method: 'POST',
  path: '/api/city-numbers/import',
  access: keep,
  summary: 'Номера, пришедшие из СЭД: проверить таблицу, а с write=yes и записать их',
  query: z.object({ write: z.enum(['yes']).optional() }),
  upload: true,
  reply: z.object({
    isWritten: z.boolean(),
    rows: z.number(),
    /** What is new: written, or would be. */
    entered: z.array(told),
    /** Rows that say what is here already. */
    same: z.number(),
    /** Rows without a number: not registered there yet. */
    waiting: z.number(),
    refused: z.array(z.object({ row: z.number(), paper: z.string(), why: z.string() })),
  }),
});
