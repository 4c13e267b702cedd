import { type Selectable, sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/federal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import {
  type OutsideIncident,
  readOutside,
  takeOutsideClosing,
  takeOutsideTerm,
} from '../incidents/index.ts';
import { countKinds, oursOf } from './compare.ts';
import { dueInstant } from './moments.ts';
import { whyNotTaken } from './policy.ts';
import { compareFederal, type FederalRow, readFederalRows } from './rows.ts';
import { mappingOf, packOf, readLines, readSheet, SYSTEM } from './sheets.ts';

type Row = Selectable<DB['federal.difference']>;
type List = typeof contract.listFederalDifferences;

/** Route: differences of one kind, undecided first. What has left the reader's reach meanwhile is left out. */
export async function listFederalDifferences(
  ctx: Ctx,
  { params, query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  await readSheet(ctx, params.id);
  const offset = Number(query.cursor ?? 0);
  if (!Number.isInteger(offset) || offset < 0)
    throw new AppError('lib.bad-input', 'Продолжение списка не читается. Откройте список сначала.');
  const rows = await ctx.db
    .selectFrom('federal.difference')
    .selectAll()
    .where('sheet_id', '=', params.id)
    .where('kind', '=', query.kind)
    .orderBy(sql`decision IS NOT NULL`)
    .orderBy('number')
    .offset(offset)
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  return {
    differences: await presentDifferences(ctx, page),
    next: rows.length > query.limit ? String(offset + page.length) : null,
  };
}

async function presentDifferences(ctx: Ctx, rows: readonly Row[]): Promise<contract.FederalDifference[]> {
  const incidents = await readOutside(
    ctx,
    rows.flatMap(({ incident_id: id }) => id ?? []),
  );
  return rows.flatMap((row) => {
    const incident = incidents.get(row.incident_id ?? '');
    return incident?.isOwn ? [presentDifference(ctx, row, incident)] : [];
  });
}

function presentDifference(ctx: Ctx, row: Row, incident: OutsideIncident): contract.FederalDifference {
  const whyNot = row.decision ? null : whyNotTaken(row, incident, packOf(ctx), ctx.now);
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    incidentId: incident.id,
    incidentNumber: incident.number,
    title: incident.title,
    ours: row.ours,
    theirs: row.theirs,
    decision: row.decision,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    can: row.decision ? [] : [...(whyNot === null ? (['take'] as const) : []), 'keep'],
    whyNot,
  };
}

type Decide = typeof contract.decideFederalDifference;

/** Route: a person takes theirs or keeps ours; the journal has who, what and both sides. */
export async function decideFederalDifference(
  ctx: Ctx,
  { params, body }: HandlerInput<Decide>,
): Promise<contract.FederalDifference> {
  if (!isStaff(ctx.actor)) throw new Error('The route lets only staff in');
  const row = await ctx.db
    .selectFrom('federal.difference')
    .selectAll()
    .where('id', '=', params.id)
    .forUpdate()
    .executeTakeFirst();
  const [shown] = row ? await presentDifferences(ctx, [row]) : [];
  if (!row || !shown)
    throw new AppError('lib.not-found', 'Такого расхождения нет, или инцидент ведут другие.');
  if (row.decision)
    throw new AppError('lib.conflict', 'По этому расхождению уже решено. Примите файл заново.');
  if (body.decision === 'take') await takeTheirs(ctx, row, shown);
  const decided = await ctx.db
    .updateTable('federal.difference')
    .set({
      decision: body.decision,
      decided_at: ctx.now,
      decided_by: ctx.actor.id,
      decided_by_name: ctx.actor.name,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await countKinds(ctx, row.sheet_id);
  ctx.audit({
    action: body.decision === 'take' ? 'federal.take-theirs' : 'federal.keep-ours',
    object: 'federal-difference',
    objectId: row.id,
    data: { kind: row.kind, number: row.number, incident: shown.incidentNumber },
  });
  const [told] = await presentDifferences(ctx, [decided]);
  if (!told) throw new AppError('lib.not-found', 'Инцидент ведут уже другие.');
  return told;
}

async function takeTheirs(ctx: Ctx, row: Row, shown: contract.FederalDifference): Promise<void> {
  if (shown.whyNot !== null) throw new AppError('lib.conflict', shown.whyNot);
  const incident = (await readOutside(ctx, [row.incident_id ?? ''])).get(row.incident_id ?? '');
  const theirs = await readTheirs(ctx, row);
  // Ours must still be what was compared: a change since is never overwritten.
  const now =
    incident && compareFederal(theirs, oursOf(incident), packOf(ctx)).find(({ kind }) => kind === row.kind);
  if (!incident || !now || now.ours !== row.ours || now.theirs !== row.theirs)
    throw new AppError('lib.conflict', 'Инцидент изменился после приёма файла. Примите файл заново.');
  if (row.kind === 'status') return takeOutsideClosing(ctx, incident.id, SYSTEM);
  await takeOutsideTerm(ctx, incident.id, {
    dueAt: dueInstant(theirs.dueAt ?? ''),
    version: packOf(ctx).version,
    systemTitle: SYSTEM,
  });
}

/** The row of the table a difference stands for. */
async function readTheirs(ctx: Ctx, row: Row): Promise<FederalRow> {
  const sheet = await readSheet(ctx, row.sheet_id);
  const { rows } = readFederalRows(
    await readLines(ctx, sheet, row.row_no ?? 0),
    mappingOf(sheet),
    packOf(ctx),
  );
  if (!rows[0]) throw new AppError('lib.conflict', 'Строки файла уже удалены. Загрузите его заново.');
  return rows[0];
}
