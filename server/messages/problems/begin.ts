import { sql } from 'kysely';
import { capitalise } from '../../../shared/text/words.ts';
import { findBlock, findFact } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { forLists } from '../cases/index.ts';

interface NamedProblem {
  title: string;
  block: string | null;
  fact_id: string | null;
  district_id: string | null;
}

/** A name people understand: the topic and the place of the main case; a person may change it. */
async function nameProblem(ctx: Ctx, leadId: string): Promise<NamedProblem> {
  const { rows } = await sql<NamedProblem & { address: string | null; is_home: boolean }>`
    SELECT title, coalesce(block, suggestion -> 0 ->> 'block') AS block,
      coalesce(fact_id, suggestion -> 0 ->> 'factId') AS fact_id, district_id, address, is_home
    FROM cases.v_matter WHERE id = ${leadId}`.execute(ctx.db);
  const [file] = rows;
  if (!file) throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  const { block, fact_id, district_id } = file;
  const topic =
    (fact_id && findFact(fact_id)?.shortTitle) ||
    (block && findBlock(block)?.shortTitle) ||
    forLists(file.title);
  // The flat is nobody's business in a name many read.
  const street = file.address?.replace(/,?\s*(?:кв\.?|квартира)\s*№?\s*\d+\S*/giu, '');
  const place = street ?? (district_id ? districtTitle(district_id) : null);
  const title = capitalise([topic, place].filter(Boolean).join(', ').slice(0, 200));
  return { title, block, fact_id, district_id };
}

/** Begins a problem with its main case; named after it unless a person gave a name. @returns its id. */
export async function beginProblem(ctx: Ctx, leadId: string, title?: string): Promise<string> {
  const id = newId();
  const named = await nameProblem(ctx, leadId);
  await ctx.db
    .insertInto('problems.problem')
    .values({
      id,
      state: 'proposed',
      lead_id: leadId,
      found_at: ctx.now,
      touched_at: ctx.now,
      ...named,
      ...(title && { title }),
    })
    .execute();
  return id;
}
