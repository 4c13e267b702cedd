import { sql } from 'kysely';
import type { Outcome, Status } from '../../../../shared/contract/messages/cases.ts';
import { restoreSorted } from '../../../base/understanding/index.ts';
import { actingAs, type Ctx } from '../../../lib/module/context.ts';
import { type DecisionCase, lockForDecision } from '../card/decision-case.ts';
import { changeColumns, moveCase } from '../card/move.ts';
import { revertClocks } from '../clocks/clocks.ts';
import { revertStageClocks } from '../clocks/stage-clocks.ts';
import { closedStatuses } from '../core/statuses.ts';
import { addEvents } from '../core/timeline.ts';
import { describeFormer, type FormerCase, revokeLinks, topicBefore } from './undo.ts';

/** What was done to a case as part of a mass problem, and what it was before. */
interface FollowAct {
  /** Version before the act: it joins the act to the one before, when nobody touched the case between. */
  before: number;
  former: FormerCase;
  at: string;
  /** Nothing ran or stopped with it. */
  keepsClocks?: true;
  /** The answer the act sent to review; `draft` is the executor's own that stood there. */
  answer?: { id: string; draft: { body: string; outcome: Outcome } | null };
}

/** Statuses in which a case can be part of an open problem. */
export const cannotFollow: ReadonlySet<Status> = new Set([...closedStatuses, 'rejected']);

/** Notes an act in the transaction that made it. */
export async function noteAct(ctx: Ctx, caseId: string, act: FollowAct): Promise<void> {
  await sql`
    UPDATE cases.case_file SET follow_acts = coalesce(follow_acts, '[]'::jsonb) || ${JSON.stringify([act])}::jsonb
    WHERE id = ${caseId}`.execute(ctx.db);
}

/** The case goes on as part of a problem whose main case is `leadId`: it leaves the queue, its clocks run. */
export async function followLead(
  ctx: Ctx,
  file: DecisionCase,
  lead: { id: string; number: string; title: string },
): Promise<void> {
  const left = await changeColumns(ctx, file, { follows_id: lead.id });
  await noteAct(ctx, file.id, {
    before: file.version,
    former: describeFormer(file, left),
    at: ctx.now.toISOString(),
    keepsClocks: true,
  });
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'problem',
      visibility: 'staff',
      text: `Часть массовой проблемы «${lead.title}», главное дело № ${lead.number}`,
      data: { number: lead.number },
    },
  ]);
}

/** Cases that follow a main one, in the order in which they are to be locked. Plan: case_file_follows. */
export async function followersOf(ctx: Ctx, leadId: string, statuses: readonly Status[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select('id')
    .where('follows_id', '=', leadId)
    .where('status', 'in', [...statuses])
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** `whole` — all is as it was before; `kept` — somebody has worked on it since, so it stays where it is. */
export type LeftAs = 'whole' | 'kept';

/**
 * Takes a case out of its problem. What was done to it as a part — sorted with the main case, a common answer that has not
 * gone out — is taken back: state, topic, executor, clocks, links, the executor's own draft. What a person did to it alone,
 * and a letter that has left, stay.
 */
export async function leaveLead(ctx: Ctx, caseId: string, text: string): Promise<LeftAs> {
  const file = await lockForDecision(ctx, caseId);
  const { follow_acts: stored } = await ctx.db
    .selectFrom('cases.case_file')
    .select('follow_acts')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const acts = untouchedActs((stored ?? []) as FollowAct[], file.version);
  const gone = { follows_id: null, follow_acts: null };
  const [first] = acts;
  if (first) {
    const set = { ...first.former.columns, published_at: keepsConsent(first.former), ...gone };
    if (file.status === first.former.status) await changeColumns(ctx, file, set);
    else {
      const system = actingAs(ctx, { kind: 'system', name: 'problems' });
      await moveCase(system, file, 'leave-problem', { to: first.former.status, isHidden: true, set });
    }
    await restoreSorted(ctx, caseId, topicBefore(first.former));
    for (const act of acts.toReversed()) await revertAct(ctx, caseId, act);
  } else await changeColumns(ctx, file, gone);
  await addEvents(ctx, [{ caseId, kind: 'problem', visibility: 'staff', text, data: { left: true } }]);
  return first ? 'whole' : 'kept';
}

/** The acts that end at the version the case has, each beginning where the one before left it. */
function untouchedActs(acts: readonly FollowAct[], version: number): FollowAct[] {
  const found: FollowAct[] = [];
  let until = version;
  for (const act of acts.toReversed()) {
    if (act.former.version !== until) break;
    found.unshift(act);
    until = act.before;
  }
  return found;
}

/** A consent withdrawn meanwhile outlives the problem: the card stays hidden. */
const keepsConsent = ({ columns }: FormerCase) =>
  sql<Date | null>`CASE WHEN has_publish_consent THEN ${(columns.published_at as string | null) ?? null}::timestamptz END`;

async function revertAct(
  ctx: Ctx,
  caseId: string,
  { former, at, keepsClocks, answer }: FollowAct,
): Promise<void> {
  if (!keepsClocks) await revertStageClocks(ctx, caseId, new Date(at));
  await revertClocks(ctx, caseId, former.clocks);
  await revokeLinks(ctx, former.links);
  if (!answer) return;
  const set = answer.draft
    ? { state: 'draft', body: answer.draft.body, outcome: answer.draft.outcome }
    : { state: 'returned', return_reason: 'Дело вынуто из массовой проблемы: общий ответ не отправлен' };
  await ctx.db
    .updateTable('cases.answer')
    .set(set)
    .where('id', '=', answer.id)
    .where('state', 'in', ['draft', 'review', 'approval'])
    .execute();
}
