import { sql } from 'kysely';
import { Gauge } from 'prom-client';
import { z } from 'zod';
import { smsSettings } from '../../../shared/contract/base/outbox-settings.ts';
import { counted } from '../../../shared/text/plural.ts';
import { DAY, HOUR } from '../../../shared/time.ts';
import { AppError } from '../../lib/errors.ts';
import { registry } from '../../lib/metrics.ts';
import { type Ctx, defineEvent } from '../../lib/module/context.ts';
import { levelOf, limitOf, type SmsBudget, shares, spans, type Used, worstLevel } from './sms-limits.ts';

/** Codes are counted one after another, so that no two take the last of the share. */
const COUNTING = 398_202_141;
/** While the share of codes is near its end, one code goes in so many seconds. */
const SLOW_SECONDS = 20;

/** The budget came near its end or is spent: `control` tells administrators. */
export const smsBudgetAlarm = defineEvent(
  'outbox.sms-budget',
  z.object({
    share: z.enum(['codes', 'notices']),
    level: z.enum(['near', 'spent']),
    span: z.enum(['hour', 'day']),
    used: z.number(),
    limit: z.number(),
  }),
);

const usedShare = new Gauge({
  name: 'otklik_sms_budget_used',
  help: 'Part of the SMS budget used, by share (codes, notices) and span (hour, day)',
  labelNames: ['share', 'span'] as const,
  registers: [registry],
});

/** The budget of the SMS channel; its defaults where nothing is set. */
export async function readBudget(ctx: Pick<Ctx, 'db'>): Promise<SmsBudget> {
  const row = await ctx.db
    .selectFrom('outbox.channel_setting')
    .select('settings')
    .where('channel', '=', 'sms')
    .executeTakeFirst();
  const fields = smsSettings.pick({ perHour: true, perDay: true, codeShare: true });
  return fields.parse(row?.settings ?? {});
}

/** SMS of the last hour and day: codes as they are asked for, notices as they leave. Plan: letter_sms. */
export async function countSms(ctx: Pick<Ctx, 'db' | 'now'>): Promise<Used> {
  const { rows } = await sql<{ is_code: boolean; hour: number; day: number }>`
    SELECT purpose = 'sign-in-code' AS is_code, count(*)::int AS day,
      (count(*) FILTER (WHERE state_at > ${new Date(ctx.now.getTime() - HOUR)}))::int AS hour
    FROM outbox.letter
    WHERE channel = 'sms' AND state_at > ${new Date(ctx.now.getTime() - DAY)}
      AND (state IN ('sending', 'sent', 'unknown', 'shown') OR (purpose = 'sign-in-code' AND state = 'queued'))
    GROUP BY 1`.execute(ctx.db);
  const of = (isCode: boolean) => {
    const row = rows.find(({ is_code }) => is_code === isCode);
    return { hour: row?.hour ?? 0, day: row?.day ?? 0 };
  };
  return { codes: of(true), notices: of(false) };
}

/** Sets the metric and tells administrators, once for each hour or day, what is near its end or spent. */
export async function watchBudget(ctx: Ctx, budget: SmsBudget, used: Used): Promise<void> {
  for (const share of shares)
    for (const span of spans) {
      const limit = limitOf(budget, share, span);
      usedShare.set({ share, span }, used[share][span] / Math.max(1, limit));
      const level = levelOf(budget, used, share, span);
      if (level === 'easy') continue;
      const length = span === 'hour' ? HOUR : DAY;
      const bucket = new Date(Math.floor(ctx.now.getTime() / length) * length);
      const { numInsertedOrUpdatedRows } = await ctx.db
        .insertInto('outbox.sms_alarm')
        .values({ share, level, span, bucket, at: ctx.now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 1n)
        ctx.announce(smsBudgetAlarm, { share, level, span, used: used[share][span], limit });
    }
}

/**
 * Takes one SMS of the share of codes, or refuses in words with the other way. Near its end codes go slower, so that a flood
 * from many addresses does not spend the hour in a minute.
 */
export async function takeCodeSms(ctx: Ctx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${COUNTING})`.execute(ctx.db);
  const [budget, used] = [await readBudget(ctx), await countSms(ctx)];
  const level = worstLevel(budget, used, 'codes');
  if (level === 'spent') refuse('SMS с кодами на это время закончились: их попросили слишком много.', 900);
  if (level === 'near') {
    const wait = SLOW_SECONDS - (await secondsSinceCode(ctx));
    if (wait > 0)
      refuse(
        `Кодов сейчас просят слишком много. SMS можно запросить через ${counted(wait, 'секунду', 'секунды', 'секунд')}.`,
        wait,
      );
  }
  const { hour, day } = used.codes;
  await watchBudget(ctx, budget, { ...used, codes: { hour: hour + 1, day: day + 1 } });
}

function refuse(why: string, retryAfter: number): never {
  const words = `${why} Войдите по коду на почту или повторите позже.`;
  throw new AppError('lib.too-many-requests', words, {
    retryAfter,
    fields: { phone: 'Укажите адрес почты: код придёт туда' },
  });
}

async function secondsSinceCode(ctx: Ctx): Promise<number> {
  const row = await ctx.db
    .selectFrom('outbox.letter')
    .select('created_at')
    .where('channel', '=', 'sms')
    .where('purpose', '=', 'sign-in-code')
    .orderBy('state_at', 'desc')
    .executeTakeFirst();
  return row ? Math.floor((ctx.now.getTime() - row.created_at.getTime()) / 1000) : Infinity;
}
