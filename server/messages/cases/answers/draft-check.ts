import type {
  AnswerCheck,
  checkDraft,
  EarlierAnswer,
} from '../../../../shared/contract/messages/cases-answers.ts';
import type { checkByLink } from '../../../../shared/contract/messages/cases-executor.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { actingAs, type Ctx } from '../../../lib/module/context.ts';
import { readAnswerLink } from '../card/executor-link.ts';
import { forWork } from '../core/mask-text.ts';
import { ownCases, requireOn } from '../core/reach.ts';
import { measureLikeness, readRepeated } from '../likeness/measure.ts';
import { checkAnswer } from './answer-checks.ts';

type Check = typeof checkDraft;

/** Route: what a text has and lacks while it is being written. */
export async function checkForStaff(
  ctx: Ctx,
  { params, body }: HandlerInput<Check>,
): Promise<RouteReplyInput<Check>> {
  const file = await selectChecked(ctx, params.id);
  requireOn(ctx.actor, file, 'cases.answer');
  return judgeDraft(ctx, file, body);
}

/** Route: the same for the bearer of a link. */
export async function checkForLink(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof checkByLink>,
): Promise<RouteReplyInput<typeof checkByLink>> {
  const link = await readAnswerLink(ctx, params.token);
  const file = await selectChecked(actingAs(ctx, link.actor), link.actor.caseId);
  const { checks } = await judgeDraft(ctx, { ...file, body: forWork(file.body) }, body);
  return { checks };
}

async function selectChecked(ctx: Ctx, id: string) {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'body', 'address', 'fact_id', 'block', 'district_id', 'executor_unit_id'])
    .where('id', '=', id)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  if (!file) throw new AppError('lib.not-found', 'Такого дела нет или оно вам не показано.');
  return file;
}

interface Judged {
  checks: AnswerCheck[];
  /** The earlier answer it repeats. */
  repeats: EarlierAnswer | null;
}

async function judgeDraft(
  ctx: Ctx,
  file: Awaited<ReturnType<typeof selectChecked>>,
  written: { text: string; outcome: string; hasPhotoAfter: boolean },
): Promise<Judged> {
  const measured = await measureLikeness(ctx, file, written.text);
  const checks = checkAnswer({
    body: written.text,
    outcome: written.outcome,
    number: file.number,
    address: file.address,
    question: file.body,
    topic: topicTitle(file.fact_id),
    hasPhotoAfter: written.hasPhotoAfter,
    ...measured,
  });
  const own = { of: measured.likenessOf, measured };
  return { checks, repeats: (await readRepeated(ctx, [own]))(own) };
}

export const topicTitle = (factId: string | null): string => (factId ? (findFact(factId)?.title ?? '') : '');
