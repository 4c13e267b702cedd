import { z } from 'zod';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** The ledger of promises: everything the city promised with a day, and what came of it. */

/** Broken first: in this order they are listed. `unproven` = said to be done in time, and nothing proves it. */
export const wordOutcomes = ['broken', 'unproven', 'kept', 'ahead'] as const;
export type WordOutcome = (typeof wordOutcomes)[number];

/** Where a promise was given: an answer to residents, a notice of an outage, a page of the city, a decision of the working group. */
export const promiseKinds = ['answer', 'outage', 'page', 'decision'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

const outcomeCounts = z.object({
  broken: z.number(),
  unproven: z.number(),
  kept: z.number(),
  ahead: z.number(),
});
export type OutcomeCounts = z.infer<typeof outcomeCounts>;

const link = z.string().nullable();

const openPromise = z.object({
  key: z.string(),
  kind: z.enum(promiseKinds),
  outcome: z.enum(wordOutcomes),
  title: z.string(),
  place: z.string().nullable(),
  body: z.string(),
  madeAt: instant,
  /** The end of the term it is held to; of a promise by the day, the end of that day. */
  dueAt: instant,
  dueOn: isoDate,
  /** The hour counts too. */
  hasHour: z.boolean(),
  /** The day of the first term, where it was postponed. */
  movedFrom: isoDate.nullable(),
  /** A day that was named too late or a second time, and changes nothing. */
  laterOn: isoDate.nullable(),
  /** «в ответе 11 жителям». */
  where: z.string(),
  link,
  doneAt: instant.nullable(),
  doneOn: isoDate.nullable(),
  note: z.string(),
  proofs: z.array(z.object({ title: z.string(), link })),
  photos: z.object({ before: z.string(), after: z.string() }).nullable(),
});
export type OpenPromise = z.infer<typeof openPromise>;

const bodyWord = z.object({
  body: z.string(),
  kept: z.number(),
  /** Whose term is over. */
  over: z.number(),
  /** 0–1; null where too few are over. */
  share: z.number().nullable(),
});

export const promisesLedger = z.object({
  /** How many weeks are looked back on, and their days: from the Monday of the first to today. */
  weeksBack: z.number(),
  from: isoDate,
  counts: outcomeCounts,
  /** Of those ahead, beyond the weeks that are drawn. */
  aheadLater: z.number(),
  weeks: z.array(outcomeCounts.extend({ monday: isoDate, isNow: z.boolean() })),
  bodies: z.array(bodyWord),
  leastForShare: z.number(),
  /** Topics there are promises of. */
  blocks: z.array(z.object({ id: z.string(), title: z.string() })),
  promises: z.array(openPromise),
  /** How many there are by these conditions, and where the next page begins. */
  total: z.number(),
  next: z.number().nullable(),
});
export type PromisesLedger = z.infer<typeof promisesLedger>;

const conditions = {
  outcome: z.enum(wordOutcomes).optional(),
  block: z.string().max(40).optional(),
  from: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(300).default(20),
};

export const getOpenPromises = defineRoute({
  id: 'promises.get-open-promises',
  method: 'GET',
  path: '/api/open/promises',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Обещания города со сроком: что сдержано, что нарушено, кто как держит слово',
  query: z.object(conditions),
  reply: z.object({
    /** Null: the city does not show them; `hiddenReason` says why. */
    ledger: promisesLedger.nullable(),
    hiddenReason: z.string(),
    asOf: instant,
  }),
});

export const getPromiseFigures = defineRoute({
  id: 'promises.get-figures',
  method: 'GET',
  path: '/api/open/promises/figures',
  access: 'public',
  scope: 'open-data.read',
  download: true,
  summary: 'Цифры обещаний города по неделям (CSV)',
  reply: z.unknown(),
});

const read = { permission: 'promises.read' } as const;
const keep = { permission: 'promises.keep' } as const;

const foundPromise = z.object({
  kind: z.enum(promiseKinds),
  id: z.string(),
  title: z.string(),
  place: z.string().nullable(),
  body: z.string(),
  where: z.string(),
  link,
  madeAt: instant,
  dueOn: isoDate,
  /** Null: nobody has said yet. */
  isPromise: z.boolean().nullable(),
  by: z.string(),
});
export type FoundPromise = z.infer<typeof foundPromise>;

const desk = z.object({
  page: z.object({
    isShown: z.boolean(),
    reason: z.string(),
    changedAt: instant.nullable(),
    changedBy: z.string(),
    version: z.number(),
  }),
  /** Days a program found in official texts: those nobody has looked at first. */
  found: z.array(foundPromise),
  /** Of them, those nobody has looked at. */
  waiting: z.number(),
  can,
});
export type PromiseDesk = z.infer<typeof desk>;

export const getPromiseDesk = defineRoute({
  id: 'promises.get-desk',
  method: 'GET',
  path: '/api/promises/desk',
  access: read,
  summary: 'Сроки, найденные в записях и ответах страниц: обещание это или нет; видна ли страница всем',
  reply: desk,
});

export const getLedger = defineRoute({
  id: 'promises.get-ledger',
  method: 'GET',
  path: '/api/promises/ledger',
  access: read,
  summary: 'Все обещания города со сроком, как их видят жители, и тогда, когда страница скрыта',
  query: z.object(conditions),
  reply: promisesLedger,
});

export const confirmPromise = defineRoute({
  id: 'promises.confirm-promise',
  method: 'POST',
  path: '/api/promises/found/:kind/:id',
  access: keep,
  summary: 'Сказать, обещание ли это: подтверждённое видно всем',
  params: z.object({ kind: z.enum(promiseKinds), id: z.uuid() }),
  body: z.object({ dueOn: isoDate, isPromise: z.boolean() }),
  reply: desk,
});

export const switchPromisePage = defineRoute({
  id: 'promises.switch-page',
  method: 'POST',
  path: '/api/promises/page',
  access: keep,
  summary: 'Показывать обещания города всем или нет; почему нет, читают все',
  body: z.object({ version: z.number().int(), isShown: z.boolean(), reason: personText(300).default('') }),
  reply: desk,
});
