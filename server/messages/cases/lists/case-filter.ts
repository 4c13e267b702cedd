import { gridDisk } from 'h3-js';
import { type RawBuilder, sql } from 'kysely';
import type { Status } from '../../../../shared/contract/messages/cases.ts';
import type { CaseFilter } from '../../../../shared/contract/messages/cases-list.ts';
import { dayAfter } from '../../../../shared/text/dates.ts';
import { localDayStart } from '../../../base/deadlines/index.ts';
import {
  districtWithChildren,
  getHexCell,
  type PlaceObject,
  type Point,
  readObject,
} from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { definePort } from '../../../lib/module/port.ts';
import { sameAuthor } from '../card/related.ts';
import { isOverdue, termRuns } from '../core/map-shape.ts';
import { ownCases } from '../core/reach.ts';
import { approvalStatuses, closedStatuses, triageStatuses, workStatuses } from '../core/statuses.ts';
import { quoteLexeme } from '../search/address.ts';
import { openSearch, type Search } from '../search/open-search.ts';
import { endOfDay } from '../sorting/inbox.ts';
import { takenFilters, takenOf, takenSql } from '../totals/taken.ts';
import { causeCondition } from './cause-filter.ts';
import { lacksCondition } from './fields.ts';
import { lateAt, openAt, turnedIn } from './spans.ts';

type Stage = NonNullable<CaseFilter['stage']>;

const stages: Record<Exclude<Stage, 'open'>, readonly Status[]> = {
  triage: [...triageStatuses, 'clarification'],
  work: [...workStatuses, 'deferred', 'forwarded_out'],
  approval: approvalStatuses,
  answered: ['answered'],
  closed: [...closedStatuses, 'rejected'],
};

const literal = (values: readonly string[]) => sql.join(values.map((value) => sql.lit(value)));
const file = sql.raw('cases.case_file');

export const isRunning = termRuns();

/** Conditions on cases.case_file of a filter; an empty filter shows everything but merged ones. */
export async function filterConditions(
  ctx: Ctx,
  filter: CaseFilter,
  search: Search | null = null,
): Promise<RawBuilder<boolean>[]> {
  const sought = search ?? (filter.q ? await openSearch(ctx, filter.q) : null);
  return [
    ...stateConditions(ctx, filter),
    ...nameConditions(filter),
    ...placeConditions(filter),
    ...(filter.publication === 'waits' ? [publishable(ctx)] : []),
    ...(filter.settle === 'waits' ? [settles] : []),
    ...(filter.interim === 'waits' ? [interimWaits] : []),
    ...(filter.part === 'asked' ? [partAsked(ctx.actor.kind === 'staff' ? ctx.actor.unitIds : [])] : []),
    ...(sought ? [sought.condition] : []),
    ...(filter.authorOf ? [fromAuthorOf(ctx, filter.authorOf)] : []),
    ...(filter.cause ? [causeCondition(filter.cause)] : []),
    ...(filter.told ? [toldCondition(ctx, filter.told)] : []),
    ...(filter.numbers ? [sql<boolean>`${file}.number = ANY(${filter.numbers.split(',')}::text[])`] : []),
  ];
}

/**
 * Cases behind a number, by its definition (`toldPattern`): SQL of rows with a `case_id`, of the whole city; null of what is no number.
 * Whose numbers they are, is known above.
 */
export type CasesOfNumber = (ctx: Ctx, told: string) => RawBuilder<unknown> | null;
export const casesOfNumber = definePort<CasesOfNumber>('cases.of-number');

function toldCondition(ctx: Ctx, told: string): RawBuilder<boolean> {
  const rows = ctx.ports.find(casesOfNumber)?.(ctx, told);
  return rows ? sql`${file}.id IN (SELECT case_id FROM (${rows}) AS told)` : sql`false`;
}

/** Cases of the author of one that the caller may read: of a foreign one nobody learns whose it is. */
const fromAuthorOf = (ctx: Ctx, caseId: string): RawBuilder<boolean> =>
  sql`${file}.id IN (${sameAuthor(caseId)})
    AND EXISTS (SELECT FROM cases.case_file WHERE cases.case_file.id = ${caseId} AND ${ownCases(ctx.actor)})`;

