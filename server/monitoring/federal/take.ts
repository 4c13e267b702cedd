import { sql } from 'kysely';
import {
  type FederalPreview,
  type FederalTable,
  federalFields,
  type previewFederalTable as previewRoute,
  type takeFederalTable as takeRoute,
} from '../../../shared/contract/monitoring/federal.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { isOneOf } from '../../../shared/lists.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { maskPersonal } from '../../base/understanding/index.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import {
  findByAddress,
  openOutside,
  plainAddress,
  readOutside,
  takeOutsideTerm,
} from '../incidents/index.ts';
import { compareKnown, countKinds, findMissingThere, oursOf, storeDifferences } from './compare.ts';
import { dueInstant, toInstant } from './moments.ts';
import { federalStageTitle } from './pack.ts';
import { type BadRow, compareFederal, type FederalRow, momentInWords, readFederalRows } from './rows.ts';
import { headersOf, packOf, presentSheet, readLines, readSheet, type SheetRow, SYSTEM } from './sheets.ts';

const SHOWN_BAD = 50;
const SHOWN_ROWS = 10;

interface ReadTable {
  rows: FederalRow[];
  bad: BadRow[];
  /** Incident by the number of theirs. */
  links: ReadonlyMap<string, string>;
  /** Incident by the address of a row that has no link. */
  standing: ReadonlyMap<string, string>;
}

async function readTableOf(ctx: Ctx, sheet: SheetRow, mapping: Record<string, string>): Promise<ReadTable> {
  checkMapping(mapping, headersOf(sheet));
  const { rows: read, bad } = readFederalRows(await readLines(ctx, sheet), mapping, packOf(ctx));
  const rows = read.map((row): FederalRow => ({ ...row, url: row.url && plainAddress(row.url) }));
  const numbers = rows.map(({ number }) => number);
  const known = await ctx.db
    .selectFrom('federal.link')
    .select(['number', 'incident_id'])
    .where('number', '=', sql<string>`ANY(${numbers}::text[])`)
    .execute();
  const links = new Map(known.map(({ number, incident_id: id }) => [number, id]));
  const urls = rows.flatMap(({ number, url }) => (url !== null && !links.has(number) ? [url] : []));
  return { rows, bad, links, standing: await findByAddress(ctx, urls) };
}

function checkMapping(mapping: Record<string, string>, headers: readonly string[]): void {
  const problems: Record<string, string> = {};
  for (const [field, header] of Object.entries(mapping)) {
    if (!isOneOf(federalFields, field)) problems[field] = 'Такого поля нет';
    else if (!headers.includes(header)) problems[field] = `Столбца «${header}» нет в таблице`;
  }
  if (!mapping.number) problems.number = 'Укажите столбец с номером: по нему инциденты узнают друг друга';
  if (!mapping.postedAt) problems.postedAt = 'Укажите столбец с датой публикации';
  if (!mapping.text && !mapping.url) problems.text = 'Укажите столбец с текстом или со ссылкой';
  if (Object.keys(problems).length === 0) return;
  throw new AppError('imports.bad-mapping', 'Проверьте, какой столбец что значит.', { fields: problems });
}

const fateOf = ({ number, url }: FederalRow, { links, standing }: ReadTable): 'make' | 'link' | 'known' =>
  links.has(number) ? 'known' : url !== null && standing.has(url) ? 'link' : 'make';

/** Route: what would become of the rows, and which have faults. Nothing changes. */
export async function previewFederalTable(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof previewRoute>,
): Promise<FederalPreview> {
  const table = await readTableOf(ctx, await readSheet(ctx, params.id), body.mapping);
  const pack = packOf(ctx);
  const fates = Map.groupBy(table.rows, (row) => fateOf(row, table));
  const incidents = await readOutside(ctx, [...table.links.values()]);
  const differing = (fates.get('known') ?? []).filter((row) => {
    const incident = incidents.get(table.links.get(row.number) ?? '');
    return incident?.isOwn && compareFederal(row, oursOf(incident), pack).length > 0;
  });
  return {
    toMake: fates.get('make')?.length ?? 0,
    toLink: fates.get('link')?.length ?? 0,
    known: fates.get('known')?.length ?? 0,
    differing: differing.length,
    badRows: table.bad.slice(0, SHOWN_BAD),
    badCount: table.bad.length,
    sample: table.rows.slice(0, SHOWN_ROWS).map((row) => ({
      row: row.row,
      number: row.number,
      text: maskPersonal(row.text ?? row.url ?? '').slice(0, 200),
      status: row.stage && federalStageTitle(row.stage, pack),
      postedAt: momentInWords(row.postedAt),
      dueAt: row.dueAt && momentInWords(row.dueAt),
      fate: fateOf(row, table),
    })),
  };
}

