import { z } from 'zod';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** The catalogue of open data: what is given to everybody, by what schema, under what licence, and what changed in it. */

export const openFieldTypes = ['string', 'integer', 'number', 'boolean', 'date', 'datetime', 'uri'] as const;
export type OpenFieldType = (typeof openFieldTypes)[number];

/** Whatever is known of a set, and the set in its formats. `data.geojson` is there where its records have a place. */
export const openFiles = [
  ...(['data.csv', 'data.json', 'data.geojson'] as const),
  ...(['table-schema.json', 'json-schema.json', 'structure.csv'] as const),
  ...(['passport.json', 'meta.csv'] as const),
] as const;
export type OpenFile = (typeof openFiles)[number];

const openField = z.object({
  name: z.string(),
  title: z.string(),
  type: z.enum(openFieldTypes),
  isRequired: z.boolean(),
  /** All there is, where there is a list; empty otherwise. */
  words: z.array(z.string()),
});

/** By the fields of a passport of the methodical recommendations, version 3.0. */
export const openPassport = z.object({
  id: z.string(),
  identifier: z.string(),
  title: z.string(),
  description: z.string(),
  owner: z.string(),
  responsible: z.object({ title: z.string(), phone: z.string(), email: z.string() }),
  keywords: z.array(z.string()),
  provenance: z.string(),
  periodicity: z.string(),
  licence: z.object({ id: z.string(), title: z.string(), url: z.string() }),
  /** Null until it was compared for the first time. */
  firstAt: instant.nullable(),
  changedAt: instant.nullable(),
  lastChange: z.string(),
  rows: z.number().nullable(),
  /** Bytes are about so many; null where they are not known. */
  files: z.array(z.object({ file: z.enum(openFiles), bytes: z.number().nullable() })),
  primaryKey: z.array(z.string()),
  fields: z.array(openField),
  standard: z.string(),
});
export type OpenPassport = z.infer<typeof openPassport>;

export const listOpenSets = defineRoute({
  id: 'open-data.list-sets',
  method: 'GET',
  path: '/api/open-data/sets',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Каталог открытых данных: паспорта всех наборов',
  reply: z.object({ sets: z.array(openPassport) }),
});

const setId = z.string().regex(/^[a-z][a-z-]{1,40}$/u);

export const getOpenFile = defineRoute({
  id: 'open-data.get-file',
  method: 'GET',
  path: '/api/open-data/sets/:id/:file',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Открытый набор: CSV, JSON, GeoJSON, схемы и паспорт',
  params: z.object({ id: setId, file: z.enum(openFiles) }),
  download: true,
  reply: z.unknown(),
});

/** What a reader of the change feed is told: `changed` may also be one that came back. Of what was withdrawn nothing is said but its key. */
export const openChange = z.object({
  key: z.string(),
  kind: z.enum(['added', 'changed', 'withdrawn']),
  at: instant,
  record: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
});

export const openChanges = z.object({
  changes: z.array(openChange),
  /** To be asked with next time. */
  cursor: z.number(),
  hasMore: z.boolean(),
});
export type OpenChanges = z.infer<typeof openChanges>;

export const listOpenChanges = defineRoute({
  id: 'open-data.list-changes',
  method: 'GET',
  path: '/api/open-data/sets/:id/changes',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Что в открытом наборе добавлено, изменено и снято после известного номера',
  params: z.object({ id: setId }),
  query: z.object({
    cursor: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(500),
  }),
  download: true,
  reply: openChanges,
});

export const catalogueFiles = ['list.csv', 'catalogue.jsonld'] as const;

export const getCatalogueFile = defineRoute({
  id: 'open-data.get-catalogue',
  method: 'GET',
  path: '/api/open-data/catalogue/:file',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Реестр наборов по методическим рекомендациям (list.csv) и каталог DCAT (JSON-LD)',
  params: z.object({ file: z.enum(catalogueFiles) }),
  download: true,
  reply: z.unknown(),
});
