import type { OpenFieldType, OpenPassport } from '../../../shared/contract/base/open-data.ts';
import { must } from '../../../shared/known.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';

/** What a field of a record may say. */
export type Cell = string | number | boolean | null;

/** A record as everybody is given it, by the order of the fields of its set. */
export interface OpenRecord {
  key: string;
  values: readonly Cell[];
}

export interface OpenRecords {
  records: OpenRecord[];
  /** Where the next page begins; null = there is none. */
  next: string | null;
}

/** Words a set says of itself. */
interface About {
  /** In addresses, for good. */
  id: string;
  title: string;
  /** What a record is, and what is not in the set. */
  description: string;
  keywords: readonly string[];
  /** Which part of Отклик it comes from. */
  provenance: string;
  /** «по мере изменений, …». */
  periodicity: string;
}

/** A set as the catalogue sees it. */
export interface OpenSet extends About {
  fields: OpenPassport['fields'];
  primaryKey: readonly string[];
  /** Fields `lat` and `lon` are there: it is given as GeoJSON too. */
  isPlaced: boolean;
  read: (ctx: Ctx, after: string | null) => Promise<OpenRecords>;
  /** Those of the keys that may be given now. */
  find: (ctx: Ctx, keys: readonly string[]) => Promise<OpenRecord[]>;
}

interface OpenField<Row> {
  name: string;
  title: string;
  type: OpenFieldType;
  of: (row: Row) => Cell;
  /** It is never empty. */
  isRequired?: boolean;
  /** All there is. */
  words?: readonly string[];
}

interface Paged<Row> {
  page: (ctx: Ctx, after: string | null) => Promise<{ rows: Row[]; next: string | null }>;
  /** By keys, in any order. */
  find: (ctx: Ctx, keys: readonly string[]) => Promise<Row[]>;
}

export interface OpenSetSpec<Row> extends About {
  /** Names of the fields that name a record; never empty. */
  primaryKey: readonly string[];
  fields: readonly OpenField<Row>[];
  /** What may be given to everybody now: all of it where it is little, else page by page. */
  rows: ((ctx: Ctx) => Promise<Row[]>) | Paged<Row>;
}

export const openSet = definePort<OpenSet>('open-data.set');

/** Between the parts of a key of several fields. */
const APART = '|';

/**
 * A set of open data: its words, its fields and how what may be given to everybody is read. Its passport, schemas, files, change feed and
 * line of the catalogue follow. A module defines it in a file of its own and provides it to the port `openSet`.
 */
export function defineOpenSet<Row>(spec: OpenSetSpec<Row>): OpenSet {
  const { id, title, description, keywords, provenance, periodicity, primaryKey, fields, rows } = spec;
  const keyed = primaryKey.map((name) =>
    must(
      fields.find((field) => field.name === name),
      `field ${name} of the set ${id}`,
    ),
  );
  const write = (row: Row): OpenRecord => ({
    key: keyed.map(({ of }) => String(of(row) ?? '')).join(APART),
    values: fields.map(({ of }) => of(row)),
  });
  const whole = typeof rows === 'function' ? rows : null;
  const paged: Paged<Row> =
    typeof rows === 'function'
      ? {
          page: async (ctx) => ({ rows: await rows(ctx), next: null }),
          find: (ctx) => rows(ctx),
        }
      : rows;
  const names = new Set(fields.map(({ name }) => name));
  return {
    id,
    title,
    description,
    keywords,
    provenance,
    periodicity,
    primaryKey,
    fields: fields.map((field) => ({
      name: field.name,
      title: field.title,
      type: field.type,
      isRequired: field.isRequired ?? primaryKey.includes(field.name),
      words: [...(field.words ?? [])],
    })),
    isPlaced: names.has('lat') && names.has('lon'),
    read: async (ctx, after) => {
      const { rows: found, next } = await paged.page(ctx, after);
      return { records: found.map(write), next };
    },
    find: async (ctx, keys) => {
      const found = (await paged.find(ctx, keys)).map(write);
      const wanted = new Set(keys);
      return whole ? found.filter(({ key }) => wanted.has(key)) : found;
    },
  };
}