/** Waits for the head's word whose it is. Plan: case_file_head_decides. */
export const settles = sql<boolean>`${file}.head_decides`;

/** An interim answer waits for its release. Plan: interim_waits, a few rows. */
export const interimWaits = sql<boolean>`${file}.id IN (SELECT case_id FROM cases.interim WHERE state = 'waits')`;

/** A part is asked of these units and not yet given. Plan: case_file_co_units, then part_case. */
export const partAsked = (unitIds: readonly string[]): RawBuilder<boolean> =>
  sql`${file}.co_unit_ids && ${[...unitIds]}::uuid[] AND EXISTS (SELECT FROM cases.part WHERE part.case_id = ${file}.id
    AND part.state = 'asked' AND part.unit_id = ANY(${[...unitIds]}::uuid[]))`;

/** Days back in which a published card is still of interest. */
const FRESH_DAYS = 30;

/** Consent given, not shown yet, and fresh enough to be worth showing. Plan: case_file_publishable. */
export function publishable(ctx: Ctx): RawBuilder<boolean> {
  const since = new Date(ctx.now.getTime() - FRESH_DAYS * 86_400_000);
  return sql`${file}.has_publish_consent AND ${file}.published_at IS NULL AND ${file}.registered_at > ${since}
    AND ${file}.status NOT IN ('rejected', 'merged')`;
}

/** Marks nobody has taken off. Plan: case_file_tone, the few rows that have any. */
const hasTone = (kind: string): RawBuilder<boolean> =>
  sql`${file}.tone IS NOT NULL AND ${file}.tone @> ${JSON.stringify([{ kind }])}::jsonb AND ${file}.tone_check IS DISTINCT FROM 'dismissed'`;

const listOf = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function stateConditions(ctx: Ctx, filter: CaseFilter): RawBuilder<boolean>[] {
  const statuses = listOf(filter.status);
  const { stage } = filter;
  return [
    ...(statuses.length > 0
      ? [sql<boolean>`${file}.status IN (${literal(statuses)})`]
      : [...(isOfPast(filter) ? [] : [sql<boolean>`${file}.status <> 'merged'`])]),
    ...(filter.openOn ? [openAt(localDayStart(dayAfter(filter.openOn)))] : []),
    ...(filter.overdueOn ? [lateAt(localDayStart(dayAfter(filter.overdueOn)))] : []),
    ...(filter.turn ? [turnedIn(filter.turn, turnDays(filter), 'cases.case_file', filter.outcome)] : []),
    ...(stage === 'open' ? [isRunning] : []),
    ...(stage && stage !== 'open' ? [sql<boolean>`${file}.status IN (${literal(stages[stage])})`] : []),
    ...(filter.overdue === 'yes' ? [isOverdue(ctx.now)] : []),
    ...(filter.overdue === 'today'
      ? [isRunning, sql<boolean>`${file}.due_at >= ${ctx.now} AND ${file}.due_at < ${endOfDay(ctx.now)}`]
      : []),
    ...(filter.applicant
      ? [sql<boolean>`(${file}.resident_id IS NOT NULL) = ${filter.applicant === 'cabinet'}`]
      : []),
    ...(filter.counted ? [countedBy[filter.counted]] : []),
    ...(filter.resolved ? [sql<boolean>`${file}.resolved = ${filter.resolved}`] : []),
    ...(filter.lacks ? [lacksCondition(filter.lacks)] : []),
    ...(filter.tone ? [hasTone(filter.tone)] : []),
    ...(filter.executorId ? [sql<boolean>`${file}.executor_id = ${filter.executorId}`] : []),
    ...(filter.from ? [sql<boolean>`${file}.registered_at >= ${localDayStart(filter.from)}`] : []),
    ...(filter.to ? [sql<boolean>`${file}.registered_at < ${localDayStart(dayAfter(filter.to))}`] : []),
  ];
}

/** A case merged since was open then, and answered then, as any other; or it is asked for. */
const isOfPast = ({ openOn, overdueOn, turn, merged }: CaseFilter): boolean =>
  Boolean(openOn || overdueOn || turn || merged);