/** Two takings in never make two incidents of one number. */
const lockTaking = (ctx: Ctx) => sql`SELECT pg_advisory_xact_lock(hashtext('federal.take'))`.execute(ctx.db);

/**
 * Route: rows that are nobody's yet become incidents, or are written beside one whose words stood here already; of those that were known
 * only the differences are told. Taken in again, a table makes nothing and changes nothing.
 */
export async function takeFederalTable(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof takeRoute>,
): Promise<FederalTable> {
  await lockTaking(ctx);
  const sheet = await readSheet(ctx, params.id);
  const table = await readTableOf(ctx, sheet, body.mapping);
  const done = await takeRows(ctx, table);
  const { all, alike, foreign } = await compareKnown(ctx, table.rows, done.known);
  const gone = await findMissingThere(ctx, table.rows);
  await storeDifferences(ctx, sheet, [...all, ...gone]);
  await rememberColumns(ctx, sheet, body.mapping);
  const totals = {
    rows: table.rows.length,
    made: done.made,
    linked: done.linked,
    known: table.rows.length - done.made - done.linked,
    alike,
    badRows: table.bad.slice(0, SHOWN_BAD),
    badCount: table.bad.length,
    foreign,
    kinds: {},
  };
  await ctx.db
    .updateTable('federal.sheet')
    .set({ taken_at: ctx.now, totals: JSON.stringify(totals), mapping: JSON.stringify(body.mapping) })
    .where('id', '=', sheet.id)
    .execute();
  await countKinds(ctx, sheet.id);
  ctx.audit({
    action: 'federal.take',
    object: 'federal-table',
    objectId: sheet.id,
    data: { rows: totals.rows, made: totals.made, linked: totals.linked, bad: totals.badCount },
  });
  return presentSheet(await readSheet(ctx, sheet.id));
}

async function takeRows(ctx: Ctx, table: ReadTable) {
  const known = new Map(table.links);
  const standing = new Map(table.standing);
  let [made, linked] = [0, 0];
  for (const row of table.rows) {
    if (known.has(row.number)) continue;
    const there = row.url === null ? undefined : standing.get(row.url);
    const incidentId = there ?? (await makeIncident(ctx, row));
    if (there) linked += 1;
    else made += 1;
    if (row.url !== null) standing.set(row.url, incidentId);
    known.set(row.number, incidentId);
    await ctx.db
      .insertInto('federal.link')
      .values({
        number: row.number,
        incident_id: incidentId,
        posted_on: localDate(toInstant(row.postedAt)),
        at: ctx.now,
        by_name: nameOfActor(ctx),
      })
      .execute();
  }
  return { made, linked, known };
}

async function makeIncident(ctx: Ctx, row: FederalRow): Promise<string> {
  const postedAt = toInstant(row.postedAt);
  const { number, url, text, network, author } = row;
  const raw = JSON.stringify({ system: SYSTEM, number, url, text, network, author, postedAt: row.postedAt });
  const incidentId = await openOutside(ctx, { number, url, text, network, author, postedAt, raw }, SYSTEM);
  if (row.dueAt && (row.stage === null || row.stage === 'new' || row.stage === 'work'))
    await takeOutsideTerm(ctx, incidentId, {
      dueAt: dueInstant(row.dueAt),
      version: packOf(ctx).version,
      systemTitle: SYSTEM,
    });
  return incidentId;
}

async function rememberColumns(
  ctx: Ctx,
  { fingerprint }: SheetRow,
  mapping: Record<string, string>,
): Promise<void> {
  const values = { mapping: JSON.stringify(mapping), used_at: ctx.now };
  await ctx.db
    .insertInto('federal.mapping')
    .values({ fingerprint, ...values })
    .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(values))
    .execute();
}
