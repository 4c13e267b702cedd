import { formatDay } from '../../../../shared/text/dates.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readStatus, residentStatusTitle } from '../core/statuses.ts';
import { tellStage } from './tell-stage.ts';
import { dayWords } from './words.ts';

interface Joined {
  status: string;
  due_at: Date | null;
  answered_at: Date | null;
  promised_on: string | null;
}

/** How the joined message stands on this day, in one sentence: no date that has passed is promised. */
export function stateOfJoined(file: Joined, now: Date): string {
  if (file.answered_at) return `Ответ на него уже дан ${dayWords(file.answered_at)}: откройте и прочтите.`;
  if (file.status === 'deferred' && file.promised_on)
    return `Решение обещано к ${formatDay(file.promised_on)}.`;
  const state = `Сейчас: ${residentStatusTitle(readStatus(file.status)).toLocaleLowerCase('ru')}.`;
  if (!file.due_at) return state;
  return file.due_at > now
    ? `${state} Ответим до ${dayWords(file.due_at)}.`
    : `${state} Срок ответа был ${dayWords(file.due_at)}, ответа ещё нет.`;
}

/** The receipt of whoever joined: number, link of their own, how the message stands. */
export async function tellJoined(ctx: Ctx, caseId: string, contactId: string): Promise<void> {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .select(['status', 'due_at', 'answered_at', 'promised_on'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const only = new Set([contactId]);
  await tellStage(ctx, caseId, 'case-joined', { state: stateOfJoined(file, ctx.now) }, { only });
}
