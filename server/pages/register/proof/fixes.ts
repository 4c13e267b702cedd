import { addDays } from '../../../../shared/text/periods.ts';
import type { SubjectTerm, ToldSubject } from '../../../base/clocks/index.ts';
import { addWorkingDays, localDate, localDayStart } from '../../../base/deadlines/index.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { pagesPack } from '../pack.ts';
import { judgeProof, readProof } from './read-proof.ts';

const CLOCK = 'page-fix';

/**
 * What a look comes to: a check that is missing opens one task, whoever sees it there again closes it. An older picture that came
 * later changes nothing: the latest look judges.
 */
export async function settleFixes(ctx: Ctx, pageId: string, checkIds: readonly string[]): Promise<void> {
  const today = localDate(ctx.now);
  const looks = (await readProof(ctx, [pageId], ctx.now)).get(pageId);
  const judged = judgeProof(looks, today).filter(({ check }) => checkIds.includes(check.id));
  const idsOf = (state: string) => judged.flatMap((one) => (one.state === state ? [one.check.id] : []));
  const missing = idsOf('missing');
  if (missing.length > 0)
    await ctx.db
      .insertInto('register.fix')
      .values(
        missing.map((checkId) => ({
          id: newId(),
          page_id: pageId,
          check_id: checkId,
          opened_at: ctx.now,
          due_at: localDayStart(addDays(addWorkingDays(today, pagesPack.on(today).fixWorkingDays), 1)),
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['page_id', 'check_id']).where('closed_at', 'is', null).doNothing(),
      )
      .execute();
  await closeFixes(ctx, pageId, idsOf('there'));
}

/** Ends tasks of a page: of these checks, or all where none are named. */
export async function closeFixes(ctx: Ctx, pageId: string, checkIds?: readonly string[]): Promise<void> {
  if (checkIds?.length === 0) return;
  await ctx.db
    .updateTable('register.fix')
    .set({ closed_at: ctx.now })
    .where('page_id', '=', pageId)
    .where('closed_at', 'is', null)
    .$if(checkIds !== undefined, (query) => query.where('check_id', 'in', [...(checkIds ?? [])]))
    .execute();
}

/** Tasks of a page by check, each with its last local day. Plan: fix_open. */
export async function readFixes(
  ctx: Ctx,
  pageId: string,
): Promise<Map<string, { by: string; isLate: boolean }>> {
  const rows = await ctx.db
    .selectFrom('register.fix')
    .select(['check_id', 'due_at'])
    .where('page_id', '=', pageId)
    .where('closed_at', 'is', null)
    .execute();
  return new Map(
    rows.map((row) => [
      row.check_id,
      { by: addDays(localDate(row.due_at), -1), isLate: row.due_at <= ctx.now },
    ]),
  );
}

/** Tasks on the ladder of reminders: whoever keeps the page, else whoever keeps the register. Plan: fix_due. */
async function readTerms(ctx: Ctx): Promise<SubjectTerm[]> {
  const rows = await ctx.db
    .selectFrom('register.fix')
    .innerJoin('register.page', 'register.page.id', 'register.fix.page_id')
    .select([
      'register.fix.id',
      'register.fix.page_id',
      'register.fix.check_id',
      'register.fix.opened_at',
      'register.fix.due_at',
      'register.page.title',
      'register.page.keeper_id',
    ])
    .where('register.fix.closed_at', 'is', null)
    .execute();
  const titles = new Map(pagesPack.on(localDate(ctx.now)).checks.map(({ id, title }) => [id, title]));
  return rows.map((row) => ({
    id: row.id,
    clock: CLOCK,
    startedAt: row.opened_at,
    dueAt: row.due_at,
    name: `Страница «${row.title}»`,
    about: `исправить: ${titles.get(row.check_id) ?? row.check_id}`,
    path: `/staff/pages?id=${row.page_id}`,
    whom: (word) => {
      const keepers = [{ may: 'register.keep' }];
      if (word === 'owner') return [{ people: [row.keeper_id] }, ...keepers];
      return word === 'coordinator' ? keepers : undefined;
    },
  }));
}

export const fixTerms: ToldSubject = {
  kind: CLOCK,
  title: (clock) => (clock === CLOCK ? 'Исправить страницу' : undefined),
  terms: readTerms,
};
