import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { signerProof } from '../base/signatures.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { reportFigures } from './head-report-figures.ts';

/** The report to the head (decree 398 of 2021, chapter 3, clause 5.5): figures frozen at signing, the head's resolution. */

export const reportStates = ['collecting', 'draft', 'chair_signed', 'sent', 'resolution'] as const;
export const reportState = z.enum(reportStates);
export type ReportState = z.infer<typeof reportState>;

export const reportBlocks = [
  'summary',
  'sectors',
  'pains',
  'zones',
  'indicators',
  'decisions',
  'recommendations',
  'social',
  'roadmap',
] as const;
export const reportBlock = z.enum(reportBlocks);
export type ReportBlock = z.infer<typeof reportBlock>;

export const reportRow = z.object({
  id: z.string(),
  /** «ОГ-3/2026». */
  number: z.string(),
  from: isoDate,
  to: isoDate,
  state: reportState,
  madeAt: instant,
  madeBy: z.string(),
  signedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
});
export type ReportRow = z.infer<typeof reportRow>;

export const reportCard = reportRow.extend({
  /** Of how many steps the composition is through. */
  step: z.number(),
  steps: z.number(),
  stepTitle: z.string(),
  /** null while it is composed. */
  figures: reportFigures.nullable(),
  previous: z.object({ id: z.string(), number: z.string() }).nullable(),
  changes: z.array(z.string()),
  comments: z.partialRecord(reportBlock, z.string()),
  /** What is asked of the head. */
  asks: z.array(z.string()),
  snapshot: z.string().nullable(),
  signedBy: z.string().nullable(),
  signedPosition: z.string().nullable(),
  /** SHA-256 of the signed file. */
  fingerprint: z.string().nullable(),
  documentId: z.string().nullable(),
  sentAt: instant.nullable(),
  resolution: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  assignments: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      text: z.string(),
      responsible: z.string(),
      dueOn: isoDate,
    }),
  ),
  version: z.number(),
  can,
});
export type ReportCard = z.infer<typeof reportCard>;

const read = { permission: 'head-reports.read' } as const;
const keep = { permission: 'head-reports.keep' } as const;

export const listReports = defineRoute({
  id: 'head-reports.list-reports',
  method: 'GET',
  path: '/api/head-reports',
  access: read,
  summary: 'Отчёты главе и каталог отчётов центра',
  reply: z.object({
    /** With its number in the city's document system. */
    rows: z.array(reportRow.extend({ cityNumber: z.string().nullable() })),
    catalogue: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        to: z.string(),
        when: z.string(),
        clause: z.string(),
        link: z.string(),
      }),
    ),
    /** Offered for the next one: the month before. */
    offered: z.object({ from: isoDate, to: isoDate }),
    /** The month under way, up to today. */
    current: z.object({ from: isoDate, to: isoDate }),
    /** Day on which the next one is composed by itself. */
    nextOn: isoDate,
    legal: z.string(),
    can,
  }),
});

export const getReport = defineRoute({
  id: 'head-reports.get-report',
  method: 'GET',
  path: '/api/head-reports/:id',
  access: read,
  summary: 'Отчёт главе',
  params: idParams,
  reply: reportCard,
});

export const composeReport = defineRoute({
  id: 'head-reports.compose-report',
  method: 'POST',
  path: '/api/head-reports',
  access: keep,
  summary: 'Собрать отчёт за период; собранный и не подписанный собирается заново',
  body: z.object({ from: isoDate, to: isoDate }),
  reply: reportCard,
});

export const commentReport = defineRoute({
  id: 'head-reports.comment-report',
  method: 'PATCH',
  path: '/api/head-reports/:id',
  access: keep,
  summary: 'Написать пояснение к разделу отчёта',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    block: reportBlock,
    text: z.string().trim().max(4000, 'Не длиннее 4000 знаков'),
  }),
  reply: reportCard,
});

export const signReport = defineRoute({
  id: 'head-reports.sign-report',
  method: 'POST',
  path: '/api/head-reports/:id/sign',
  access: { permission: 'head-reports.sign' },
  summary: 'Подписать отчёт паролем или кодом: числа, слова и файл больше не меняются',
  params: idParams,
  body: z.object({ version: z.number().int(), ...signerProof.shape }),
  reply: reportCard,
});

export const sendReport = defineRoute({
  id: 'head-reports.send-report',
  method: 'POST',
  path: '/api/head-reports/:id/send',
  access: keep,
  summary: 'Отправить подписанный отчёт главе',
  params: idParams,
  body: z.object({ version: z.number().int() }),
  reply: reportCard,
});

export const resolveReport = defineRoute({
  id: 'head-reports.resolve-report',
  method: 'POST',
  path: '/api/head-reports/:id/resolve',
  access: { permission: 'head-reports.resolve' },
  summary: 'Наложить резолюцию: её поручения сразу встают на контроль',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    text: z.string().trim().min(3, 'Напишите резолюцию').max(3000, 'Не длиннее 3000 знаков'),
    tasks: z
      .array(
        z.object({
          text: z.string().trim().min(5, 'Напишите, что сделать').max(2000, 'Не длиннее 2000 знаков'),
          responsibleId: id,
          dueOn: isoDate,
          expectedResult: z
            .string()
            .trim()
            .min(3, 'Напишите, по чему видно, что сделано')
            .max(500, 'Не длиннее 500 знаков'),
        }),
      )
      .max(20, 'Не больше двадцати поручений')
      .default([]),
  }),
  reply: reportCard,
});

export const downloadReport = defineRoute({
  id: 'head-reports.download-report',
  method: 'GET',
  path: '/api/head-reports/:id/file',
  access: read,
  summary: 'Отчёт как Word, PDF или страница для печати',
  params: idParams,
  query: z.object({ format: z.enum(['docx', 'pdf', 'html']).default('docx') }),
  download: true,
  reply: z.unknown(),
});
