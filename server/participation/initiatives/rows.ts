import type { Selectable } from 'kysely';
import { supportersByDistrict } from '../../../shared/contract/participation/initiatives.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { addHistoryLine } from '../../lib/module/history.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';

const history = { table: 'initiatives.event', of: 'initiative_id' } as const;

export type InitiativeRow = Selectable<DB['initiatives.initiative']>;

const initiativeRecord: RecordKind = { words: 'Инициатива', object: 'initiative', module: 'initiatives' };
export const missingInitiative = (): AppError =>
  new AppError('lib.not-found', 'Такой инициативы нет. Обновите список.');

/** Locks an initiative by the version that was seen; without one, for what happens by support or by the clock. */
export const lockInitiative = (
  ctx: Ctx,
  { id, version }: { id: string; version?: number },
): Promise<InitiativeRow> =>
  lockSeen(initiativeRecord, ctx.db.selectFrom('initiatives.initiative').selectAll().where('id', '=', id), {
    seen: version,
    missing: missingInitiative,
  });

export async function findInitiative(ctx: Ctx, id: string): Promise<InitiativeRow> {
  const row = await ctx.db
    .selectFrom('initiatives.initiative')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw missingInitiative();
  return row;
}

type Change = Partial<
  Pick<
    InitiativeRow,
    | 'state'
    | 'shown_title'
    | 'shown_what'
    | 'shown_place'
    | 'shown_why'
    | 'judged_by_name'
    | 'rule_id'
    | 'refusal'
    | 'published_at'
    | 'closes_at'
    | 'threshold'
    | 'due_on'
    | 'reached_at'
    | 'supports'
  > & { by_district: string }
>;

/** Writes what changed of a locked initiative, as its next version. */
export async function updateInitiative(ctx: Ctx, row: InitiativeRow, set: Change): Promise<void> {
  await ctx.db
    .updateTable('initiatives.initiative')
    .set({
      ...set,
      ...(set.state && set.state !== row.state && { state_at: ctx.now }),
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
}

/** What an act of staff, or of the clock, leaves behind. Support is no act: of it nothing is written here or in the journal. */
export async function tellInitiativeAct(
  ctx: Ctx,
  initiativeId: string,
  act: string,
  { what, note = '' }: { what: string; note?: string },
): Promise<void> {
  await addHistoryLine(ctx, history, initiativeId, { what, note });
  ctx.audit({ action: `initiatives.${act}`, object: 'initiative', objectId: initiativeId, data: {} });
}

/** How many support it: as it was when support was over, or now. Plan: the primary key of the roll. */
export async function countSupports(ctx: Ctx, { id, supports }: InitiativeRow): Promise<number> {
  if (supports !== null) return supports;
  const { count } = await ctx.db
    .selectFrom('initiatives.supporter')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('initiative_id', '=', id)
    .executeTakeFirstOrThrow();
  return count;
}

export const districtsOf = ({ by_district: kept }: InitiativeRow) => supportersByDistrict.parse(kept ?? []);

export async function readInitiativeAnswer(ctx: Ctx, initiativeId: string) {
  const row = await ctx.db
    .selectFrom('initiatives.answer')
    .selectAll()
    .where('initiative_id', '=', initiativeId)
    .executeTakeFirst();
  return row ? { verdict: row.verdict, reason: row.reason, at: row.at.toISOString(), by: row.by_name } : null;
}

export const readInitiativeDecision = (ctx: Ctx, initiativeId: string) =>
  ctx.db
    .selectFrom('initiatives.decision')
    .selectAll()
    .where('initiative_id', '=', initiativeId)
    .executeTakeFirst();
