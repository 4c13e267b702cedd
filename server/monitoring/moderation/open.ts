import type * as contract from '../../../shared/contract/monitoring/moderation-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { moderationPromise } from '../../../shared/text/monitoring/moderation.ts';
import { MINUTE } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { createKept } from '../../lib/jobs/kept.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { plainNumber } from './appeals.ts';
import { countModeration, monthsBefore } from './figures.ts';
import { type LineRow, presentLine, readLines } from './lines.ts';
import { moderationPack } from './pack.ts';
import { type RuleRow, readVersions, rulesAt } from './rules.ts';

type Rules = typeof contract.getCommentRules;
type OpenFigures = contract.ModerationFigures;

/** Counted once for all readers: whole months change no more. */
const keptFigures = createKept<OpenFigures>(10);
const WHOLE_MONTHS = 12;

const presentRule = (row: RuleRow): contract.OpenCommentRules['rules'][number] => ({
  number: row.number,
  title: row.title,
  text: row.text,
  needsSecond: row.needs_second,
  since: row.in_force_at.toISOString(),
  ground: row.ground,
});

/** Route, for everybody. */
export async function getCommentRules(ctx: Ctx): Promise<RouteReplyInput<Rules>> {
  const today = localDate(ctx.now);
  const days = monthsBefore(today, WHOLE_MONTHS, false);
  const versions = await readVersions(ctx);
  const coming = versions
    .filter((one) => one.in_force_at > ctx.now && !one.is_retired)
    .toSorted((a, b) => a.in_force_at.getTime() - b.in_force_at.getTime());
  return {
    promise: moderationPromise,
    rules: rulesAt(versions, ctx.now).map(presentRule),
    coming: coming.map(presentRule),
    appealDays: moderationPack.on(today).appealDays,
    figures: await keptFigures(ctx, `moderation ${days.to}`, { fresh: 10 * MINUTE }, () =>
      countModeration(ctx, days),
    ),
  };
}

/** Route, for everybody: what stands in the notice anyway, and what became of the objection. */
export async function findOpenAct(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.findOpenAct>,
): Promise<{ act: contract.OpenAct | null }> {
  const act = await ctx.db
    .selectFrom('moderation.act')
    .select(['id', 'appeal_until'])
    .where('number', '=', plainNumber(query.number))
    .executeTakeFirst();
  const [row] = act ? await readLines(ctx, [act.id]) : [];
  return { act: act && row ? presentOpen(ctx, row, act.appeal_until) : null };
}

function presentOpen(ctx: Ctx, row: LineRow, until: Date | null): contract.OpenAct {
  const line = presentLine(ctx, row);
  const { appeal } = line;
  return {
    number: line.number,
    ruleNumber: line.ruleNumber,
    ruleTitle: line.ruleTitle,
    pageTitle: line.pageTitle,
    state: line.state,
    hiddenAt: line.hiddenAt,
    appealUntil: until?.toISOString() ?? null,
    mayAppeal: line.state === 'hidden' && !appeal && until !== null && until >= ctx.now,
    appeal: appeal && { madeAt: appeal.madeAt, dueAt: appeal.dueAt, outcome: appeal.outcome },
  };
}
