import { eraseByLaw } from '../../../base/audit/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forStrangers } from '../core/mask-text.ts';

/**
 * Takes whatever leads to a person out of the answers of a case. An answer that was sent is committed to the journal: its former words
 * go with their salt, and a tombstone with the ground stays.
 * @param ground the rule that asks for it, without personal data.
 */
export async function eraseAnswers(ctx: Ctx, caseId: string, ground: string): Promise<void> {
  const rows = await ctx.db
    .selectFrom('cases.answer')
    .select(['id', 'body'])
    .where('case_id', '=', caseId)
    .execute();
  await eraseByLaw(ctx, ground, async () => {
    for (const { id, body } of rows) {
      const rest = forStrangers(body);
      if (rest === body) continue;
      await ctx.db.updateTable('cases.answer').set({ body: rest }).where('id', '=', id).execute();
    }
  });
}
