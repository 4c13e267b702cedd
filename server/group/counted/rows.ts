import type { Selectable } from 'kysely';
import type { Ground, GroundAct } from '../../../shared/contract/group/counted.ts';
import { groundLabel } from '../../../shared/text/group/counted.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';

export type GroundRow = Selectable<DB['counted.ground']>;
export type LinkRow = Selectable<DB['counted.link']>;

const groundRecord: RecordKind = { words: 'Решение в учёте', object: 'ground', module: 'counted' };
export const missingGround = (): AppError =>
  new AppError('lib.not-found', 'Такого решения в учёте нет. Обновите список.');

/** Locks a ground by the version that was seen; without one, for what is only added to it. */
export const lockGround = (ctx: Ctx, { id, version }: { id: string; version?: number }): Promise<GroundRow> =>
  lockSeen(groundRecord, ctx.db.selectFrom('counted.ground').selectAll().where('id', '=', id), {
    seen: version,
    missing: missingGround,
  });

export async function findGround(ctx: Ctx, id: string): Promise<GroundRow> {
  const row = await ctx.db.selectFrom('counted.ground').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw missingGround();
  return row;
}

export const keepsCounted = (ctx: Ctx): boolean => hasPermission(ctx, 'counted.keep');

/** How everybody names it. */
export const labelOf = (row: GroundRow): string =>
  groundLabel({
    kind: row.kind,
    title: row.title,
    number: row.number,
    on: row.on_day,
    code: row.code,
    sum: row.sum === null ? null : Number(row.sum),
    budgetYear: row.budget_year,
  });

const resultOf = (row: GroundRow) =>
  row.result_on === null ? null : { words: row.result, on: row.result_on };

/** Where its own record opens. */
function hrefOf(ctx: Ctx, row: GroundRow): string | null {
  const may = (permission: string, href: string) => (hasPermission(ctx, permission) ? href : null);
  switch (row.kind) {
    case 'decision':
      return may('working-group.read', `/staff/working-group/meetings/${row.meeting_id}`);
    case 'poll':
      return may('polls.read', `/staff/polls/${row.ref_id}`);
    case 'discussion':
      return may('discussions.read', `/staff/discussions/${row.ref_id}`);
    case 'measure':
      return may('working-group.read', '/staff/roadmap');
    default:
      return null;
  }
}

function actsOn(ctx: Ctx, row: GroundRow): GroundAct[] {
  if (!keepsCounted(ctx)) return [];
  // What has a record of its own is carried out there.
  const isByHand = row.kind !== 'decision' && row.kind !== 'measure';
  return ['change', 'link', ...(isByHand && row.result_on === null ? (['result'] as const) : [])];
}

/** Words of a decision of the group are for who reads the group. */
export const titleFor = (ctx: Ctx, row: GroundRow): string =>
  row.kind !== 'decision' || hasPermission(ctx, 'working-group.read') ? row.title : '';

export const presentGround = (ctx: Ctx, row: GroundRow, links: number): Ground => ({
  id: row.id,
  kind: row.kind,
  label: labelOf(row),
  title: titleFor(ctx, row),
  on: row.on_day,
  url: row.url,
  href: hrefOf(ctx, row),
  sum: row.sum === null ? null : Number(row.sum),
  budgetYear: row.budget_year,
  words: row.words,
  isShown: row.is_shown,
  result: resultOf(row),
  links,
  version: row.version,
  can: actsOn(ctx, row),
});

/** As residents read it: the paper, and words where somebody let them out. What came of it goes with the words. */
export const presentOpen = (row: GroundRow) => ({
  id: row.id,
  kind: row.kind,
  label: labelOf(row),
  url: row.url,
  words: row.is_shown ? row.words : '',
  result: resultOf(row),
});