/** Days a turn is looked for in; without one of them from the first case, or till now. */
const turnDays = ({ since, until }: CaseFilter) => ({
  from: since ? localDayStart(since) : new Date(0),
  to: until ? localDayStart(dayAfter(until)) : new Date(8.64e15),
});

/** The words of the heat map's measures over a case. */
const countedBy: Readonly<Record<NonNullable<CaseFilter['counted']>, RawBuilder<boolean>>> = {
  answered: sql`${file}.answered_at IS NOT NULL`,
  late: sql`${file}.answered_at > least(${file}.due_at, ${file}.breached_at)`,
  broken: sql`coalesce(${file}.answered_at > least(${file}.due_at, ${file}.breached_at), ${file}.breached_at IS NOT NULL AND (${file}.closed_at IS NOT NULL OR ${file}.status = 'rejected'))`,
  rated: sql`${file}.rating IS NOT NULL`,
  'rated-well': sql`${file}.rating >= 4`,
  reopened: sql`${file}.reopen_count > 0`,
  reworked: sql`${file}.rework_count > 0`,
};

/** Filters by the name of a topic, place, channel, organisation or mark. The outcome of a turn is that of its answer. */
const nameConditions = (filter: CaseFilter): RawBuilder<boolean>[] =>
  takenFilters.flatMap((name) => {
    if (name === 'outcome' && filter.turn) return [];
    const taken = takenOf(filter, name);
    return taken ? [takenSql(taken)] : [];
  });

/** Farther than this is a district, not a neighbourhood. Metres. */
const NEAR_LIMIT = 2000;
/** Least distance, in metres, by which each ring of hexagons of resolution 9 widens a disk. */
const RING = 260;

function placeConditions(filter: CaseFilter): RawBuilder<boolean>[] {
  return [
    ...(filter.hasPlace
      ? [sql<boolean>`${file}.lat IS ${sql.raw(filter.hasPlace === 'yes' ? 'NOT NULL' : 'NULL')}`]
      : []),
    ...(filter.near ? [readNear(filter.near)] : []),
    ...(filter.object ? [atObject(readObject(filter.object))] : []),
  ];
}

/**
 * Cases of an object: by the words of their address (search_document_words), by the circle around it (case_file_h3), or by
 * district. A section reads the numbers of its street's cases. What the gazetteer does not know has none.
 */
function atObject(object: PlaceObject | null): RawBuilder<boolean> {
  if (!object) return sql`false`;
  const { streetId, house, numbers, metres, point, areaId } = object;
  if (areaId !== null) return sql`${file}.district_id = ANY(${districtWithChildren(areaId)}::text[])`;
  if (metres !== null) return point ? nearCondition({ ...point, metres }) : sql`false`;
  const lexeme = house === null ? `@${streetId}` : `@${streetId}#${house}`;
  const addressed = sql`SELECT case_id FROM cases.search_document WHERE document @@ ${quoteLexeme(lexeme)}::tsquery OFFSET 0`;
  if (numbers === null) return sql`${file}.id IN (${addressed})`;
  return sql`${file}.id IN (${addressed}) AND substring(${file}.house FROM '^[0-9]{1,3}')::int BETWEEN ${numbers[0]} AND ${numbers[1]}`;
}

/** `lat,lon,metres`. */
function readNear(near: string): RawBuilder<boolean> {
  const [lat = 0, lon = 0, asked = 0] = near.split(',').map(Number);
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return sql`false`;
  return nearCondition({ lat, lon, metres: Math.min(asked, NEAR_LIMIT) });
}

/**
 * Within so many metres of a point. Plan: case_file_h3 over a disk of hexagons, then the distance itself. OFFSET 0 keeps the planner from
 * looking for neighbours among all cases, newest first, in the hope of a full page.
 */
export function nearCondition({ lat, lon, metres }: Point & { metres: number }): RawBuilder<boolean> {
  const cells = gridDisk(getHexCell({ lat, lon }), Math.ceil(metres / RING) + 1);
  return sql`${file}.id IN (SELECT near.id FROM cases.case_file AS near WHERE near.h3 = ANY(${cells})
    AND 111320 * sqrt(power(near.lat - ${lat}, 2) + power((near.lon - ${lon}) * cos(radians(${lat})), 2)) <= ${metres}
    OFFSET 0)`;
}
