import { z } from 'zod';
import { outcome, photo } from '../messages/cases.ts';
import { promise } from '../messages/cases-sides.ts';
import { problemState } from '../messages/problems.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Objects of the city with a history of their own, and the passport of each: «Паспорт объекта». */

export const objectKinds = [
  'house',
  'yard',
  'section',
  'street',
  'stop',
  'landmark',
  'point',
  'area',
] as const;
const objectKind = z.enum(objectKinds);
export type ObjectKind = z.infer<typeof objectKind>;

export const cityObject = z.object({
  /** Opaque name in addresses and in the filter `object` of the case list. */
  key: z.string(),
  kind: objectKind,
  label: z.string(),
  districtId: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  /** Radius of the circle its cases lie in; null where they go by address or district. */
  metres: z.number().nullable(),
});
export type CityObject = z.infer<typeof cityObject>;

/** What is counted: local days of registration, both included, and as narrow a slice as asked. */
export const sliceFilter = z.object({
  from: isoDate,
  to: isoDate,
  /** A code, or `none` for cases without a topic. */
  block: z.string().max(40).optional(),
  /** A district with its parts; `none` and `<id>.none` as in the case list. */
  districtId: z.string().max(60).optional(),
});
export type SliceFilter = z.input<typeof sliceFilter>;

export const searchObjects = defineRoute({
  id: 'objects.search-objects',
  method: 'GET',
  path: '/api/objects/search',
  access: { permission: 'cases.read' },
  summary: 'Объекты по словам адреса: дома, дворы, улицы, остановки, микрорайоны',
  query: z.object({
    q: z.string().trim().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(20).default(8),
  }),
  reply: z.object({ objects: z.array(cityObject) }),
});

/** Kinds by which objects are counted against each other. */
export const countedKinds = ['house', 'yard', 'street', 'stop'] as const;

export const topObject = z.object({
  object: cityObject,
  count: z.number(),
  /** Of these: the term still runs; it has passed. */
  open: z.number(),
  overdue: z.number(),
  /** Told of most often; null when no case has a topic. */
  factId: z.string().nullable(),
  factCount: z.number(),
});
export type TopObject = z.infer<typeof topObject>;

export const listTopObjects = defineRoute({
  id: 'objects.list-top-objects',
  method: 'GET',
  path: '/api/objects/top',
  access: { permission: 'cases.read' },
  summary: 'Объекты с наибольшим числом дел: по домам, дворам, улицам, остановкам',
  query: sliceFilter.extend({
    kind: z.enum(countedKinds).default('house'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ rows: z.array(topObject) }),
});

const passportAnswer = z.object({
  caseNumber: z.string(),
  title: z.string(),
  outcome,
  /** The first words of the letter, without names and contacts. */
  text: z.string(),
  decidedAt: z.string(),
  decidedBy: z.string(),
});

export const passport = z.object({
  object: cityObject,
  /** What it is a part of, and its own parts with cases, each with its number of cases. */
  wider: z.array(cityObject),
  parts: z.array(cityObject.extend({ count: z.number() })),
  counts: z.object({
    total: z.number(),
    /** Authors and those who joined. */
    people: z.number(),
    open: z.number(),
    overdue: z.number(),
    answered: z.number(),
    solved: z.number(),
    /** Cases residents returned to work at least once. */
    reopened: z.number(),
  }),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  /** Local months, the oldest first, the present one last: twelve to twenty-four of them. */
  months: z.array(z.object({ month: z.string(), count: z.number(), solved: z.number() })),
  /** Topics told of twice or more, the most frequent first. */
  topics: z.array(
    z.object({
      factId: z.string(),
      count: z.number(),
      open: z.number(),
      months: z.number(),
      lastAt: z.string(),
    }),
  ),
  problems: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: problemState,
      members: z.number(),
      lastAt: z.string(),
    }),
  ),
  answers: z.array(passportAnswer),
  promises: z.array(promise),
  /** The newest pictures the reader may see; `released` = a moderator let everybody see it. */
  photos: z.array(photo.extend({ caseNumber: z.string(), addedAt: z.string() })),
  /** Where a resident opens this place; null without a point. */
  publicPath: z.string().nullable(),
  /** More cases than the newest ones that answers, promises and photos are looked for in. */
  isLong: z.boolean(),
});
export type Passport = z.infer<typeof passport>;

const byKey = z.object({ key: z.string().max(120) });

export const getObject = defineRoute({
  id: 'objects.get-object',
  method: 'GET',
  path: '/api/objects/:key/name',
  access: { permission: 'cases.read' },
  summary: 'Объект по его ключу: как называется и где',
  params: byKey,
  reply: cityObject,
});

export const getPassport = defineRoute({
  id: 'objects.get-passport',
  method: 'GET',
  path: '/api/objects/:key',
  access: { permission: 'cases.read' },
  summary: 'Паспорт объекта: дела, рост, темы, массовые проблемы, ответы, обещания, фото',
  params: byKey,
  reply: passport,
});
