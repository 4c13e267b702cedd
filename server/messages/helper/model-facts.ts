import { sql } from 'kysely';
import { counted } from '../../../shared/text/plural.ts';
import type { SystemFacts } from '../../lib/exchange/connected-systems.ts';
import type { Ctx } from '../../lib/module/context.ts';

/** The model that drafts texts, once it has been set. Errors are those since its last answer. Plan: questions of a week. */
export async function listModelFacts(ctx: Ctx): Promise<SystemFacts[]> {
  const { rows } = await sql<{
    is_active: boolean;
    last: Date | null;
    failed: number;
    failure: string | null;
  }>`
    WITH asked AS (
      SELECT asked_at, failure FROM helper.request WHERE asked_at > ${ctx.now}::timestamptz - interval '7 days'
    ), answered AS (SELECT max(asked_at) AS last FROM asked WHERE failure IS NULL)
    SELECT is_active, answered.last,
      (SELECT count(*)::int FROM asked WHERE failure IS NOT NULL AND asked_at > coalesce(answered.last, '-infinity')) AS failed,
      (SELECT failure FROM asked WHERE failure IS NOT NULL ORDER BY asked_at DESC LIMIT 1) AS failure
    FROM helper.setting, answered`.execute(ctx.db);
  return rows.map(({ is_active: isOn, last, failed, failure }) => ({
    code: 'model',
    title: 'Модель для черновиков',
    clause: null,
    way: 'вопросы по кнопке',
    words:
      failed > 0
        ? `${counted(failed, 'вопрос', 'вопроса', 'вопросов')} без ответа: ${(failure ?? '').replace(/\.$/u, '')}`
        : '',
    link: '/staff/helper',
    isOn,
    lastAt: last,
    waiting: 0,
    oldestWaitingAt: null,
    errors: failed,
    isAskedSeldom: true,
  }));
}
