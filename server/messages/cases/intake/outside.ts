import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';
import { coveredCases } from '../core/reach.ts';

/** A case that an outside system knows by a number of its own, as a comparison looks at it. */
export interface OutsideCase {
  externalId: string;
  caseId: string;
  number: string;
  title: string;
  body: string;
  status: string;
  registeredAt: Date;
  dueAt: Date | null;
  answeredAt: Date | null;
  address: string | null;
  factId: string | null;
  unitTitle: string | null;
  /** The last answer that went out. */
  answer: string | null;
  /** Within the reach of who compares: what is not is counted and never shown. */
  isOwn: boolean;
}

const select = (ctx: Ctx, where: RawBuilder<boolean>) => sql<OutsideCase>`
  SELECT contact.external_id AS "externalId", case_file.id AS "caseId", case_file.number, case_file.title, case_file.body,
    case_file.status, case_file.registered_at AS "registeredAt", case_file.due_at AS "dueAt",
    case_file.answered_at AS "answeredAt", case_file.address, case_file.fact_id AS "factId",
    unit.short_title AS "unitTitle", given.body AS answer, ${coveredCases(ctx.actor, 'reconcile.run')} AS "isOwn"
  FROM cases.contact JOIN cases.case_file ON case_file.id = contact.case_id
  LEFT JOIN identity.v_unit AS unit ON unit.id = case_file.executor_unit_id
  LEFT JOIN LATERAL (SELECT body FROM cases.answer
    WHERE answer.case_id = case_file.id AND answer.state = 'released' ORDER BY version DESC LIMIT 1) AS given ON true
  WHERE ${where}`;

/** Cases by their outside numbers, whoever leads them. Plan: unique index contact_external, one probe for each. */
export async function findOutsideCases(
  ctx: Ctx,
  source: string,
  externalIds: readonly string[],
): Promise<Map<string, OutsideCase>> {
  const { rows } = await select(
    ctx,
    sql`contact.external_source = ${source} AND contact.external_id = ANY(${[...externalIds]}::text[])`,
  ).execute(ctx.db);
  return new Map(rows.map((row) => [row.externalId, row]));
}

/** Cases of a source that came within a span, oldest first; `isOwnOnly`: within the reader's reach. Plan: case_file_registered, then contact_case. */
export async function listOutsideCases(
  ctx: Ctx,
  source: string,
  span: { from: Date; before: Date },
  { limit, isOwnOnly = false }: { limit: number; isOwnOnly?: boolean },
): Promise<OutsideCase[]> {
  const { rows } = await select(
    ctx,
    sql`case_file.registered_at >= ${span.from} AND case_file.registered_at < ${span.before}
      AND contact.external_source = ${source} AND contact.external_id NOT LIKE 'content:%'
      AND (NOT ${isOwnOnly} OR ${coveredCases(ctx.actor, 'reconcile.run')})
      ORDER BY case_file.registered_at, case_file.id LIMIT ${limit}`,
  ).execute(ctx.db);
  return rows;
}
