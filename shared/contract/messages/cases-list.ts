import { z } from 'zod';
import { isoDate, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';
import { caseId, caseRow, channel, outcome, personText, resolved, status, toneKind } from './cases.ts';
import { foundIn, searchTold } from './cases-found.ts';
import { area } from './map.ts';

/** Lists of cases: the inbox, the case list with its filters, saved views, «Моё сегодня». */

/** Who wrote: a resident signed in to the cabinet, or somebody known by a contact alone or not at all. */
export const applicantKinds = ['cabinet', 'contact'] as const;

export const countedMarks = [
  'answered',
  'late',
  'broken',
  'rated',
  'rated-well',
  'reopened',
  'reworked',
] as const;

/** What may happen to a case on a day, of the heat map's flows. */
export const turnKinds = ['given', 'given-late', 'settled', 'returned', 'scored', 'scored-well'] as const;

/** What a case is made of, by which its completeness is measured. */
export const caseFields = [
  'block',
  'fact',
  'district',
  'place',
  'house',
  'contact',
  'photo',
  'executor',
  'outcome',
  'rating',
] as const;
export type CaseField = (typeof caseFields)[number];

/** Cases one may mark and name at once. */
export const mostNamed = 300;
/** Numbers of cases through commas. */
export const namedCases = /^\d{4}-\d{2}-\d{4,7}(,\d{4}-\d{2}-\d{4,7}){0,299}$/u;

/**
 * What a number of an indicator is of, as a definition: the list, its first and last local day, and the organisation of signs. The slice
 * stands beside it among the other filters: `K9:2026-10-01:2026-10-31`.
 */
export const toldPattern = /^(K\d{1,2}|[a-z]{1,20}):\d{4}-\d{2}-\d{2}:\d{4}-\d{2}-\d{2}(:[0-9a-f-]{36})?$/u;

const hasDays = (told: string): boolean => isoDate.array().safeParse(told.split(':').slice(1, 3)).success;

/** Filters of the case list; they live in the address bar, a link is a view. */
export const caseFilter = z.object({
  q: z.string().trim().max(200).optional(),
  status: z.union([status, z.array(status)]).optional(),
  stage: z.enum(['triage', 'work', 'approval', 'answered', 'closed', 'open']).optional(),
  /** Codes; `none` = the topic is not known yet. */
  block: z.union([z.string().max(40), z.array(z.string().max(40))]).optional(),
  /** `none` = the fact is not named, whatever the block. */
  factId: z.string().max(100).optional(),
  /** A category of facts; `none` = of no category. */
  category: z.string().max(100).optional(),
  channel: z.union([channel, z.array(channel)]).optional(),
  /** A district with its parts; `none` = without a district, `<id>.none` = in the district but in none of its parts. */
  districtId: z.string().max(60).optional(),
  /** `none` = nobody has it. */
  unitId: z.union([z.uuid(), z.literal('none')]).optional(),
  executorId: z.uuid().optional(),
  overdue: z.enum(['yes', 'today']).optional(),
  importance: z.enum(['low', 'normal', 'high']).optional(),
  tone: toneKind.optional(),
  hasPlace: z.enum(['yes', 'no']).optional(),
  outcome: z.union([outcome, z.literal('none')]).optional(),
  applicant: z.enum(applicantKinds).optional(),
  /** Counted by a measure of the heat map that no state tells. */
  counted: z.enum(countedMarks).optional(),
  resolved: resolved.optional(),
  /** The field is asked of such a case, and it has none: an outcome of what has ended, a rating of what was answered. */
  lacks: z.enum(caseFields).optional(),
  /** Local days of registration, both included. */
  from: isoDate.optional(),
  to: isoDate.optional(),
  /** `with` = those merged into another since too, which a list of today leaves out. */
  merged: z.enum(['with']).optional(),
  /** Open, or open and late, at the end of a day that is over; merged since or not. */
  openOn: isoDate.optional(),
  overdueOn: isoDate.optional(),
  /** It happened on one of these days, `since` and `until` included, at least once; `outcome` is then that of the answer it happened to. */
  turn: z.enum(turnKinds).optional(),
  since: isoDate.optional(),
  until: isoDate.optional(),
  near: z
    .string()
    .regex(/^-?[\d.]+,-?[\d.]+,\d+$/)
    .optional(),
  /** A hexagon of the heat map, resolution 7 to 9. */
  cell: z
    .string()
    .regex(/^8[7-9][0-9a-f]{13}$/)
    .optional(),
  /** An outline of the heat map: hexagons of resolution 9 whose middle lies in it. */
  area: area.optional(),
  /** An object of the city by its key: a house, a yard, a stretch of a street, a stop, a district. */
  object: z.string().max(120).optional(),
  authorOf: caseId.optional(),
  /** Why it went as it did, kind and ground: `reject:spam`, `refuse:refuse-owner`, `forward:…`, `reopen:…`, `prolong:any`. */
  cause: z
    .string()
    .max(80)
    .regex(/^[a-z]+:[a-z0-9_-]+$/u)
    .optional(),
  /** Cases behind a number of an indicator. */
  told: z.string().regex(toldPattern).refine(hasDays).optional(),
  /** Chosen cases by their numbers, through commas. */
  numbers: z.string().max(5000).regex(namedCases).optional(),
  /** The resident allows it to be shown, and nobody has shown it yet. */
  publication: z.enum(['waits']).optional(),
  /** Returned three times: whose it is, the head decides. */
  settle: z.enum(['waits']).optional(),
  /** An interim answer waits for its release. */
  interim: z.enum(['waits']).optional(),
  /** A part of the answer is asked of the caller's unit. */
  part: z.enum(['asked']).optional(),
});

export type CaseFilter = z.infer<typeof caseFilter>;

export const inboxViews = [
  'new',
  'overdue',
  'today',
  'danger',
  'urgent',
  'duplicates',
  'no-place',
  'waiting',
  'snoozed',
  'returned',
] as const;

export const listInbox = defineRoute({
  id: 'cases.list-inbox',
  method: 'GET',
  path: '/api/inbox',
  access: { permission: 'cases.triage' },
  summary: 'Входящие: что ждёт разбора',
  query: z.object({
    ...pageQuery,
    view: z.enum(inboxViews).default('new'),
    channel: channel.optional(),
    order: z.enum(['due', 'received']).default('due'),
  }),
  reply: z.object({
    rows: z.array(caseRow),
    next: z.string().nullable(),
    total: z.number(),
    isApproximate: z.boolean(),
  }),
});

export const countInbox = defineRoute({
  id: 'cases.count-inbox',
  method: 'GET',
  path: '/api/inbox/counts',
  access: { permission: 'cases.triage' },
  summary: 'Сколько ждёт в каждом виде и канале',
  reply: z.object({
    views: z.record(z.string(), z.number()),
    channels: z.record(z.string(), z.number()),
    /** Views of which there may be more than their number; of channels as of `new`. */
    atLeast: z.array(z.enum(inboxViews)),
    decidedToday: z.number(),
    /** Median seconds between this person's decisions today; null until five. */
    paceSeconds: z.number().nullable(),
  }),
});

/** Absent: the best fitting first when words are looked for, else the newest. */
const caseSort = z.enum(['fit', 'due', 'registered', '-registered', 'status']).optional();

export const listCases = defineRoute({
  id: 'cases.list-cases',
  method: 'GET',
  path: '/api/cases',
  access: { permission: 'cases.read' },
  summary: 'Дела с отбором и порядком',
  query: z.object({
    ...pageQuery,
    ...caseFilter.shape,
    sort: caseSort,
    /** The last word is still being typed: its beginning is enough. */
    typing: z.enum(['yes']).optional(),
  }),
  reply: z.object({
    rows: z.array(caseRow),
    next: z.string().nullable(),
    total: z.number(),
    isApproximate: z.boolean(),
    search: searchTold.nullable(),
    found: z.array(foundIn),
  }),
});

const columnNames = z
  .string()
  .max(200)
  .regex(/^[a-z]+(,[a-z]+)*$/u);

export const exportCases = defineReportRoute({
  id: 'cases.export-cases',
  path: '/api/cases/export',
  access: { permission: 'cases.read' },
  summary: 'Дела файлом, с отбором и порядком списка',
  query: {
    ...caseFilter.shape,
    sort: caseSort,
    /** Columns of the list by their names, through commas; absent: all. */
    columns: columnNames.optional(),
  },
});

export const savedView = z.object({
  id: z.string(),
  title: z.string(),
  query: z.record(z.string(), z.unknown()),
  isShared: z.boolean(),
  isOwn: z.boolean(),
});

export const listSavedViews = defineRoute({
  id: 'cases.list-saved-views',
  method: 'GET',
  path: '/api/views',
  access: { permission: 'cases.read' },
  summary: 'Сохранённые виды',
  reply: z.object({ views: z.array(savedView) }),
});

/** A filter as the address bar holds it: a word or a list of words by name. */
const viewQuery = z.record(
  z.string().max(40),
  z.union([z.string().max(500), z.array(z.string().max(500)).max(50)]),
);

export const saveView = defineRoute({
  id: 'cases.save-view',
  method: 'POST',
  path: '/api/views',
  access: { permission: 'cases.read' },
  summary: 'Сохранить вид',
  body: z.object({
    title: personText(100).min(1, 'Назовите вид'),
    query: viewQuery,
    isShared: z.boolean().default(false),
  }),
  reply: z.object({ views: z.array(savedView) }),
});

export const deleteView = defineRoute({
  id: 'cases.delete-view',
  method: 'DELETE',
  path: '/api/views/:id',
  access: { permission: 'cases.read' },
  summary: 'Удалить свой вид',
  params: z.object({ id: z.uuid() }),
  reply: z.object({ views: z.array(savedView) }),
});

export const getToday = defineRoute({
  id: 'cases.get-today',
  method: 'GET',
  path: '/api/today',
  access: { permission: 'cases.read' },
  summary: 'Моё сегодня: сделать сейчас, ждут меня, горит',
  reply: z.object({
    now: z.array(caseRow),
    waiting: z.array(
      z.object({
        kind: z.enum(['triage', 'approval', 'work', 'returned', 'publication', 'settle', 'interim', 'part']),
        /** Counted to one past a thousand. */
        count: z.number(),
        href: z.string(),
      }),
    ),
    burning: z.array(caseRow),
    counts: z.object({
      triage: z.number(),
      work: z.number(),
      approval: z.number(),
      overdue: z.number(),
      /** There are more overdue than were counted. */
      hasMoreOverdue: z.boolean(),
    }),
  }),
});
