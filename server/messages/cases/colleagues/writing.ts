import { sql } from 'kysely';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import type { sayWriting as sayWritingRoute } from '../../../../shared/contract/messages/cases-colleagues.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { requireReadable } from './readable.ts';

/** How long a word that somebody writes is believed: their screen says it anew each minute of typing. */
const BELIEVED_MS = 3 * 60_000;

/** Route: the caller writes an answer here, or has stopped. A promise of nothing: no version, no record in the journal. */
export async function sayWriting(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof sayWritingRoute>,
): Promise<{ done: true }> {
  await requireReadable(ctx, params.id);
  if (body.isWriting && isStaff(ctx.actor)) {
    await sql`
      WITH over AS (
        DELETE FROM cases.writing WHERE person_id = ${ctx.actor.id} AND at < ${believedFrom(ctx)} AND case_id <> ${params.id}
      )
      INSERT INTO cases.writing (case_id, person_id, name, since, at)
      VALUES (${params.id}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now}, ${ctx.now})
      ON CONFLICT (case_id, person_id) DO UPDATE SET at = excluded.at,
        since = CASE WHEN writing.at < ${believedFrom(ctx)} THEN excluded.since ELSE writing.since END`.execute(
      ctx.db,
    );
  } else await stopWriting(ctx, params.id);
  return { done: true };
}

/** The caller has sent what they wrote, or left it. */
export async function stopWriting({ db, actor }: Ctx, caseId: string): Promise<void> {
  if (!isStaff(actor)) return;
  await db
    .deleteFrom('cases.writing')
    .where('case_id', '=', caseId)
    .where('person_id', '=', actor.id)
    .execute();
}

/** Who else writes an answer of a case now, whoever began first. Plan: writing_pkey. */
export async function listWriting(ctx: Ctx, caseId: string): Promise<CaseCard['writing']> {
  if (!isStaff(ctx.actor)) return [];
  const rows = await ctx.db
    .selectFrom('cases.writing')
    .select(['name', 'since'])
    .where('case_id', '=', caseId)
    .where('person_id', '<>', ctx.actor.id)
    .where('at', '>=', believedFrom(ctx))
    .orderBy('since')
    .execute();
  return rows.map(({ name, since }) => ({ name, since: since.toISOString() }));
}

const believedFrom = ({ now }: Ctx): Date => new Date(now.getTime() - BELIEVED_MS);
