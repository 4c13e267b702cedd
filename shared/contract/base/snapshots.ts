import { z } from 'zod';
import { pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Frozen numbers: what was asked, what was counted and when. Behind every export and report; nobody changes one. */

/** «С-2026-11-0042», С the Russian letter. */
export const snapshotNumber = z.string().regex(/^С-\d{4}-\d{2}-\d{4,7}$/u, 'Номер снимка: С-2026-11-0042');

/** How a number is written. `share` is 0–1. */
export const figureKinds = ['count', 'share', 'score', 'days'] as const;
export type FigureKind = (typeof figureKinds)[number];

/** Filters of the case list; those of the table, the row and the column together open the cases of a cell. */
const listPart = z.record(z.string().max(40), z.string().max(200));

const snapshotColumn = z.object({
  id: z.string().max(120),
  title: z.string().max(300),
  kind: z.enum(figureKinds).default('count'),
  list: listPart.optional(),
});

const snapshotRow = z.object({
  id: z.string().max(120),
  title: z.string().max(300),
  /** `group` is a subtotal over the rows after it, `total` the whole; neither is coloured. */
  kind: z.enum(['row', 'group', 'total']).default('row'),
  /** Title of the group it belongs to. */
  group: z.string().max(300).optional(),
  /** As many as there are columns; null = there is nothing to divide by. */
  cells: z.array(z.number().nullable()),
  /** Of a table of ratios: how many each number is told by; null = it is not known what to divide by. */
  samples: z.array(z.number().nullable()).optional(),
  list: listPart.optional(),
});

export const snapshotTable = z.object({
  id: z.string().max(60),
  title: z.string().max(300),
  /** What the rows are, for the head of the first column. */
  rowTitle: z.string().max(120),
  /** What the columns are; absent where each is another thing. */
  columnTitle: z.string().max(120).optional(),
  columns: z.array(snapshotColumn).max(400),
  rows: z.array(snapshotRow).max(2000),
  /** Numbers below it are hatched, never coloured; absent = the table is not coloured. */
  smallest: z.number().int().min(1).optional(),
  /** Its numbers are one over another: how they are written and which way is bad, for their colours. */
  ratio: z.object({ unit: z.enum(['share', 'mean', 'rate']), better: z.enum(['up', 'down']) }).optional(),
  /** What opens the cases of its numbers; absent = they open nothing. */
  list: listPart.optional(),
  /** The list is of incidents of networks, and not of cases. */
  opens: z.literal('incidents').optional(),
});
export type SnapshotTable = z.output<typeof snapshotTable>;

/** The same by hexagons of H3, the fullest first, for a picture: a cell and how many lie in it; and how many lie nowhere. */
const snapshotHexagons = z.object({
  title: z.string().max(300),
  cells: z.array(z.tuple([z.string().regex(/^8[0-9a-f]{14}$/u), z.number().int().positive()])).max(5000),
  withoutPlace: z.number().int(),
  /** Numbers below it are hatched. */
  smallest: z.number().int().min(1),
});

/** What is frozen and hashed. */
export const snapshotContent = z.object({
  title: z.string().min(1).max(300),
  /** Whose numbers: tells who counts them anew. */
  kind: z.string().max(60),
  /** What was asked, for the one who counts anew. */
  query: z.record(z.string(), z.unknown()),
  /** The same in words: name and value of each filter. */
  told: z.array(z.tuple([z.string().max(120), z.string().max(600)])).max(30),
  /** The screen it was made on; absent = there is none. */
  address: z.string().max(2000).optional(),
  asOf: z.iso.datetime(),
  /** Every event of a case below this number is counted; null where no case was counted. */
  mark: z.number().int().nullable(),
  tables: z.array(snapshotTable).max(60),
  /** Absent where nothing lies on the ground, and of snapshots before there was one. */
  hexagons: snapshotHexagons.optional(),
});
export type SnapshotContent = z.output<typeof snapshotContent>;

export const snapshotHead = z.object({
  number: snapshotNumber,
  title: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
});

export const listSnapshots = defineRoute({
  id: 'snapshots.list-snapshots',
  method: 'GET',
  path: '/api/snapshots',
  access: { permission: 'snapshots.read' },
  summary: 'Снимки чисел, последние первыми',
  query: z.object({ ...pageQuery, q: z.string().trim().max(100).optional() }),
  reply: z.object({ rows: z.array(snapshotHead), next: z.string().nullable() }),
});

export const getSnapshot = defineRoute({
  id: 'snapshots.get-snapshot',
  method: 'GET',
  path: '/api/snapshots/:number',
  access: { permission: 'snapshots.read' },
  summary: 'Снимок: числа, отбор, отпечаток',
  params: z.object({ number: snapshotNumber }),
  reply: snapshotHead.extend({
    content: snapshotContent,
    /** SHA-256 of the stored text, hex; the journal holds it too. */
    hash: z.string(),
    /** The stored text still has that hash. */
    isWhole: z.boolean(),
    /** The same can be counted now. */
    canRecount: z.boolean(),
    files: z.array(z.enum(['xlsx', 'docx', 'pdf', 'csv'])),
  }),
});

export const recountSnapshot = defineRoute({
  id: 'snapshots.recount',
  method: 'GET',
  path: '/api/snapshots/:number/now',
  access: { permission: 'snapshots.read' },
  summary: 'То же самое, посчитанное сейчас',
  params: z.object({ number: snapshotNumber }),
  reply: z.object({ tables: z.array(snapshotTable), asOf: z.string() }),
});

export const snapshotFormats = ['xlsx', 'docx', 'pdf', 'csv'] as const;
export type SnapshotFormat = (typeof snapshotFormats)[number];

export const downloadSnapshot = defineRoute({
  id: 'snapshots.download',
  method: 'GET',
  path: '/api/snapshots/:number/file',
  access: { permission: 'snapshots.read' },
  summary: 'Снимок файлом: XLSX, DOCX, PDF или CSV',
  params: z.object({ number: snapshotNumber }),
  query: z.object({ format: z.enum(snapshotFormats).default('xlsx') }),
  download: true,
  reply: z.unknown(),
});
