import { type RawBuilder, sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/moderation.ts';
import { isOneOf } from '../../../shared/lists.ts';
import { startTerm } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { waitingStates } from './workflow.ts';

/** A decision as a line of the register shows it. */
export interface LineRow {
  id: string;
  number: string;
  rule_number: number;
  rule_title: string;
  network: string | null;
  page_title: string | null;
  state: contract.ActState;
  made_by_name: string;
  made_at: Date;
  hidden_at: Date | null;
  appeal_at: Date | null;
  appeal_due: Date | null;
  appeal_outcome: contract.AppealOutcome | null;
  is_untold: boolean;
  post_id: string;
}

/** `isUntold` of workflow.ts, of a decision: something of it was told nowhere, or nobody knows. */
export const isUntoldAct = sql`EXISTS (SELECT FROM moderation.notice WHERE notice.act_id = act.id
  AND (notice.state = 'unknown' OR (notice.state = 'failed' AND notice.way = 'public')))`;

/** Of moderation.act with its rule, its page and its objection. */
export const lineColumns = sql`act.id, act.number, rule.number AS rule_number, rule.title AS rule_title, page.network,
  page.title AS page_title, act.state, act.made_by_name, act.made_at, act.hidden_at, appeal.made_at AS appeal_at,
  appeal.due_at AS appeal_due, appeal.outcome AS appeal_outcome, act.post_id,
  ${isUntoldAct} AS is_untold`;

export const lineTables = sql`moderation.act
  JOIN moderation.rule ON rule.id = act.rule_id
  LEFT JOIN networks.v_page AS page ON page.id = act.page_id
  LEFT JOIN moderation.appeal ON appeal.act_id = act.id`;

async function selectLines(ctx: Ctx, condition: RawBuilder<unknown>): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    SELECT ${lineColumns} FROM ${lineTables} WHERE ${condition} ORDER BY act.made_at, act.id`.execute(ctx.db);
  return rows;
}

export const readLines = (ctx: Ctx, ids: readonly string[]): Promise<LineRow[]> =>
  selectLines(ctx, sql`act.id = ANY(${[...ids]}::uuid[])`);

/** Decisions about these comments, the earliest first. */
export const readLinesOfPosts = (ctx: Ctx, postIds: readonly string[]): Promise<LineRow[]> =>
  selectLines(ctx, sql`act.post_id = ANY(${[...postIds]}::uuid[])`);

/** By when another person looks, of a decision made then: a rule of packs/base/deadlines. */
export const secondDueAt = (madeAt: Date): Date => startTerm('moderation-second', madeAt).dueAt;

function presentSecond({ now }: Pick<Ctx, 'now'>, row: LineRow): contract.ActLine['second'] {
  if (row.state !== 'second') return null;
  const dueAt = secondDueAt(row.made_at);
  return { dueAt: dueAt.toISOString(), isLate: dueAt < now };
}

export const presentLine = (ctx: Pick<Ctx, 'now'>, row: LineRow): contract.ActLine => ({
  id: row.id,
  number: row.number,
  ruleNumber: row.rule_number,
  ruleTitle: row.rule_title,
  network: row.network ?? '',
  pageTitle: row.page_title ?? '',
  state: row.state,
  madeBy: row.made_by_name,
  madeAt: row.made_at.toISOString(),
  hiddenAt: row.hidden_at?.toISOString() ?? null,
  second: presentSecond(ctx, row),
  appeal:
    row.appeal_at && row.appeal_due
      ? {
          madeAt: row.appeal_at.toISOString(),
          dueAt: row.appeal_due.toISOString(),
          isLate: row.appeal_outcome === null && row.appeal_due < ctx.now,
          outcome: row.appeal_outcome,
        }
      : null,
  isWaiting:
    isOneOf(waitingStates, row.state) ||
    row.is_untold ||
    (row.appeal_at !== null && row.appeal_outcome === null),
});
