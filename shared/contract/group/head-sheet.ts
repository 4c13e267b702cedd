import { z } from 'zod';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { orderDraft } from './orders.ts';

/** The head's sheet: one page, half a minute, counted when it is opened (decree 398 of 2021, chapter 3, clause 5.5). */

export const tileIds = ['open', 'overdue', 'inTime', 'solved'] as const;

const tile = z.object({
  id: z.enum(tileIds),
  /** Cases, or a share from 0 to 1; null where nothing was counted. */
  value: z.number().nullable(),
  /** The same a month ago; null before the record begins. */
  before: z.number().nullable(),
  /** One for each of `weeks`; null before the record begins. */
  course: z.array(z.number().nullable()),
});
export type HeadTile = z.infer<typeof tile>;

export const matterKinds = ['problem', 'zone', 'assignment', 'burst', 'recommendation'] as const;

const matter = z.object({
  kind: z.enum(matterKinds),
  id: z.string(),
  isUrgent: z.boolean(),
  title: z.string(),
  /** What is wrong with it, for the headline; empty where the title says it. */
  trouble: z.string(),
  note: z.string(),
  /** Where it is read in full. */
  href: z.string(),
  /** What «Поручить» begins with; null where only to read and to decide there. */
  order: orderDraft.nullable(),
});
export type HeadMatter = z.infer<typeof matter>;

const pain = z.object({
  /** As the list of cases takes it: «none» = no district is known, «….none» = somewhere in the district. */
  district: z.string(),
  title: z.string(),
  /** Open cases by block, in the order of `blocks`. */
  counts: z.array(z.number()),
});

export const headSheet = defineRoute({
  id: 'head-reports.read-sheet',
  method: 'GET',
  path: '/api/head/sheet',
  access: { permission: 'head-reports.read' },
  summary: 'Лист главы: сейчас и месяц назад, что решить, где болит, что обещано',
  reply: z.object({
    countedAt: instant,
    /** The day «a month ago» is. */
    comparedWith: isoDate,
    /** What is worst, in a sentence. */
    headline: z.string(),
    /** Last days of twelve weeks, the oldest first; the running one ends today. */
    weeks: z.array(isoDate),
    /** The days shares are of. */
    month: z.object({ from: isoDate, to: isoDate }),
    tiles: z.array(tile),
    /** At most three. */
    matters: z.array(matter),
    blocks: z.array(z.object({ code: z.string(), title: z.string(), shortTitle: z.string() })),
    pains: z.array(pain),
    /** Promises to residents: what was broken lately, then the nearest. */
    promises: z.array(
      z.object({ caseNumber: z.string(), title: z.string(), until: isoDate, isBroken: z.boolean() }),
    ),
    /** Where stock grew or fell most in the month, the worst first. */
    changes: z.array(
      z.object({
        district: z.string(),
        block: z.string(),
        title: z.string(),
        open: z.number(),
        before: z.number(),
      }),
    ),
    meeting: z
      .object({ id: z.string(), day: isoDate, time: z.string(), place: z.string(), items: z.number() })
      .nullable(),
    /** How the decisions of the last signed protocol are carried out. */
    decisions: z
      .object({
        number: z.string(),
        meetingId: z.string(),
        done: z.number(),
        cancelled: z.number(),
        /** Every assignment of it, those taken off too. */
        total: z.number(),
      })
      .nullable(),
    /** The last report that was signed and sent. */
    report: z
      .object({
        id: z.string(),
        number: z.string(),
        from: isoDate,
        to: isoDate,
        signedBy: z.string(),
        signedAt: instant,
        canResolve: z.boolean(),
      })
      .nullable(),
    mayOrder: z.boolean(),
  }),
});
