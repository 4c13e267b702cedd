import { type Insertable, sql, type Updateable } from 'kysely';
import type { ConflictRisk } from '../../../shared/contract/monitoring/conflict-signals.ts';
import { localMonth, startTerm } from '../../base/deadlines/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { addHistoryLine } from '../../lib/module/history.ts';
import type { ConflictRow } from './rows.ts';

const history = { table: 'conflicts.event', of: 'conflict_id' } as const;

/** The next number of the month: «К-2026-11-07». */
async function takeNumber(ctx: Ctx): Promise<string> {
  const month = localMonth(ctx.now);
  const { rows } = await sql<{ last: number }>`
    INSERT INTO conflicts.number_counter AS counter (month, last) VALUES (${month}, 1)
    ON CONFLICT (month) DO UPDATE SET last = counter.last + 1 RETURNING last`.execute(ctx.db);
  return `К-${month}-${String(firstRow(rows).last).padStart(2, '0')}`;
}

/** The term to settle a conflict of a risk, from a moment on. Rules of packs/base/deadlines, set `conflict-default`. */
export function termOf(risk: ConflictRisk, from: Date) {
  const { dueAt, ruleId, ruleVersion } = startTerm(`conflict-${risk}`, from);
  return { rule_id: ruleId, rule_version: ruleVersion, term_from: from, due_at: dueAt };
}

export type NewConflict = Pick<
  Insertable<DB['conflicts.conflict']>,
  'title' | 'trigger' | 'block' | 'fact_id' | 'address' | 'district_id' | 'unit_id' | 'wrong'
> & { risk: ConflictRisk };

/** Writes a conflict; its id. */
export async function insertConflict(ctx: Ctx, given: NewConflict): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('conflicts.conflict')
    .values({
      ...given,
      id,
      number: await takeNumber(ctx),
      state: 'open',
      opened_at: ctx.now,
      opened_by_name: nameOfActor(ctx),
      ...termOf(given.risk, ctx.now),
    })
    .execute();
  return id;
}

export type ConflictChanges = Omit<Updateable<DB['conflicts.conflict']>, 'id' | 'version'>;

/** Writes what changed of a locked conflict, as its next version. */
export async function updateConflict(ctx: Ctx, { id }: { id: string }, set: ConflictChanges): Promise<void> {
  await ctx.db
    .updateTable('conflicts.conflict')
    .set((build) => ({ ...set, version: build('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Puts an incident or a page among those that take part; one that is there stays. */
export async function putPart(
  ctx: Ctx,
  conflictId: string,
  kind: 'incident' | 'page',
  targetIds: readonly string[],
): Promise<void> {
  if (targetIds.length === 0) return;
  await ctx.db
    .insertInto('conflicts.part')
    .values(
      targetIds.map((targetId) => ({
        conflict_id: conflictId,
        kind,
        target_id: targetId,
        at: ctx.now,
        by_name: nameOfActor(ctx),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What an act leaves behind: the history of the conflict and the journal. `note` holds no words of residents. */
export async function tellAct(
  ctx: Ctx,
  { id }: Pick<ConflictRow, 'id'>,
  act: string,
  { what, note = '', data = {} }: { what: string; note?: string; data?: Record<string, unknown> },
): Promise<void> {
  await addLine(ctx, id, what, note);
  ctx.audit({ action: `conflicts.${act}`, object: 'conflict', objectId: id, data });
}

/** Adds a line to the history. */
export const addLine = (ctx: Ctx, conflictId: string, what: string, note = '') =>
  addHistoryLine(ctx, history, conflictId, { what, note });
