import { z } from 'zod';
import { can, instant, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { channel } from './cases.ts';

/** Loading of registers from files: upload and look → say what column is what → run → report. */

export const importStates = [
  'uploaded',
  'queued',
  'reading',
  'making',
  'done',
  'failed',
  'cancelled',
] as const;
export const importState = z.enum(importStates);
export type ImportState = z.infer<typeof importState>;

const run = { permission: 'imports.run' } as const;
const importId = z.object({ id: z.uuid('Такой загрузки нет') });
const sourceId = z.string().regex(/^[a-z0-9-]{2,40}$/, 'Латинские строчные буквы, цифры и дефис, от 2 до 40');

/** How far an import is. While it is `making`, `rowsRead` is final and the other counts grow towards it. */
export const importProgress = z.object({
  id: z.string(),
  filename: z.string(),
  format: z.enum(['jsonl', 'csv', 'xlsx']),
  bytes: z.number(),
  state: importState,
  source: z.string().nullable(),
  channel,
  isOwnCity: z.boolean(),
  isStrict: z.boolean(),
  isCancelling: z.boolean(),
  rowsRead: z.number(),
  accepted: z.number(),
  refused: z.number(),
  repeated: z.number(),
  /** Accepted or waiting rows something was left out of. */
  warned: z.number(),
  /** Why the whole import came to nothing, in a sentence. */
  error: z.string().nullable(),
  createdAt: instant,
  createdByName: z.string(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  /** start, cancel, table (see the file's rows), report. */
  can,
});
export type ImportProgress = z.infer<typeof importProgress>;

/** What a column may mean. */
export const importField = z.object({
  id: z.string(),
  title: z.string(),
  hint: z.string().nullable(),
  isRequired: z.boolean(),
});
export type ImportField = z.infer<typeof importField>;

/** Field of ours → name of the column it is taken from. */
export const importMapping = z.record(z.string().max(40), z.string().max(250));
export type ImportMapping = z.infer<typeof importMapping>;

/** The file as it was read: columns, first rows and what they seem to mean. */
export const importTable = z.object({
  id: z.string(),
  filename: z.string(),
  bytes: z.number(),
  format: z.enum(['jsonl', 'csv', 'xlsx']),
  encoding: z.string(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
  /** Some bytes are not of the encoding: their rows will be refused. */
  isDamaged: z.boolean(),
  headers: z.array(z.string()),
  /** First rows: values in the order of `headers`, or why the row is refused. */
  preview: z.array(
    z.object({ row: z.number(), values: z.array(z.string()).nullable(), reason: z.string().nullable() }),
  ),
  fields: z.array(importField),
  mapping: importMapping,
  /** Columns of the same names were loaded before; mapping and settings are those. */
  isRemembered: z.boolean(),
  source: z.string(),
  channel,
  isOwnCity: z.boolean(),
  /** Of the first rows: how many name an address and how many of those the city knows. */
  addresses: z.object({ named: z.number(), known: z.number(), looksForeign: z.boolean() }),
  /** The very same content was loaded before. */
  former: z.object({ id: z.string(), at: instant, accepted: z.number() }).nullable(),
});
export type ImportTable = z.infer<typeof importTable>;

/** multipart/form-data with one file in field `file`, up to 25 MB: CSV, JSONL or an Excel workbook (.xlsx). */
export const uploadImport = defineRoute({
  id: 'imports.upload-import',
  method: 'POST',
  path: '/api/imports',
  access: run,
  summary: 'Загрузить таблицу и посмотреть, что в ней; дел ещё не создаёт',
  upload: true,
  reply: importTable,
});

export const getImportTable = defineRoute({
  id: 'imports.get-import-table',
  method: 'GET',
  path: '/api/imports/:id/table',
  access: run,
  summary: 'Столбцы и первые строки загруженной таблицы — тому, кто её загрузил',
  params: importId,
  reply: importTable,
});

export const listImports = defineRoute({
  id: 'imports.list-imports',
  method: 'GET',
  path: '/api/imports',
  access: run,
  summary: 'Загрузки, последние первыми',
  query: z.object(pageQuery),
  reply: z.object({ imports: z.array(importProgress), next: z.string().nullable() }),
});

export const getImport = defineRoute({
  id: 'imports.get-import',
  method: 'GET',
  path: '/api/imports/:id',
  access: run,
  summary: 'Ход загрузки: сколько строк прочитано, принято, отклонено и повторено',
  params: importId,
  reply: importProgress,
});

export const importSettings = z.object({
  mapping: importMapping,
  /** With the number in the source it tells what is already here. */
  source: sourceId,
  channel: channel.default('import'),
  /** Look addresses up in the city's gazetteer; else they stay as they are written. */
  isOwnCity: z.boolean().default(true),
  /** One refused row and nothing is loaded. */
  isStrict: z.boolean().default(false),
});
export type ImportSettings = z.infer<typeof importSettings>;

export const startImport = defineRoute({
  id: 'imports.start-import',
  method: 'POST',
  path: '/api/imports/:id/start',
  access: run,
  summary: 'Начать загрузку: проверить все строки, затем создать дела',
  params: importId,
  body: importSettings,
  reply: importProgress,
});

export const cancelImport = defineRoute({
  id: 'imports.cancel-import',
  method: 'POST',
  path: '/api/imports/:id/cancel',
  access: run,
  summary: 'Остановить загрузку; уже созданные дела остаются',
  params: importId,
  reply: importProgress,
});

export const importLineKinds = ['refused', 'repeated', 'warned'] as const;
export const importLineKind = z.enum(importLineKinds);
export type ImportLineKind = z.infer<typeof importLineKind>;

export const importLine = z.object({
  row: z.number(),
  externalId: z.string().nullable(),
  reason: z.string().nullable(),
  warnings: z.array(z.string()),
  /** The case made of the row, or the one that was there before. */
  caseNumber: z.string().nullable(),
});
export type ImportLine = z.infer<typeof importLine>;

export const listImportLines = defineRoute({
  id: 'imports.list-import-lines',
  method: 'GET',
  path: '/api/imports/:id/lines',
  access: run,
  summary: 'Строки загрузки с причинами: отклонённые, повторы, принятые с замечаниями',
  params: importId,
  query: z.object({ ...pageQuery, kind: importLineKind.default('refused') }),
  reply: z.object({ lines: z.array(importLine), next: z.string().nullable() }),
});

export const exportImportLines = defineRoute({
  id: 'imports.export-import-lines',
  method: 'GET',
  path: '/api/imports/:id/report',
  access: run,
  summary: 'Отклонённые строки таблицей CSV: причина и сама строка, чтобы исправить и загрузить снова',
  params: importId,
  reply: z.unknown(),
  download: true,
});

const classified = z.object({
  block: z.string().nullable(),
  category: z.string().nullable(),
  factId: z.string().nullable(),
  blockTitle: z.string(),
  categoryTitle: z.string(),
  factTitle: z.string(),
  confidence: z.number(),
  isSure: z.boolean(),
  words: z.array(z.string()),
  against: z.array(z.string()),
});

export const classifyTexts = defineRoute({
  id: 'imports.classify-texts',
  method: 'POST',
  path: '/api/imports/classify',
  access: run,
  summary: 'О чём тексты: блок, категория, тема, уверенность и слова; ничего не сохраняется',
  readOnly: true,
  body: z.object({ texts: z.array(z.string().max(20_000)).min(1).max(500) }),
  reply: z.object({ rows: z.array(classified) }),
});

export const classifyFile = defineRoute({
  id: 'imports.classify-file',
  method: 'POST',
  path: '/api/imports/classify-file',
  access: run,
  summary: 'Та же таблица с темами рядом, в CSV; дел не создаёт, файл не сохраняется',
  upload: true,
  reply: z.unknown(),
  download: true,
});
