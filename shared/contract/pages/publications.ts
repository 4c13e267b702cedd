import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { factNote } from './publications-facts.ts';

/**
 * What official pages publish (decree 398 of 2021, chapter 2, clauses 3.2.2 and 3.4.2): a piece with a variant for each of its pages, its approval,
 * its week in the calendar. Lists: publications-list.ts. What is done with it: publications-acts.ts, on one page: publications-variants.ts. What it may say in a network:
 * shared/text/pages/preflight.ts.
 */

export const publicationStates = ['draft', 'approval', 'returned', 'approved', 'cancelled'] as const;
export type PublicationState = (typeof publicationStates)[number];

export const variantStates = [
  // Its piece is not agreed to yet.
  'planned',
  // Agreed to: goes out at its moment.
  'waiting',
  // Agreed to: a person publishes it and gives the address, for the page is not connected.
  'manual',
  'publishing',
  'published',
  'failed',
  // It may stand there: a person looks.
  'unknown',
  'withdrawn',
  'cancelled',
] as const;
export type VariantState = (typeof variantStates)[number];

/** How a piece of the calendar looks: the state of the variant, with that of its piece while that is not agreed to. */
export const cellStates = [
  'draft',
  'approval',
  'waiting',
  'manual',
  'publishing',
  'published',
  'failed',
  'unknown',
  'withdrawn',
  // Published on the page itself, past Otklik.
  'outside',
] as const;
export type CellState = (typeof cellStates)[number];

/** What is offered as an idea: what was solved. */
export const ideaKinds = ['case', 'problem'] as const;
export type IdeaKind = (typeof ideaKinds)[number];

/** What a piece may be begun from: a request is one for placement, of ЦУР or a department («Госпаблики»). */
export const sourceKinds = [...ideaKinds, 'request'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const changeStates = ['approval', 'returned', 'doing', 'done', 'failed', 'unknown'] as const;
export type ChangeState = (typeof changeStates)[number];

/** Somebody outside who was asked; `late`: the term of the link is over, and the piece waits until somebody decides. */
export const outsideStates = ['waiting', 'late', 'agreed', 'returned', 'dropped'] as const;
export type OutsideState = (typeof outsideStates)[number];

/** What a network takes of a post, as its connector knows it. A picture goes out as it is shown here: JPEG, at most 1600 px. */
export const networkLimits = z.object({
  network: z.string(),
  title: z.string(),
  short: z.string(),
  /** Characters (UTF-16 units). */
  text: z.number(),
  pictures: z.number(),
  /** Whether what is published can be changed, and taken off, from here. */
  mayEdit: z.boolean(),
  mayRemove: z.boolean(),
});
export type NetworkLimits = z.infer<typeof networkLimits>;

const calendarItem = z.object({
  /** Null of what was published past Otklik. */
  variantId: z.string().nullable(),
  publicationId: z.string().nullable(),
  state: z.enum(cellStates),
  at: instant,
  /** First words. */
  start: z.string(),
  /** Empty until it stands there. */
  url: z.string(),
  /** Why it failed or nobody knows; empty otherwise. */
  reason: z.string(),
  /** It waits for a second look, or a correction of it waits for a decision. */
  isMarked: z.boolean(),
});
export type CalendarItem = z.infer<typeof calendarItem>;

export const normStates = ['met', 'coming', 'short', 'danger', 'missed', 'unknown'] as const;

export const pageNorm = z.object({
  /** Monday of the week. */
  from: isoDate,
  need: z.number(),
  /** Standing on the page: as it was read, with ours that were not read yet. */
  done: z.number(),
  /** On their way in this week. */
  coming: z.number(),
  lacks: z.number(),
  /** `unknown`: the page is not read, so that only what Otklik published is known and it is not enough. */
  state: z.enum(normStates),
  /** Chance that the week ends short, 0…1, by the page's former weeks; null where there are too few of them, or the week is over. */
  risk: z.number().nullable(),
  /** It lacks something, and by its former weeks does not usually make it up; so too where nothing is foretold. */
  isAtRisk: z.boolean(),
});
export type PageNorm = z.infer<typeof pageNorm>;

const calendarPage = z.object({
  /** Of the register. */
  id: z.string(),
  unitId: z.string(),
  body: z.string(),
  title: z.string(),
  network: z.string(),
  networkTitle: z.string(),
  /** Why a person has to publish by hand; empty = Otklik does. */
  manualReason: z.string(),
  weeks: z.array(pageNorm),
  days: z.array(z.object({ day: isoDate, items: z.array(calendarItem) })),
});
export type CalendarPage = z.infer<typeof calendarPage>;

const read = { permission: 'publications.read' } as const;

export const publicationCalendar = z.object({
  from: isoDate,
  to: isoDate,
  today: isoDate,
  days: z.array(
    z.object({
      day: isoDate,
      isWorking: z.boolean(),
      /** Why pages are silent on it; empty = they are not. */
      quiet: z.string(),
    }),
  ),
  /** In the order of the register. */
  pages: z.array(calendarPage),
  /** Pages that are at risk of ending this week short. */
  short: z.number(),
  limits: z.array(networkLimits),
  risks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      about: z.string(),
      approvals: z.number(),
      mayBeUrgent: z.boolean(),
    }),
  ),
  /** Beginnings of pieces, with «…» to be written in. */
  templates: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
  /** Local times that are offered, and hours nothing goes out in: `HH:MM`. */
  windows: z.array(z.string()),
  quietHours: z.object({ from: z.string(), to: z.string() }),
  can,
});
export type PublicationCalendar = z.infer<typeof publicationCalendar>;

