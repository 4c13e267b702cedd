import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/monitoring/incident-replies.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { fillTemplate, type TemplateValues } from '../../../../shared/text/answer-templates.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { findUnit } from '../../../base/identity/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { templateSource } from '../../../messages/cases/index.ts';
import { findIncident, type IncidentRow } from '../rows.ts';

type List = typeof contract.listReadyAnswers;

/** The day the answer is due on, the later of those that run. Plan: term by incident. */
async function readTerm(ctx: Ctx, incidentId: string): Promise<string | null> {
  const { rows } = await sql<{ due_at: Date }>`
    SELECT due_at FROM incidents.term
    WHERE incident_id = ${incidentId}::uuid AND ended_at IS NULL AND kind IN ('answer', 'final')
    ORDER BY due_at DESC LIMIT 1`.execute(ctx.db);
  return rows[0] ? formatDay(localDate(rows[0].due_at)) : null;
}

/** An incident has no number of a case and its author no name: a place without an address stays a blank too. */
async function valuesOf(ctx: Ctx, row: IncidentRow): Promise<TemplateValues> {
  const unit = row.unit_id ? await findUnit(ctx.db, row.unit_id) : undefined;
  return {
    адрес: row.address,
    место: row.address && `по адресу: ${row.address}`,
    срок: await readTerm(ctx, row.id),
    исполнитель: unit?.title ?? null,
    телефон: unit?.phone ?? null,
    тема: (row.fact_id && findFact(row.fact_id)?.title) || null,
    дата: formatDay(localDate(ctx.now)),
  };
}

/** Route: the office's templates of the incident's topic, then of its block, then of every one, with its fields filled. */
export async function listReadyAnswers(
  ctx: Ctx,
  { params }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const row = await findIncident(ctx, params.id);
  const templates = (await ctx.ports.find(templateSource)?.(ctx, row.fact_id)) ?? [];
  const values = await valuesOf(ctx, row);
  return {
    answers: templates.map(({ id, title, text, isOfTopic }) => ({
      id,
      title,
      text: fillTemplate(text, values),
      isOfTopic,
    })),
  };
}
