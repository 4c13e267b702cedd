import type { FileAccess } from '../../../base/files/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readLink } from '../card/executor-link.ts';
import { ownCases, permissionsOn } from '../core/reach.ts';
import { findOwnContact } from '../core/tracking.ts';
import { isShownToStrangers } from '../reading/personal.ts';

/**
 * Staff see what belongs to their cases, and the original where they may reveal contacts; the bearer of an executor's
 * link all of that one case; its author all but what an unreleased answer carries; everybody else, who joined too, what a
 * moderator released on a published case. Plan: index attachment_file, then keys.
 */
export async function checkPhoto(ctx: Ctx, fileId: string, token?: string): Promise<FileAccess> {
  const row = await ctx.db
    .selectFrom('cases.attachment as attachment')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'attachment.case_id')
    .leftJoin('cases.answer as answer', 'answer.id', 'attachment.answer_id')
    .select(['attachment.case_id', 'attachment.answer_id', 'answer.state'])
    .select(['cases.case_file.merged_into', isShownToStrangers().as('is_shown')])
    .select(['cases.case_file.block', 'cases.case_file.district_id'])
    .select(ownCases(ctx.actor).as('is_own'))
    .where('attachment.file_id', '=', fileId)
    .executeTakeFirst();
  if (!row) return 'denied';
  const { actor } = ctx;
  if (actor.kind === 'staff' && row.is_own)
    return permissionsOn(actor, row).has('cases.reveal') ? 'full' : 'allowed';
  if (token && (await bearsLink(ctx, row.case_id, token))) return 'allowed';
  const isOut = row.answer_id === null || row.state === 'released';
  if (!isOut) return 'denied';
  const own = await findOwnContact(ctx, row.case_id, token);
  if (own && !own.is_joiner) return 'allowed';
  return row.is_shown && row.merged_into === null ? 'public' : 'denied';
}

async function bearsLink(ctx: Ctx, caseId: string, token: string): Promise<boolean> {
  try {
    return (await readLink(ctx, token)).actor.caseId === caseId;
  } catch (error) {
    // Not a link, or one that no longer works: the caller may still be somebody else who may see it.
    if (error instanceof AppError) return false;
    throw error;
  }
}
