import { randomUUID } from 'node:crypto';
import type { Answers } from '../../../shared/contract/participation/questionnaire.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findPoll } from './rows.ts';

/** Of somebody invented, who is nobody. */
export interface DemoSheet {
  districtId: string | null;
  ageGroup: string | null;
  answers: Answers;
}

/** Answers of the demo city: as many on the roll as there are sheets, and none of them a person. */
export async function insertDemoSheets(
  ctx: Ctx,
  pollId: string,
  sheets: readonly DemoSheet[],
): Promise<void> {
  const { edition } = await findPoll(ctx, pollId);
  await ctx.db
    .insertInto('polls.participant')
    .values(
      sheets.map(() => ({
        poll_id: pollId,
        person_key: randomUUID(),
        repeat_key: randomUUID(),
        is_mixed: true,
      })),
    )
    .execute();
  await ctx.db
    .insertInto('polls.sheet')
    .values(
      sheets.map(({ districtId, ageGroup, answers }) => ({
        id: randomUUID(),
        poll_id: pollId,
        edition,
        district_id: districtId,
        age_group: ageGroup,
        answers: JSON.stringify(answers),
        is_mixed: true,
      })),
    )
    .execute();
}
