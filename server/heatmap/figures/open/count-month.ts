import { sql } from 'kysely';
import { type OpenMeasure, openMeasures } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import { dayAfter } from '../../../../shared/text/dates.ts';
import { monthOf } from '../../../../shared/text/periods.ts';
import { localDayStart } from '../../../base/deadlines/index.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import { listDistricts } from '../../../base/territory/index.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type Line, type MonthCounts, ofEach } from './month.ts';

interface CountRow {
  block: string | null;
  district: string | null;
  measure: OpenMeasure | 'days' | 'scores';
  count: number;
}

interface Span {
  from: Date;
  /** First moment after the month. */
  to: Date;
}

/** What happened in a month (`YYYY-MM`), by block and district; every block and district there is, of nobody too. */
export async function countMonth(ctx: Ctx, month: string): Promise<MonthCounts> {
  const days = monthOf(`${month}-01`);
  const span = { from: localDayStart(days.from), to: localDayStart(dayAfter(days.to)) };
  const blocks: Line[] = currentTaxonomy().blocks.map(({ code, shortTitle }) => ({
    id: code,
    title: shortTitle,
  }));
  const parents = new Map(listDistricts().map(({ id, parentId }) => [id, parentId ?? id]));
  const districts: Line[] = listDistricts().filter(({ parentId }) => parentId === null);
  const rows = [...blocks, { id: 'none', title: 'Тема не определена' }];
  const columns = [...districts.map(({ id, title }) => ({ id, title })), { id: 'none', title: 'Без места' }];
  const placeOf = placesBy(rows, columns);
  const nothing = (): number[] => new Array<number>(rows.length * columns.length).fill(0);
  const tallies = new Map<CountRow['measure'], number[]>(
    [...openMeasures, 'days' as const, 'scores' as const].map((measure) => [measure, nothing()]),
  );
  for (const { block, district, measure, count } of await readCounts(ctx, span)) {
    const place = placeOf(block, parents.get(district ?? '') ?? null);
    tallies.get(measure)![place]! += count;
  }
  return {
    month,
    blocks: rows,
    districts: columns,
    counts: ofEach((measure) => tallies.get(measure)!),
    days: tallies.get('days')!,
    scores: tallies.get('scores')!,
    overdue: await countOverdue(ctx, span),
  };
}

/** What has no line of its own stands with what is not known, the last line. */
function placesBy(rows: readonly Line[], columns: readonly Line[]) {
  const find = (lines: readonly Line[], id: string | null): number => {
    const at = lines.findIndex((line) => line.id === id);
    return at < 0 ? lines.length - 1 : at;
  };
  return (block: string | null, district: string | null): number =>
    find(rows, block) * columns.length + find(columns, district);
}

/**
 * Messages that came, answers given, terms that came, ratings and words of residents. A term is kept by an answer before it
 * and before any breach. Plans: case_file_registered, case_file_answered, case_file_term, rating_scored, rating_word.
 */
async function readCounts(ctx: Ctx, { from, to }: Span): Promise<CountRow[]> {
  const isLate = sql`(file.answered_at IS NULL OR file.answered_at > least(file.due_at, file.breached_at))`;
  const isDue = sql`(file.answered_at IS NOT NULL OR (file.closed_at IS NULL AND file.status <> 'rejected'))`;
  const { rows } = await sql<CountRow>`
    WITH came AS (SELECT block, district_id FROM cases.v_case WHERE registered_at >= ${from} AND registered_at < ${to}),
    given AS (SELECT block, district_id, outcome, extract(epoch FROM answered_at - registered_at) / 86400 AS days
      FROM cases.v_case WHERE answered_at >= ${from} AND answered_at < ${to}),
    due AS (SELECT block, district_id, ${isLate} AS is_late FROM cases.v_case AS file
      WHERE due_at >= ${from} AND due_at < ${to} AND ${isDue}),
    rated AS (SELECT block, district_id, score FROM cases.v_score AS told JOIN cases.v_case AS file ON file.id = told.case_id
      WHERE told.at >= ${from} AND told.at < ${to}),
    said AS (SELECT block, district_id, told.resolved FROM cases.v_word AS told JOIN cases.v_case AS file ON file.id = told.case_id
      WHERE told.at >= ${from} AND told.at < ${to}),
    told AS (
      SELECT block, district_id, 'received' AS measure, count(*)::float8 AS count FROM came GROUP BY 1, 2
      UNION ALL SELECT block, district_id, 'answered', count(*) FROM given GROUP BY 1, 2
      UNION ALL SELECT block, district_id, 'solved', count(*) FROM given WHERE outcome = 'solved' GROUP BY 1, 2
      UNION ALL SELECT block, district_id, 'days', sum(days) FROM given GROUP BY 1, 2
      UNION ALL SELECT block, district_id, 'due', count(*) FROM due GROUP BY 1, 2
      UNION ALL SELECT block, district_id, 'late', count(*) FROM due WHERE is_late GROUP BY 1, 2
      UNION ALL SELECT block, district_id, 'rated', count(*) FROM rated GROUP BY 1, 2
      UNION ALL SELECT block, district_id, 'ratedWell', count(*) FROM rated WHERE score >= 4 GROUP BY 1, 2
      UNION ALL SELECT block, district_id, 'scores', sum(score) FROM rated GROUP BY 1, 2
      UNION ALL SELECT block, district_id, 'said', count(*) FROM said GROUP BY 1, 2
      UNION ALL SELECT block, district_id, 'saidSolved', count(*) FROM said WHERE resolved = 'yes' GROUP BY 1, 2)
    SELECT block, district_id AS district, measure, count FROM told`.execute(ctx.db);
  return rows;
}

/** Unanswered beyond their term when the month was over. Plan: case_file_term. */
async function countOverdue(ctx: Ctx, { to }: Span): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM cases.v_case WHERE registered_at < ${to} AND due_at < ${to}
      AND (answered_at IS NULL OR answered_at >= ${to}) AND (closed_at IS NULL OR closed_at >= ${to})
      AND status <> 'rejected'`.execute(ctx.db);
  return firstRow(rows).count;
}
