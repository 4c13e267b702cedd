import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import { findUnknownVariables } from '../../../shared/text/answer-templates.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';

const pack = z.object({
  validFrom: z.iso.date(),
  templates: z.array(
    z.object({
      factId: z.string().optional(),
      title: z.string(),
      outcome: z.string(),
      body: z.string().refine((body) => findUnknownVariables(body).length === 0),
    }),
  ),
});

/** The first templates of a new city; once somebody has edited theirs, the pack is not read again. */
export async function seedTemplates(ctx: Ctx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('quality.seed'))`.execute(ctx.db);
  const known = await ctx.db.selectFrom('quality.template').select('id').limit(1).executeTakeFirst();
  if (known) return;
  const source = new URL('../../../packs/messages/answers/templates-2026.json', import.meta.url);
  const { validFrom, templates } = pack.parse(JSON.parse(readFileSync(source, 'utf8')));
  await ctx.db
    .insertInto('quality.template')
    .values(
      templates.map(({ factId, title, outcome, body }) => ({
        id: newId(),
        key: newId(),
        version: 1,
        fact_id: factId ?? null,
        outcome,
        title,
        body,
        valid_from: validFrom,
        author: 'system:pack',
        author_name: 'Набор «Отклика»',
        created_at: ctx.now,
      })),
    )
    .execute();
}

/** Templates in force today: those of the topic first, then of its block, then of every topic. */
export async function listOfferedTemplates(ctx: Ctx, factId: string | null) {
  const block = factId ? (findFact(factId)?.block ?? null) : null;
  const today = localDate(ctx.now);
  const rows = await ctx.db
    .selectFrom('quality.template')
    .select(['id', 'title', 'body', 'fact_id', 'block'])
    .where(sql<boolean>`valid_from <= ${today}::date AND (valid_to IS NULL OR valid_to >= ${today}::date)`)
    .where(
      sql<boolean>`(fact_id = ${factId} OR fact_id IS NULL AND block = ${block} OR fact_id IS NULL AND block IS NULL)`,
    )
    .orderBy(sql`fact_id IS NULL, block IS NULL`)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, title, body, fact_id }) => ({ id, title, text: body, isOfTopic: fact_id !== null }));
}