export const getCalendar = defineRoute({
  id: 'publications.get-calendar',
  method: 'GET',
  path: '/api/publications/calendar',
  access: read,
  summary: 'Календарь публикаций: страницы и дни, что вышло, что запланировано, хватит ли до нормы',
  query: z.object({
    /** Any day of the first week; none = this week. */
    from: isoDate.optional(),
    weeks: z.coerce.number().int().min(1).max(6).default(1),
  }),
  reply: publicationCalendar,
});

const variant = z.object({
  id: z.string(),
  pageId: z.string(),
  pageTitle: z.string(),
  body: z.string(),
  network: z.string(),
  networkTitle: z.string(),
  manualReason: z.string(),
  ownText: z.string().nullable(),
  /** What is said: its own text, or that of the piece; once published, what was said. */
  text: z.string(),
  dueAt: instant,
  state: z.enum(variantStates),
  url: z.string(),
  publishedAt: instant.nullable(),
  reason: z.string(),
  /** When it is tried again. */
  nextAt: instant.nullable(),
  /** It was not on the page any more when it was looked for. */
  lostAt: instant.nullable(),
  changes: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['correct', 'withdraw']),
      reason: z.string(),
      before: z.string(),
      after: z.string(),
      state: z.enum(changeStates),
      stateReason: z.string(),
      by: z.string(),
      at: instant,
      approvedBy: z.string(),
      can,
    }),
  ),
  can,
});
export type PublicationVariant = z.infer<typeof variant>;

/** What preflight says of one variant: shared/text/pages/preflight.ts. */
export const preflightNote = z.object({
  /** Null: of all pages. */
  pageId: z.string().nullable(),
  /** `stop` cannot go out so; `warn` is for a person to judge; `ok` is told too. */
  tone: z.enum(['stop', 'warn', 'ok']),
  /** Which field to mend: `text`, `pictures.2`, `dueAt`, `variants.<page>`. */
  field: z.string(),
  words: z.string(),
});
export type PreflightNote = z.infer<typeof preflightNote>;

export const publicationCard = z.object({
  id: z.string(),
  text: z.string(),
  risk: z.string(),
  state: z.enum(publicationStates),
  source: z
    .object({ kind: z.enum(sourceKinds), id: z.string(), title: z.string(), link: z.string() })
    .nullable(),
  brief: z.string(),
  reason: z.string(),
  isUrgent: z.boolean(),
  urgentReason: z.string(),
  reviewBy: instant.nullable(),
  reviewedAt: instant.nullable(),
  reviewedBy: z.string(),
  madeBy: z.string(),
  madeAt: instant,
  pictures: z.array(
    z.object({ fileId: z.string(), alt: z.string(), isBorrowed: z.boolean(), isReleased: z.boolean() }),
  ),
  variants: z.array(variant),
  approvals: z.array(
    z.object({
      by: z.string(),
      at: instant,
      isAgreed: z.boolean(),
      note: z.string(),
      /** Given to the text as it is now. */
      isCurrent: z.boolean(),
      /** By a link, of somebody who does not work in Otklik. */
      isOutside: z.boolean(),
    }),
  ),
  /** How many more colleagues have to agree. */
  approvalsLeft: z.number(),
  /** Who was asked by a link about the text as it is now. */
  outside: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Masked; empty where the link was given by hand. */
      email: z.string(),
      state: z.enum(outsideStates),
      askedBy: z.string(),
      expiresAt: instant,
      can,
    }),
  ),
  notes: z.array(preflightNote),
  /** It does not go out so before the text is put right, or an approver says why it may. */
  facts: z.array(factNote),
  history: z.array(z.object({ at: instant, by: z.string(), what: z.string(), note: z.string() })),
  version: z.number(),
  can,
});
export type PublicationCard = z.infer<typeof publicationCard>;

export const readPublication = defineRoute({
  id: 'publications.read-publication',
  method: 'GET',
  path: '/api/publications/:id',
  access: read,
  summary: 'Публикация: текст, варианты по страницам, согласование, что вышло',
  params: idParams,
  reply: publicationCard,
});
