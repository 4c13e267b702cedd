import type { Ctx } from '../../../lib/module/context.ts';

export interface PageSwitch {
  isShown: boolean;
  /** Why not; everybody reads it. */
  reason: string;
  changedAt: Date | null;
  changedBy: string;
  /** 0 = nobody has touched it. */
  version: number;
}

const untouched: PageSwitch = { isShown: true, reason: '', changedAt: null, changedBy: '', version: 0 };

/** Whether everybody sees the page; they do until somebody says otherwise. */
export async function readPageSwitch(ctx: Ctx): Promise<PageSwitch> {
  const row = await ctx.db.selectFrom('promises.page').selectAll().executeTakeFirst();
  if (!row) return untouched;
  return {
    isShown: row.is_shown,
    reason: row.reason,
    changedAt: row.changed_at,
    changedBy: row.changed_by_name,
    version: row.version,
  };
}
