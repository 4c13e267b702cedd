import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { can, instant, isoDate, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';
import { publicationStates, variantStates } from './publications.ts';

/**
 * «Госпаблики» (decree 398 of 2021, chapter 2, clause 3.5): requests of ЦУР and the regional departments to place a publication on our pages, and
 * what they do to the load of a page. What is done with them: gospubliki-acts.ts. The cabinet and our own requests: gospubliki-cabinet.ts.
 */

export const requestStates = [
  'received',
  'accepted',
  'objected',
  // Whoever asked has called it back.
  'withdrawn',
  'published',
  'reported',
] as const;
export type RequestState = (typeof requestStates)[number];

/** How a request looks: one that is accepted is scheduled once its publication is agreed to. */
export const requestLooks = [
  'received',
  'accepted',
  'scheduled',
  'objected',
  'withdrawn',
  'published',
  'reported',
] as const;
export type RequestLook = (typeof requestLooks)[number];

/** Duties of a request, each with its term. */
export const requestDuties = ['decide', 'publish', 'report'] as const;
export type RequestDuty = (typeof requestDuties)[number];

/** A load of one page in one ISO week: posts that stand and those on their way. */
const loadWeek = z.object({
  from: isoDate,
  imposed: z.number(),
  imposedComing: z.number(),
  local: z.number(),
  localComing: z.number(),
});
export type LoadWeek = z.infer<typeof loadWeek>;

export const pageLoad = z.object({
  pageId: z.string(),
  /** This week and the next one. */
  weeks: z.array(loadWeek),
  /** Imposed ÷ all of both weeks, 0…1; null where there is no post. */
  share: z.number().nullable(),
  /** The same with this request on the page. */
  shareWith: z.number(),
  isOver: z.boolean(),
  /** The page is read: what it published past Otklik is counted too. */
  isRead: z.boolean(),
});
export type PageLoad = z.infer<typeof pageLoad>;

export const requestLine = z.object({
  id: z.string(),
  asker: z.string(),
  askerTitle: z.string(),
  number: z.string(),
  datedOn: isoDate,
  receivedOn: isoDate,
  title: z.string(),
  windowFrom: isoDate,
  windowTo: isoDate,
  isMandatory: z.boolean(),
  look: z.enum(requestLooks),
  /** What is owed now, and by when; null where nothing is. */
  duty: z.enum(requestDuties).nullable(),
  dueAt: instant.nullable(),
  isLate: z.boolean(),
  /** Terms that were missed, the one that runs now too. */
  breaches: z.array(z.enum(requestDuties)),
  /** Pages asked for, and those it stands on. */
  pages: z.number(),
  published: z.number(),
});
export type RequestLine = z.infer<typeof requestLine>;

export const asker = z.object({ id: z.string(), title: z.string(), short: z.string() });
export type Asker = z.infer<typeof asker>;

const read = { permission: 'gospubliki.read' } as const;

export const requestShelves = ['waiting', 'decide', 'publish', 'report', 'late', 'all'] as const;
export type RequestShelf = (typeof requestShelves)[number];

const listFilters = {
  shelf: z.enum(requestShelves).default('waiting'),
  asker: z.string().max(40).optional(),
  /** Days the request came on. */
  from: isoDate.optional(),
  to: isoDate.optional(),
};

export const listRequests = defineRoute({
  id: 'gospubliki.list-requests',
  method: 'GET',
  path: '/api/gospubliki/requests',
  access: read,
  summary: 'Заявки ЦУР и департаментов на размещение: чего ждут, срок, что нарушено',
  query: z.object({ ...pageQuery, ...listFilters }),
  reply: z.object({
    requests: z.array(requestLine),
    next: z.string().nullable(),
    askers: z.array(asker),
    can,
  }),
});

export const exportRequests = defineReportRoute({
  id: 'gospubliki.export-requests',
  path: '/api/gospubliki/requests/export',
  access: read,
  summary: 'Заявки на размещение файлом',
  query: listFilters,
});

export const countRequests = defineRoute({
  id: 'gospubliki.count-requests',
  method: 'GET',
  path: '/api/gospubliki/counts',
  access: read,
  summary: 'Сколько заявок ждут решения, выхода, отчёта и сколько просрочено',
  reply: z.object({
    decide: z.number(),
    publish: z.number(),
    report: z.number(),
    late: z.number(),
  }),
});

const requestPage = z.object({
  pageId: z.string(),
  /** «Администрация, ВКонтакте». */
  title: z.string(),
  /** Null until it is decided. */
  isAccepted: z.boolean().nullable(),
  url: z.string(),
  publishedAt: instant.nullable(),
  /** Why not on this page. */
  reason: z.string(),
  missedAt: instant.nullable(),
  /** What becomes of its variant; null where there is none. */
  variant: z.enum(variantStates).nullable(),
  variantReason: z.string(),
  /** It goes out at. */
  dueAt: instant.nullable(),
  load: pageLoad.nullable(),
});
export type RequestPage = z.infer<typeof requestPage>;

const term = z.object({
  duty: z.enum(requestDuties),
  dueAt: instant,
  /** Null: it runs. */
  doneAt: instant.nullable(),
  isLate: z.boolean(),
});
export type RequestTerm = z.infer<typeof term>;

export const ground = z.object({
  id: z.string(),
  title: z.string(),
  /** A mandatory request may be objected to by it. */
  ofMandatory: z.boolean(),
  /** It holds only where a page is over the limit of load. */
  isOverload: z.boolean(),
});
export type ObjectionGround = z.infer<typeof ground>;

export const requestCard = requestLine.extend({
  text: z.string(),
  fileId: z.string().nullable(),
  pictures: z.array(z.object({ fileId: z.string(), alt: z.string() })),
  targets: z.array(requestPage),
  /** The load is that of the moment it was decided at; false: of now. */
  isLoadKept: z.boolean(),
  shareLimit: z.number(),
  responsibleId: z.string().nullable(),
  responsible: z.string(),
  terms: z.array(term),
  decidedBy: z.string(),
  ground: z.string(),
  reason: z.string(),
  overReason: z.string(),
  publication: z.object({ id: z.string(), state: z.enum(publicationStates), link: z.string() }).nullable(),
  report: z.object({ number: z.string(), on: isoDate, words: z.string() }).nullable(),
  /** What a decision may be made of: days and times the publication may go out at, grounds. */
  windows: z.array(z.string()),
  grounds: z.array(ground),
  history: z.array(z.object({ at: instant, by: z.string(), what: z.string(), note: z.string() })),
  version: z.number(),
  can,
});
export type RequestCard = z.infer<typeof requestCard>;

export const readRequest = defineRoute({
  id: 'gospubliki.read-request',
  method: 'GET',
  path: '/api/gospubliki/requests/:id',
  access: read,
  summary: 'Заявка на размещение: текст, страницы и их нагрузка, сроки, что вышло',
  params: idParams,
  reply: requestCard,
});

export const downloadRequestReport = defineRoute({
  id: 'gospubliki.download-report',
  method: 'GET',
  path: '/api/gospubliki/requests/:id/report',
  access: read,
  summary: 'Отчёт о размещении: адреса и время выхода; Word, PDF или страница для печати',
  params: idParams,
  query: z.object({ format: z.enum(['docx', 'pdf', 'html']).default('docx') }),
  reply: z.unknown(),
  download: true,
});

export const listImposed = defineRoute({
  id: 'gospubliki.list-imposed',
  method: 'GET',
  path: '/api/gospubliki/imposed',
  access: read,
  summary: 'Какая доля публикаций каждой страницы за последние дни вышла по заявкам',
  reply: z.object({
    /** So many days up to now. */
    days: z.number(),
    shareLimit: z.number(),
    pages: z.array(
      z.object({
        pageId: z.string(),
        /** Posts that stand, at the request of others and all. */
        imposed: z.number(),
        all: z.number(),
        /** Imposed ÷ all, 0…1; null where there is none. */
        share: z.number().nullable(),
        isOver: z.boolean(),
      }),
    ),
  }),
});
export type ImposedShare = z.infer<(typeof listImposed)['reply']>['pages'][number];

export const listTargets = defineRoute({
  id: 'gospubliki.list-targets',
  method: 'GET',
  path: '/api/gospubliki/targets',
  access: read,
  summary: 'Страницы реестра, на которые могут просить размещение, и кто вправе просить',
  reply: z.object({
    pages: z.array(z.object({ id: z.string(), title: z.string() })),
    askers: z.array(asker),
    today: isoDate,
  }),
});
