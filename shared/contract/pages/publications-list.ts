import { z } from 'zod';
import { can, instant, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { ideaKinds, publicationStates, variantStates } from './publications.ts';

/** Pieces of official pages as lists: what waits for whom, and what there is to tell of. */

const read = { permission: 'publications.read' } as const;

export const publicationShelves = ['drafts', 'approval', 'troubled', 'review', 'all'] as const;
export type PublicationShelf = (typeof publicationShelves)[number];

const publicationLine = z.object({
  id: z.string(),
  start: z.string(),
  state: z.enum(publicationStates),
  risk: z.string(),
  isUrgent: z.boolean(),
  madeBy: z.string(),
  stateAt: instant,
  /** The nearest moment it goes out, or when it went. */
  at: instant.nullable(),
  pages: z.array(z.object({ title: z.string(), short: z.string(), state: z.enum(variantStates) })),
  /** Why it is here: failed with its reason, returned with its words. */
  note: z.string(),
});
export type PublicationLine = z.infer<typeof publicationLine>;

export const listPublications = defineRoute({
  id: 'publications.list-publications',
  method: 'GET',
  path: '/api/publications',
  access: read,
  summary: 'Публикации списком: черновики, на согласовании, сбои, срочные без проверки, все',
  query: z.object({
    ...pageQuery,
    shelf: z.enum(publicationShelves).default('all'),
  }),
  reply: z.object({ items: z.array(publicationLine), next: z.string().nullable(), can }),
});

export const countPublications = defineRoute({
  id: 'publications.count-shelves',
  method: 'GET',
  path: '/api/publications/counts',
  access: read,
  summary: 'Сколько черновиков, ждущих согласования, сбоев и непроверенных срочных',
  reply: z.object({
    drafts: z.number(),
    approval: z.number(),
    troubled: z.number(),
    review: z.number(),
  }),
});

const idea = z.object({
  kind: z.enum(ideaKinds),
  id: z.string(),
  /** Number of the case, name of the problem. */
  title: z.string(),
  /** What was done, in the words of the answer, without what leads to a person. */
  start: z.string(),
  address: z.string(),
  at: instant,
  /** Residents who told of it. */
  residents: z.number(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type PublicationIdea = z.infer<typeof idea>;

const promiseIdea = z.object({
  key: z.string(),
  isKept: z.boolean(),
  title: z.string(),
  place: z.string().nullable(),
  body: z.string(),
  /** The day of the term. */
  on: isoDate,
  /** The beginning of a text, with a blank for what a person knows. */
  text: z.string(),
});
export type PromiseIdea = z.infer<typeof promiseIdea>;

const dayIdea = z.object({ title: z.string(), basis: z.string(), on: isoDate, text: z.string() });
export type DayIdea = z.infer<typeof dayIdea>;

export const listIdeas = defineRoute({
  id: 'publications.list-ideas',
  method: 'GET',
  path: '/api/publications/ideas',
  access: read,
  summary: '«Вы сообщили — мы сделали»: решённое за месяц, о чём ещё не написали',
  reply: z.object({
    ideas: z.array(idea),
    /** What the city promised: terms that are near, and what was kept in the last days. */
    promises: z.array(promiseIdea),
    /** Holidays and memorable days of the next weeks. */
    days: z.array(dayIdea),
  }),
});
