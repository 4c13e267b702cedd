import { sql } from 'kysely';
import type { Db } from '../../../lib/database/db.ts';
import { actorRef, type Ctx } from '../../../lib/module/context.ts';
import { definePort } from '../../../lib/module/port.ts';
import type { Services } from '../../../lib/module/unit-of-work.ts';
import type { SuggestedFact } from '../../taxonomy/index.ts';
import type { Lesson } from './teach.ts';

/** What a person chose for a case, beside what was proposed. */
export interface Sorted {
  caseId: string;
  fact: { id: string; block: string };
  suggested?: Pick<SuggestedFact, 'factId' | 'block' | 'confidence'> | undefined;
}

/** Remembers what a person chose: an example for the next training. The last choice counts. */
export async function rememberSorted(ctx: Ctx, { caseId, fact, suggested }: Sorted): Promise<void> {
  const chosen = {
    block: fact.block,
    fact_id: fact.id,
    labelled_at: ctx.now,
    labelled_by: actorRef(ctx.actor),
    suggested_fact_id: suggested?.factId ?? null,
    suggested_block: suggested?.block ?? null,
    confidence: suggested?.confidence ?? null,
  };
  await ctx.db
    .insertInto('understanding.example')
    .values({ case_id: caseId, ...chosen })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet(chosen))
    .execute();
}

/** A decision was taken back: the topic a person had given before it counts again, if there was one. */
export async function restoreSorted(
  ctx: Ctx,
  caseId: string,
  former: { id: string; block: string } | null,
): Promise<void> {
  if (!former) return forgetSorted(ctx, [caseId]);
  await ctx.db
    .updateTable('understanding.example')
    .set({ fact_id: former.id, block: former.block })
    .where('case_id', '=', caseId)
    .execute();
}

/** Cases whose words were erased or whose author withdrew the consent teach no more. */
export async function forgetSorted(ctx: Ctx, caseIds: readonly string[]): Promise<void> {
  await sql`DELETE FROM understanding.example WHERE case_id = ANY(${[...caseIds]}::uuid[])`.execute(ctx.db);
}

/** A case as its module lends it for learning. */
export interface LentCase extends Lesson {
  number: string;
}

/**
 * Lends the words of cases whose topic a person chose and whose words may be used: not erased, consent not withdrawn.
 * Phones, e-mails and names are hidden already.
 */
export type LendCases = (db: Db, caseIds: readonly string[]) => Promise<LentCase[]>;

/** The module of cases says how their words are read; this one keeps none. */
export const caseLending = definePort<LendCases>('understanding.lending');

/** Cases one training takes at most, the newest: what is older is forgotten as towns change. */
export const MOST_LESSONS = 100_000;
const PORTION = 500;

/** Sorted cases with their words, in portions. */
export async function* readLessons({ database: db, ports }: Services): AsyncGenerator<Lesson[]> {
  const lendCases = ports.find(caseLending);
  if (!lendCases) return;
  const rows = await db
    .selectFrom('understanding.example')
    .select('case_id')
    .orderBy('labelled_at', 'desc')
    .orderBy('case_id')
    .limit(MOST_LESSONS)
    .execute();
  for (let start = 0; start < rows.length; start += PORTION) {
    const lent = await lendCases(
      db,
      rows.slice(start, start + PORTION).map(({ case_id }) => case_id),
    );
    yield lent.map(({ caseId, text, factId, block }) => ({ caseId, text, factId, block }));
  }
}
