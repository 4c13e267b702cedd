import { type RawBuilder, sql } from 'kysely';
import { type OpenMeasure, openMeasures } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import { knownIn } from '../../../../shared/known.ts';
import { addNumber } from '../../../../shared/lists.ts';
import { dayAfter } from '../../../../shared/text/dates.ts';
import { monthOf } from '../../../../shared/text/periods.ts';
import { localDayStart } from '../../../base/deadlines/index.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import { listDistricts } from '../../../base/territory/index.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { lateAt } from '../../../messages/cases/index.ts';
import { type Line, type MonthCounts, ofEach } from './month.ts';
import { countNetworkMonth } from './networks.ts';

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
    addNumber(knownIn(tallies, measure), place, count);
  }
  return {
    month,
    blocks: rows,
    districts: columns,
    counts: ofEach((measure) => knownIn(tallies, measure)),
    days: knownIn(tallies, 'days'),
    scores: knownIn(tallies, 'scores'),
    overdue: await countOverdue(ctx, span),
    networks: await countNetworkMonth(ctx, span),
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
 * Messages that came, answers given, terms that came, ratings and words of residents. An answer stays given though it was returned
 * afterwards. Plans: case_file_registered, case_file_rested and case_file_rests, rating_scored, rating_word; of terms below.
 */
async function readCounts(ctx: Ctx, span: Span): Promise<CountRow[]> {
  const { from, to } = span;
  const { rows } = await sql<CountRow>`
    WITH came AS (SELECT block, district_id FROM cases.v_case WHERE registered_at >= ${from} AND registered_at < ${to}),
    given AS (SELECT block, district_id, outcome, extract(epoch FROM ended_at - registered_at) / 86400 AS days
      FROM cases.v_open_span WHERE is_answered AND ended_at >= ${from} AND ended_at < ${to}),
    due AS (${dueRows(span)}),
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

/**
 * Terms that came, each kept by an answer before it and before any breach. Of a case that came back its clocks tell of the rounds that are
 * over, by the words of K1; a case that ended without an answer kept none. Plans: case_file_term, case_file_open_due, clock_over.
 */
function dueRows({ from, to }: Span): RawBuilder<unknown> {
  const isDue = (due: RawBuilder<unknown>) => sql`${due} >= ${from} AND ${due} < ${to}`;
  const isOpen = sql`file.answered_at IS NULL AND file.closed_at IS NULL AND file.status <> 'rejected'`;
  return sql`SELECT file.block, file.district_id, file.answered_at > least(file.due_at, file.breached_at) AS is_late
    FROM cases.v_case AS file WHERE file.answered_at IS NOT NULL AND file.reopen_count = 0 AND ${isDue(sql`file.due_at`)}
    UNION ALL
    SELECT file.block, file.district_id, true FROM cases.v_case AS file WHERE ${isOpen} AND ${isDue(sql`file.due_at`)}
    UNION ALL
    SELECT file.block, file.district_id, term.is_broken
    FROM cases.v_term AS term JOIN cases.v_case AS file ON file.id = term.case_id AND file.reopen_count > 0
    WHERE term.kind = 'answer' AND NOT term.is_void AND term.stopped_at IS NOT NULL AND ${isDue(sql`term.due_at`)}
      AND (term.is_broken OR file.answered_at IS NOT NULL OR (${isOpen}))`;
}

/** Open beyond their term when the month was over. */
async function countOverdue(ctx: Ctx, { to }: Span): Promise<number> {
  const table = 'cases.v_course';
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM ${sql.table(table)} WHERE ${lateAt(to, table)}`.execute(ctx.db);
  return firstRow(rows).count;
}
