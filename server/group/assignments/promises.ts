import { sql } from 'kysely';
import { localDate, localDayEnd } from '../../base/deadlines/index.ts';
import type { LedgerFact, LedgerWords, PromiseSource } from '../../base/promises/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type OpenMatter, openMatters } from '../../messages/cases/index.ts';

interface Row {
  id: string;
  basis: string;
  first_due_on: string;
  issued_at: Date;
  state: string;
  reported_at: Date | null;
  moves: { at: string; on: string }[];
  /** Cases it answers for: linked, or the main ones of linked problems. */
  case_ids: string[];
}

/** Binding decisions of signed protocols and what they answer for. Plans: assignment_due, link's key, event_assignment. */
async function readRows(
  ctx: Ctx,
  asked: { since: string; most: number } | { ids: readonly string[] },
): Promise<Row[]> {
  const narrowed =
    'ids' in asked
      ? sql`assignment.id = ANY(${[...asked.ids]}::uuid[])`
      : sql`assignment.due_on >= ${asked.since}::date`;
  const { rows } = await sql<Row>`
    SELECT assignment.id, assignment.basis, assignment.first_due_on, assignment.issued_at, assignment.state, assignment.reported_at,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('at', event.at, 'on', event.data ->> 'to') ORDER BY event.id), '[]')
        FROM assignments.event WHERE event.assignment_id = assignment.id AND event.kind = 'extend') AS moves,
      (SELECT coalesce(array_agg(coalesce(problem.lead_id, CASE link.kind WHEN 'case' THEN link.target_id::uuid END)), '{}')
        FROM assignments.link LEFT JOIN problems.v_problem AS problem ON link.kind = 'problem' AND problem.id::text = link.target_id
        WHERE link.assignment_id = assignment.id AND link.kind IN ('case', 'problem')) AS case_ids
    FROM assignments.assignment JOIN working_group.v_decision AS decision ON decision.id = assignment.source_id
    WHERE assignment.source = 'decision' AND assignment.state <> 'cancelled' AND decision.protocol_number IS NOT NULL AND ${narrowed}
    ORDER BY assignment.due_on LIMIT ${'most' in asked ? asked.most : asked.ids.length}`.execute(ctx.db);
  return rows;
}

/** A decision is told of through what everybody may read of: its own words and people are the group's. */
async function withMatters(ctx: Ctx, rows: readonly Row[]): Promise<OpenDecision[]> {
  const matters = await openMatters(
    ctx,
    rows.flatMap(({ case_ids: ids }) => ids.filter(Boolean)),
  );
  return rows.flatMap((row) => {
    const matter = row.case_ids.flatMap((id) => matters.get(id) ?? [])[0];
    return matter ? [{ row, matter }] : [];
  });
}

/** A decision everybody may know of, with the message it is told through. */
export interface OpenDecision {
  row: Row;
  matter: OpenMatter;
}

/** More than a working group decides in a hundred years. */
const MOST_DECISIONS = 50_000;

export const readOpenDecisions = async (ctx: Ctx): Promise<OpenDecision[]> =>
  withMatters(ctx, await readRows(ctx, { since: '1900-01-01', most: MOST_DECISIONS }));

async function listPromised(ctx: Ctx, { since, most }: { since: Date; most: number }): Promise<LedgerFact[]> {
  const found = await withMatters(ctx, await readRows(ctx, { since: localDate(since), most }));
  return found.map(({ row, matter }) => ({
    id: row.id,
    unitId: null,
    body: 'Рабочая группа',
    block: matter.block,
    madeAt: row.issued_at,
    dueAt: localDayEnd(row.first_due_on),
    moves: row.moves.map(({ at, on }) => ({ at: new Date(at), dueAt: localDayEnd(on) })),
    hasHour: false,
    isFound: false,
    doneAt: row.state === 'accepted' || row.state === 'reported' ? row.reported_at : null,
    proof: row.state === 'accepted' ? 'evidence' : null,
  }));
}

async function readDecisionWords(ctx: Ctx, ids: readonly string[]): Promise<Map<string, LedgerWords>> {
  const found = await withMatters(ctx, await readRows(ctx, { ids }));
  return new Map(
    found.map(({ row, matter }) => [
      row.id,
      {
        title: matter.title,
        place: matter.place,
        where: `решение рабочей группы: ${row.basis.replace(/^П/u, 'п')}`,
        link: `/m/${matter.number}`,
        note: '',
        proofs: [{ title: 'доказательства приняты секретарём рабочей группы', link: null }],
        photos: null,
      },
    ]),
  );
}

/** Decisions of the working group with a term, where they answer for a message everybody may read. */
export const decisionPromises: PromiseSource = {
  kind: 'decision',
  list: listPromised,
  words: readDecisionWords,
};
