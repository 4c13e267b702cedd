import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type * as contract from '../../../shared/contract/base/open-data.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { isFresh } from '../../lib/http/is-fresh.ts';
import { markOf } from '../../lib/http/mark-of.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download, Exchange } from '../../lib/module/module.ts';
import { type CsvRow, writeCsv } from '../../lib/tables/csv.ts';
import { csvCell, featureOf, jsonLine } from './lines.ts';
import { metaRows, passportOf, readIssues } from './passport.ts';
import { jsonSchema, structureRows, tableSchema } from './schemas.ts';
import { type OpenRecord, type OpenSet, openSet } from './set.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const CSV_TYPE = 'text/csv; charset=utf-8';

/** Seconds caches keep a file. */
export const KEPT_SECONDS = 300;

export function findSet(ctx: Ctx, id: string): OpenSet {
  const set = ctx.ports.find(openSet, id);
  if (set) return set;
  throw new AppError('lib.not-found', 'Такого набора открытых данных нет.');
}

/** All records, page by page: a long set takes no memory. */
async function* recordsOf(ctx: Ctx, set: OpenSet): AsyncGenerator<OpenRecord> {
  let after: string | null = null;
  do {
    const page = await set.read(ctx, after);
    yield* page.records;
    after = page.next;
  } while (after !== null);
}

async function* csvRows(ctx: Ctx, set: OpenSet): AsyncGenerator<CsvRow> {
  yield set.fields.map(({ name }) => name);
  for await (const record of recordsOf(ctx, set)) yield record.values.map(csvCell);
}

/** A list of pieces of JSON between its head and its tail. */
async function* jsonPieces(
  head: string,
  pieces: AsyncIterable<string | null>,
  tail: string,
): AsyncGenerator<string> {
  yield head;
  let apart = '\n';
  for await (const piece of pieces) {
    if (piece === null) continue;
    yield apart + piece;
    apart = ',\n';
  }
  yield tail;
}

async function* mapRecords<T>(
  records: AsyncIterable<OpenRecord>,
  write: (record: OpenRecord) => T,
): AsyncGenerator<T> {
  for await (const record of records) yield write(record);
}

type Made = Pick<Download, 'stream' | 'contentType'>;

/** Files of what the set says of itself. */
async function describeSet(
  ctx: Ctx,
  set: OpenSet,
  file: contract.OpenFile,
  passport: contract.OpenPassport,
): Promise<{ stream: Buffer; contentType: string } | null> {
  const asJson = (value: unknown) => ({
    stream: Buffer.from(JSON.stringify(value, null, 1), 'utf8'),
    contentType: JSON_TYPE,
  });
  const asCsv = async (rows: string[][]) => ({ stream: await buffer(writeCsv(rows)), contentType: CSV_TYPE });
  if (file === 'passport.json') return asJson(passport);
  if (file === 'table-schema.json') return asJson(tableSchema(set));
  if (file === 'json-schema.json') return asJson(jsonSchema(set));
  if (file === 'meta.csv') return asCsv(metaRows(ctx, passport));
  return file === 'structure.csv' ? asCsv(structureRows(set)) : null;
}

function writeData(ctx: Ctx, set: OpenSet, file: contract.OpenFile, passport: contract.OpenPassport): Made {
  if (file === 'data.csv') return { stream: writeCsv(csvRows(ctx, set)), contentType: CSV_TYPE };
  const records = recordsOf(ctx, set);
  if (file === 'data.json') {
    const lines = mapRecords(records, (record) => jsonLine(set, record));
    const head = `{"passport":${JSON.stringify(passport)},"rows":[`;
    return { stream: Readable.from(jsonPieces(head, lines, ']}')), contentType: JSON_TYPE };
  }
  if (!set.isPlaced) throw new AppError('lib.not-found', 'У записей этого набора нет места на карте.');
  const features = mapRecords(records, (record) => featureOf(set, record));
  return {
    stream: Readable.from(jsonPieces('{"type":"FeatureCollection","features":[', features, ']}')),
    contentType: 'application/geo+json; charset=utf-8',
  };
}

/** Route: a file of a set. */
export async function getOpenFile(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.getOpenFile>,
  { headers }: Pick<Exchange, 'headers'>,
): Promise<Download> {
  const set = findSet(ctx, params.id);
  const issue = (await readIssues(ctx)).get(set.id);
  const passport = passportOf(ctx, set, issue);
  const sent = {
    filename: `${set.id}-${params.file}`,
    isPublic: true,
    cacheSeconds: KEPT_SECONDS,
  };
  const told = await describeSet(ctx, set, params.file, passport);
  if (told)
    return {
      ...sent,
      inline: true,
      stream: told.stream,
      contentType: told.contentType,
      etag: markOf(told.stream),
    };
  // What was never compared has no mark: nobody knows yet whether it changed.
  const marks = issue && {
    etag: markOf(JSON.stringify([params.file, passport])),
    modifiedAt: issue.changedAt,
  };
  // Whoever holds the file costs no reading of it.
  if (marks && isFresh(headers, marks))
    return { ...sent, ...marks, stream: Buffer.alloc(0), contentType: JSON_TYPE };
  const made = writeData(ctx, set, params.file, passport);
  return { ...sent, ...marks, stream: made.stream, contentType: made.contentType };
}
