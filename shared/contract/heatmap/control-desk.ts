import { z } from 'zod';
import { channels } from '../messages/cases.ts';
import { instant, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';

/** One desk of terms: cases of every channel and incidents of networks side by side, on one ladder of reminders. */

/** Where a term is of: a channel of cases, or the incidents of networks. */
export const termSources = [...channels, 'incidents'] as const;
export type TermSource = (typeof termSources)[number];

/** Broken, ends today, ends later: each running term is one of the three. */
export const termStates = ['late', 'today', 'later'] as const;
export type TermState = (typeof termStates)[number];

/** Whether a step of the ladder has come. */
export const toldStates = ['yes', 'no'] as const;

const termFilter = {
  source: z.enum(termSources).optional(),
  state: z.enum(termStates).optional(),
  told: z.enum(toldStates).optional(),
  /** A code, or `none` of no topic. */
  block: z.string().max(40).optional(),
  /** A district with its parts, or `none`. */
  districtId: z.string().max(60).optional(),
  /** Who is to answer, or `none` while nobody is. */
  unitId: z.union([z.uuid(), z.literal('none')]).optional(),
};
export type TermFilter = z.input<z.ZodObject<typeof termFilter>>;

const termLine = z.object({
  id: z.string(),
  number: z.string(),
  source: z.enum(termSources),
  /** Personal data masked. */
  title: z.string(),
  block: z.string().nullable(),
  /** Short title of its topic; null while none is chosen. */
  topic: z.string().nullable(),
  district: z.string().nullable(),
  unit: z.string().nullable(),
  /** What the term is for: «Ответ жителю». */
  clock: z.string(),
  dueAt: instant,
  state: z.enum(termStates),
  /** The last step of the ladder that came: «прошла половина срока»; null while none has. */
  told: z.string().nullable(),
  /** The step to come; null after the last. */
  next: z.object({ title: z.string(), at: instant }).nullable(),
});
export type TermLine = z.infer<typeof termLine>;

/** Running terms of a source; each number is the length of the list it opens. */
const termCounts = z.object({
  all: z.number(),
  late: z.number(),
  today: z.number(),
  later: z.number(),
  told: z.number(),
});
export type TermCounts = z.infer<typeof termCounts>;

export const listTerms = defineRoute({
  id: 'control-desk.list-terms',
  method: 'GET',
  path: '/api/control-desk',
  access: { permission: 'cases.read' },
  summary: 'Пульт сроков: дела всех каналов и инциденты соцсетей, кто предупреждён, что опоздало',
  query: z.object({ ...pageQuery, ...termFilter }),
  reply: z.object({
    terms: z.array(termLine),
    next: z.string().nullable(),
    /** By source and in all, whatever source, state and step are asked for; of what the reader may see. */
    sources: z.array(termCounts.extend({ source: z.enum(termSources) })),
    whole: termCounts,
    /** Of the list itself. */
    total: z.number(),
    asOf: instant,
  }),
});

export const exportTerms = defineReportRoute({
  id: 'control-desk.export-terms',
  path: '/api/control-desk/export',
  access: { permission: 'heatmap.export' },
  summary: 'Пульт сроков файлом',
  query: termFilter,
});
