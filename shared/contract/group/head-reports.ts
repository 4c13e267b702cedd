import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { signerProof } from '../base/signatures.ts';
import { indicatorIds, indicatorUnits } from '../heatmap/indicators.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { assignmentState } from './assignments.ts';

/** The report to the head (decree 398 of 2021, chapter 3, clause 5.5): figures frozen at signing, the head's resolution. */

export const reportStates = ['collecting', 'draft', 'chair_signed', 'sent', 'resolution'] as const;
export const reportState = z.enum(reportStates);
export type ReportState = z.infer<typeof reportState>;

const flow = z.object({
  received: z.number(),
  answered: z.number(),
  inTime: z.number(),
  /** Mean of the ratings; null = nobody rated. */
  rating: z.number().nullable(),
  rated: z.number(),
});
export type Flow = z.infer<typeof flow>;

export const sectorFigures = flow.extend({
  code: z.string(),
  title: z.string(),
  /** Under way now, and of them past the term. */
  open: z.number(),
  overdue: z.number(),
  /** Red zones that run. */
  zones: z.number().optional(),
});
export type SectorFigures = z.infer<typeof sectorFigures>;

const pain = z.object({ title: z.string(), note: z.string(), href: z.string() });
export type Pain = z.infer<typeof pain>;

const lateAssignment = z.object({
  id: z.string(),
  number: z.string(),
  text: z.string(),
  responsible: z.string(),
  dueOn: isoDate,
  lateDays: z.number(),
});

const zoneLine = z.object({
  id: z.string(),
  /** «Синарский район, Дороги». */
  title: z.string(),
  openedOn: isoDate,
  reason: z.string(),
  owner: z.string().nullable(),
  exitOn: isoDate.nullable(),
  /** The day of exit is past. */
  isLate: z.boolean(),
});

/** Red now, whatever the period; opened and closed in it. */
const zoneFigures = z.object({
  red: z.number(),
  opened: z.number(),
  closed: z.number(),
  running: z.array(zoneLine),
});

/** An indicator as it stood: of the city and of each sector, in the order of the report's sectors. */
const indicatorLine = z.object({
  id: z.enum(indicatorIds),
  title: z.string(),
  unit: z.enum(indicatorUnits),
  better: z.enum(['up', 'down']),
  target: z.number().nullable(),
  value: z.number().nullable(),
  /** Cases behind the number; null where there are none to open. */
  cases: z.number().nullable(),
  bySector: z.array(z.number().nullable()),
  /** By month, as `trendMonths` of the report. */
  trend: z.array(z.number().nullable()).optional(),
});
export type IndicatorLine = z.infer<typeof indicatorLine>;

/** An assignment given in the period, and where it stands. */
const madeAssignment = z.object({
  id: z.string(),
  number: z.string(),
  basis: z.string(),
  text: z.string(),
  responsible: z.string(),
  dueOn: isoDate,
  state: assignmentState,
});

/** What residents wrote of most, for the plan of posts; former = in as many days before. */
const socialFigures = z.object({
  fromNetworks: z.number(),
  topics: z.array(z.object({ title: z.string(), received: z.number(), former: z.number() })),
  /** Fulfilled in the period: each has a draft «вы сообщили — мы сделали». */
  drafts: z.number(),
});

/** All that a report holds in numbers. What was added later is not in those signed before. */
export const reportFigures = z.object({
  sectors: z.array(sectorFigures),
  total: flow.extend({ open: z.number(), overdue: z.number() }),
  pains: z.array(pain),
  decisions: z.object({
    meetings: z.number(),
    issued: z.number(),
    accepted: z.number(),
    open: z.number(),
    overdue: z.number(),
    late: z.array(lateAssignment),
    made: z.array(madeAssignment).optional(),
  }),
  recommendations: z.object({
    proposed: z.number(),
    accepted: z.number(),
    applied: z.number(),
    measured: z.number(),
    waiting: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  roadmap: z.object({ readiness: z.number(), done: z.number(), total: z.number(), overdue: z.number() }),
  correspondence: z.object({ waiting: z.number(), overdue: z.number() }),
  zones: zoneFigures.optional(),
  indicators: z.array(indicatorLine).optional(),
  /** Months of the trends, `YYYY-MM`, the oldest first; the last one up to the end of the period. */
  trendMonths: z.array(z.string()).optional(),
  social: socialFigures.optional(),
  countedAt: instant,
});
export type ReportFigures = z.infer<typeof reportFigures>;

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
    rows: z.array(reportRow),
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

export const latestReport = defineRoute({
  id: 'head-reports.latest-report',
  method: 'GET',
  path: '/api/head-report',
  access: read,
  summary: 'Последний отчёт, отправленный главе',
  reply: z.object({ report: reportCard.nullable() }),
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
