import { z } from 'zod';
import {
  badTableRow,
  differenceDecision,
  differenceSides,
  tableHead,
  tableMapping,
  tableTotals,
} from '../outside-tables.ts';
import { isoDate, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';

/** Files of the federal «Инцидент Менеджмент»: they come in, are compared with our feed, and ours go out in their columns. */

export const federalFields = [
  ...(['number', 'url', 'text', 'network', 'author', 'postedAt', 'status', 'dueAt'] as const),
  ...(['topic', 'place', 'executor', 'answer', 'answerUrl', 'answeredAt'] as const),
] as const;
export type FederalField = (typeof federalFields)[number];

export const federalKinds = ['status', 'term', 'answer', 'missing-there'] as const;
export const federalKind = z.enum(federalKinds);
export type FederalKind = z.infer<typeof federalKind>;

const federalTable = z.object({
  ...tableHead,
  takenAt: z.string().nullable(),
  /** What the last taking in has done; null before it. */
  totals: z
    .object({
      rows: z.number(),
      made: z.number(),
      /** Their words stood in our feed already: the number was written beside them. */
      linked: z.number(),
      known: z.number(),
      /** Of those that were known, the ones that differ in nothing. */
      alike: z.number(),
      ...tableTotals,
    })
    .nullable(),
});
export type FederalTable = z.infer<typeof federalTable>;

export const federalDifference = z.object({
  id: z.string(),
  kind: federalKind,
  number: z.string(),
  incidentId: z.string().nullable(),
  incidentNumber: z.string().nullable(),
  ...differenceSides,
});
export type FederalDifference = z.infer<typeof federalDifference>;

const byId = z.object({ id: z.uuid('Такого файла нет') });
const access = { permission: 'incidents.sort' } as const;

export const uploadFederalTable = defineRoute({
  id: 'federal.upload-table',
  method: 'POST',
  path: '/api/federal/tables',
  access,
  summary: 'Загрузить файл федерального «Инцидент Менеджмента»',
  upload: true,
  reply: federalTable,
});

export const listFederalTables = defineRoute({
  id: 'federal.list-tables',
  method: 'GET',
  path: '/api/federal/tables',
  access,
  summary: 'Прошлые файлы и столбцы федеральной системы',
  reply: z.object({
    tables: z.array(federalTable),
    fields: z.array(z.object({ field: z.enum(federalFields), title: z.string() })),
    /** The names of columns and states are not confirmed by public texts. */
    isUnverified: z.boolean(),
    legal: z.string(),
  }),
});

export const readFederalTable = defineRoute({
  id: 'federal.read-table',
  method: 'GET',
  path: '/api/federal/tables/:id',
  access,
  summary: 'Один файл',
  params: byId,
  reply: federalTable,
});

export const previewFederalTable = defineRoute({
  id: 'federal.preview-table',
  method: 'POST',
  path: '/api/federal/tables/:id/preview',
  access,
  summary: 'Что станет при приёме файла, с ошибками по строкам; ничего не меняется',
  params: byId,
  body: tableMapping,
  reply: z.object({
    toMake: z.number(),
    toLink: z.number(),
    known: z.number(),
    differing: z.number(),
    badRows: z.array(badTableRow),
    badCount: z.number(),
    /** The first rows as they are read. */
    sample: z.array(
      z.object({
        row: z.number(),
        number: z.string(),
        text: z.string(),
        status: z.string().nullable(),
        postedAt: z.string(),
        dueAt: z.string().nullable(),
        fate: z.enum(['make', 'link', 'known']),
      }),
    ),
  }),
});
export type FederalPreview = z.infer<(typeof previewFederalTable)['reply']>;

export const takeFederalTable = defineRoute({
  id: 'federal.take-table',
  method: 'POST',
  path: '/api/federal/tables/:id/take',
  access,
  summary: 'Принять файл: новое становится инцидентами, расхождения ждут решения человека',
  params: byId,
  body: tableMapping,
  reply: federalTable,
});

export const listFederalDifferences = defineRoute({
  id: 'federal.list-differences',
  method: 'GET',
  path: '/api/federal/tables/:id/differences',
  access,
  summary: 'Расхождения одного вида, обе стороны',
  params: byId,
  query: z.object({ ...pageQuery, kind: federalKind }),
  reply: z.object({ differences: z.array(federalDifference), next: z.string().nullable() }),
});

export const decideFederalDifference = defineRoute({
  id: 'federal.decide-difference',
  method: 'POST',
  path: '/api/federal/differences/:id/decision',
  access,
  summary: 'Взять из федеральной системы или оставить наше',
  params: byId,
  body: z.object({ decision: differenceDecision }),
  reply: federalDifference,
});

export const exportForFederal = defineReportRoute({
  id: 'federal.export-table',
  path: '/api/federal/export',
  access,
  summary: 'Инциденты федеральной системы из нашей ленты в её столбцах',
  query: { from: isoDate, to: isoDate },
});
