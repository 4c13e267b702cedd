import { sql } from 'kysely';
import { z } from 'zod';
import type { Effect, EffectIndicator } from '../../../shared/contract/group/recommendations.ts';
import { localDayEnd, localDayStart } from '../../base/deadlines/index.ts';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { effectPack } from './pack.ts';
import { type Counted, judgeChange } from './verdict.ts';

export const measureJob = defineJob('recommendations.measure', z.object({}));

/** The day so many days later. */
export const shiftDay = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** As long before the day of application as after it; the day itself begins the second period. */
export function periodsOf(appliedOn: string, weeks: number) {
  return {
    before: { from: shiftDay(appliedOn, -weeks * 7), to: shiftDay(appliedOn, -1) },
    after: { from: appliedOn, to: shiftDay(appliedOn, weeks * 7 - 1) },
  };
}

/** The first day on which the second period is over. */
export const measureDay = (appliedOn: string, weeks: number): string => shiftDay(appliedOn, weeks * 7);

interface Slice {
  block: string | null;
  district_id: string | null;
}

/** Every indicator of the cases registered in a period; read by the index of registration. */
async function countPeriod(
  ctx: Ctx,
  slice: Slice,
  { from, to }: { from: string; to: string },
): Promise<Record<EffectIndicator, Counted>> {
  const conditions = [
    sql`registered_at >= ${localDayStart(from)} AND registered_at <= ${localDayEnd(to)}`,
    ...(slice.block ? [sql`block = ${slice.block}`] : []),
    ...(slice.district_id ? [sql`district_id = ${slice.district_id}`] : []),
  ];
  const { rows } = await sql<Record<string, number | null>>`
    SELECT count(*)::int AS received, count(answered_at)::int AS answered,
      count(*) FILTER (WHERE answered_at <= due_at)::int AS in_time,
      count(*) FILTER (WHERE outcome IS NOT NULL AND answered_at IS NOT NULL)::int AS ended,
      count(*) FILTER (WHERE outcome = 'solved' AND answered_at IS NOT NULL)::int AS confirmed,
      count(*) FILTER (WHERE answered_at IS NOT NULL AND reopen_count > 0)::int AS returned,
      count(rating)::int AS rated, avg(rating)::float8 AS rating, var_samp(rating)::float8 AS spread
    FROM cases.v_figure WHERE ${sql.join(conditions, sql` AND `)}`.execute(ctx.db);
  const row = firstRow(rows);
  const share = (part: number | null, whole: number | null): Counted => ({
    cases: whole ?? 0,
    value: whole ? (part ?? 0) / whole : null,
  });
  return {
    received: { cases: row.received ?? 0, value: row.received ?? 0 },
    inTime: share(row.in_time!, row.answered!),
    confirmed: share(row.confirmed!, row.ended!),
    returned: share(row.returned!, row.answered!),
    rating: { cases: row.rated ?? 0, value: row.rating ?? null, variance: row.spread ?? 0 },
  };
}

/** Indicators of the weeks before and after, each with a verdict that owns up to chance. */
export async function countEffect(
  ctx: Ctx,
  told: Slice & { applied_on: string; weeks: number; indicators: string[] },
): Promise<Effect> {
  const periods = periodsOf(told.applied_on, told.weeks);
  const rules = effectPack.on(told.applied_on);
  const [before, after] = await Promise.all([
    countPeriod(ctx, told, periods.before),
    countPeriod(ctx, told, periods.after),
  ]);
  const lines = (told.indicators as EffectIndicator[]).map((indicator) => {
    const side = ({ value, cases }: Counted) => ({ value, cases });
    const verdict = judgeChange(indicator, before[indicator], after[indicator], {
      ...rules,
      measured: told.indicators.length,
    });
    return { indicator, before: side(before[indicator]), after: side(after[indicator]), verdict };
  });
  return { ...periods, lines, ruleVersion: rules.version };
}

/** Every night: effects whose weeks are over, counted once and kept as they were counted. */
export async function measureDue(ctx: Ctx): Promise<void> {
  const today = cityDay(ctx.config, ctx.now);
  const due = await sql<{
    id: string;
    block: string | null;
    district_id: string | null;
    applied_on: string;
    weeks: number;
    indicators: string[];
  }>`
    SELECT id, block, district_id, applied_on, weeks, indicators FROM recommendations.recommendation
    WHERE state = 'applied' AND applied_on + weeks * 7 <= ${today}::date ORDER BY applied_on, id LIMIT 50
    FOR UPDATE SKIP LOCKED`.execute(ctx.db);
  for (const row of due.rows) {
    const effect = await countEffect(ctx, row);
    await ctx.db
      .updateTable('recommendations.recommendation')
      .set({
        state: 'measured',
        effect: JSON.stringify(effect),
        measured_at: ctx.now,
        version: sql`version + 1`,
      })
      .where('id', '=', row.id)
      .execute();
    ctx.audit({
      action: 'recommendations.measure',
      object: 'recommendation',
      objectId: row.id,
      data: { verdicts: effect.lines.map(({ indicator, verdict }) => `${indicator}: ${verdict}`) },
    });
  }
}
