import { sql } from 'kysely';
import type { PlaceSuggestion } from '../../../../shared/contract/base/territory.ts';
import type { CaseRow, Channel, Outcome, ToneMark } from '../../../../shared/contract/messages/cases.ts';
import { termLine } from '../../../base/deadlines/index.ts';
import type { SuggestedFact } from '../../../base/taxonomy/index.ts';
import { withSureness } from '../../../base/understanding/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forLists } from './mask-text.ts';
import { onlyExecutes } from './reach.ts';
import { readStatus } from './statuses.ts';

/** Kinds of clock rows. The answer clock is the one whose due moment stands on the case. */
export const ANSWER_CLOCK = 'answer';
/** The date promised to the resident in an answer «запланировано». */
export const PROMISE_CLOCK = 'promise';

/**
 * Rows of lists by their ids, in the order given; an id that is gone is left out. The caller has already
 * decided that the actor may see them. Plan: primary key, then one probe each of unit, person, latest clock
 * and attachments; nothing depends on the size of the table.
 */
export async function loadRows(ctx: Ctx, ids: readonly string[]): Promise<CaseRow[]> {
  if (ids.length === 0) return [];
  const rows = await selectRows(ctx, ids);
  const byId = new Map(rows.map((row) => [row.id, presentCaseRow(row, ctx.now)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** One row that must exist: the case a command has just changed. */
export async function loadRow(ctx: Ctx, id: string): Promise<CaseRow> {
  const [row] = await loadRows(ctx, [id]);
  if (!row) throw new Error(`Case ${id} vanished inside its own transaction`);
  return row;
}

function selectRows(ctx: Ctx, ids: readonly string[]) {
  return selectRowColumns(ctx)
    .where(sql<boolean>`cases.case_file.id = ANY(${[...ids]}::uuid[])`)
    .execute();
}

/** The columns of a list row; the card adds its own to the same query. */
export function selectRowColumns(ctx: Ctx) {
  return ctx.db
    .selectFrom('cases.case_file')
    .leftJoin('identity.v_unit as unit', 'unit.id', 'cases.case_file.executor_unit_id')
    .leftJoin('identity.v_person as person', 'person.id', 'cases.case_file.executor_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('cases.clock')
          .select(['started_at', 'due_at', 'rule_id'])
          // A clock that stands is shown as stopped: nothing of its term is used up.
          .select(sql<Date | null>`coalesce(stopped_at, paused_at)`.as('stopped_at'))
          .whereRef('cases.clock.case_id', '=', 'cases.case_file.id')
          .where('kind', 'in', [ANSWER_CLOCK, PROMISE_CLOCK])
          .orderBy('cases.clock.id', 'desc')
          .limit(1)
          .as('term'),
      (join) => join.onTrue(),
    )
    .select([
      'cases.case_file.id',
      'cases.case_file.number',
      'cases.case_file.registered_at',
      'cases.case_file.status',
      'cases.case_file.outcome',
      'cases.case_file.channel',
      'cases.case_file.title',
      'cases.case_file.block',
      'cases.case_file.fact_id',
      'cases.case_file.suggestion',
      sql<unknown>`CASE WHEN place_precision = 'none' THEN place_suggestion END`.as('place_suggestion'),
      'cases.case_file.importance',
      'cases.case_file.tone',
      'cases.case_file.tone_check',
      'cases.case_file.address',
      'cases.case_file.district_id',
      'cases.case_file.executor_unit_id',
      'cases.case_file.joined_count',
      'cases.case_file.reopen_count',
      'cases.case_file.resolved',
      'cases.case_file.version',
      'unit.short_title as unit_title',
      'person.short_name as executor_name',
      'term.started_at as term_started_at',
      'term.due_at as term_due_at',
      'term.stopped_at as term_stopped_at',
      'term.rule_id as term_rule_id',
      sql<
        number | null
      >`CASE WHEN ${onlyExecutes(ctx.actor)} AND cases.case_file.closed_at IS NULL THEN NULL ELSE cases.case_file.rating END`.as(
        'rating',
      ),
      sql<boolean>`EXISTS (SELECT FROM cases.attachment WHERE attachment.case_id = cases.case_file.id AND role <> 'document')`.as(
        'has_photo',
      ),
    ]);
}

export type RowColumns = Awaited<ReturnType<typeof selectRows>>[number];

/** Row → the contract's list row. */
export function presentCaseRow(row: RowColumns, now: Date): CaseRow {
  return {
    id: row.id,
    number: row.number,
    registeredAt: row.registered_at.toISOString(),
    status: readStatus(row.status),
    outcome: row.outcome as Outcome | null,
    channel: row.channel as Channel,
    title: forLists(row.title),
    block: row.block,
    factId: row.fact_id,
    suggestion: readSuggestion(row.suggestion),
    placeSuggestions: readPlaces(row.place_suggestion),
    importance: row.importance === 'high' ? 'high' : 'normal',
    tone: Array.isArray(row.tone) ? (row.tone as ToneMark[]) : [],
    toneCheck: row.tone_check,
    address: row.address,
    districtId: row.district_id,
    executorUnitId: row.executor_unit_id,
    executorUnit: row.unit_title,
    executorName: row.executor_name,
    deadline: presentTerm(row, now),
    joinedCount: row.joined_count,
    reopenCount: row.reopen_count,
    hasPhoto: row.has_photo,
    rating: row.rating,
    resolved: row.resolved as CaseRow['resolved'],
    version: row.version,
  };
}

/** What was stored before the chance of a fact was told from that of its block has the latter alone. */
type StoredFact = Omit<SuggestedFact, 'blockChance' | 'against'> & Partial<SuggestedFact>;

/** The stored suggestion, sure or not by the thresholds of now; a case whose text is not yet understood has none. */
export const readSuggestion = (stored: unknown): SuggestedFact[] =>
  Array.isArray(stored)
    ? (stored as StoredFact[]).map((one) =>
        withSureness({ ...one, against: one.against ?? [], blockChance: one.blockChance ?? one.confidence }),
      )
    : [];

/** The stored places of the text; none while it is not read, or where a place was given. */
export const readPlaces = (stored: unknown): PlaceSuggestion[] =>
  Array.isArray(stored) ? (stored as PlaceSuggestion[]) : [];

function presentTerm(
  row: Pick<RowColumns, 'term_started_at' | 'term_due_at' | 'term_stopped_at' | 'term_rule_id'>,
  now: Date,
): CaseRow['deadline'] {
  if (!row.term_started_at || !row.term_due_at) return null;
  return termLine(now, {
    startedAt: row.term_started_at,
    dueAt: row.term_due_at,
    stoppedAt: row.term_stopped_at,
    ...(row.term_rule_id !== null && { ruleId: row.term_rule_id }),
  });
}
