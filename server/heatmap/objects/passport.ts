import { sql } from 'kysely';
import type { getPassport, Passport } from '../../../shared/contract/heatmap/objects.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { listSections, listWider, type PlaceObject, readObject } from '../../base/territory/index.ts';
import { readCity } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { forLists, isOverdue, listedCases, promisesOf, termRuns } from '../../messages/cases/index.ts';
import { problemsOf } from '../../messages/problems/index.ts';
import { fillMonths, type MonthCount } from './months.ts';
import { presentObject } from './present.ts';

/** Newest cases in which answers, promises, photos and problems are looked for: a district has a hundred thousand. */
const RECENT = 1000;
const SHOWN = { topics: 8, answers: 5, promises: 8, photos: 12, problems: 5, houses: 12 } as const;
/** Letters of an answer that are shown. */
const EXCERPT = 400;

/**
 * Route: an object's own history out of the cases the reader may see, and of no others. An object nobody wrote of has an
 * empty passport; what the gazetteer does not know has none.
 */
export async function readPassport(
  ctx: Ctx,
  { params }: HandlerInput<typeof getPassport>,
): Promise<Passport> {
  const object = requireObject(params.key);
  const [counted, recent] = await Promise.all([countCases(ctx, object.key), listRecent(ctx, object.key)]);
  const [parts, problems, answers, promises, photos] = await Promise.all([
    countParts(ctx, object),
    problemsOf(ctx, recent),
    listAnswers(ctx, recent),
    promisesOf(ctx, recent, SHOWN.promises),
    listPhotos(ctx, recent),
  ]);
  const { months, topics, first_at, last_at, ...counts } = counted;
  return {
    object: presentObject(object),
    wider: listWider(object).map(presentObject),
    parts,
    counts,
    firstAt: first_at?.toISOString() ?? null,
    lastAt: last_at?.toISOString() ?? null,
    months: fillMonths(months, localDate(ctx.now)),
    topics: topics.map(({ factId, lastAt, ...topic }) => ({
      ...topic,
      factId,
      lastAt: new Date(lastAt).toISOString(),
    })),
    problems: problems
      .slice(0, SHOWN.problems)
      .map(({ id, title, state, members, lastAt }) => ({ id, title, state, members, lastAt })),
    answers,
    promises,
    photos,
    publicPath: object.point
      ? `/map?at=${object.point.lat.toFixed(5)},${object.point.lon.toFixed(5)},17`
      : null,
    isLong: counted.total > RECENT,
  };
}

/** The object of a key in an address. Throws `lib.not-found`. */
export function requireObject(key: string): PlaceObject {
  const object = readObject(key);
  if (!object) throw new AppError('lib.not-found', 'Такого места в справочнике нет.');
  return object;
}

interface Counted {
  total: number;
  people: number;
  open: number;
  overdue: number;
  answered: number;
  solved: number;
  reopened: number;
  first_at: Date | null;
  last_at: Date | null;
  months: MonthCount[];
  topics: { factId: string; count: number; open: number; months: number; lastAt: string }[];
}

/** Everything that is counted, in one walk over the object's cases. */
async function countCases(ctx: Ctx, key: string): Promise<Counted> {
  const select = await listedCases(ctx, { object: key });
  const { zone } = readCity(ctx.config);
  const own = select().select([
    'registered_at',
    'fact_id',
    'outcome',
    'answered_at',
    'joined_count',
    'reopen_count',
    termRuns().as('runs'),
    isOverdue(ctx.now).as('is_overdue'),
    sql<string>`to_char(registered_at AT TIME ZONE ${zone}, 'YYYY-MM')`.as('month'),
  ]);
  const { rows } = await sql<Counted>`
    WITH own AS MATERIALIZED (${own}),
    by_month AS (SELECT month, count(*)::int AS count, count(*) FILTER (WHERE outcome = 'solved')::int AS solved
      FROM own GROUP BY month),
    by_topic AS (SELECT fact_id AS "factId", count(*)::int AS count, count(*) FILTER (WHERE runs)::int AS open,
      count(DISTINCT month)::int AS months, max(registered_at) AS "lastAt"
      FROM own WHERE fact_id IS NOT NULL GROUP BY fact_id HAVING count(*) > 1
      ORDER BY count(*) DESC, max(registered_at) DESC, fact_id LIMIT ${SHOWN.topics})
    SELECT count(*)::int AS total, coalesce(sum(1 + joined_count), 0)::int AS people,
      count(*) FILTER (WHERE runs)::int AS open, count(*) FILTER (WHERE is_overdue)::int AS overdue,
      count(*) FILTER (WHERE answered_at IS NOT NULL)::int AS answered,
      count(*) FILTER (WHERE outcome = 'solved')::int AS solved, count(*) FILTER (WHERE reopen_count > 0)::int AS reopened,
      min(registered_at) AS first_at, max(registered_at) AS last_at,
      (SELECT coalesce(json_agg(by_month), '[]') FROM by_month) AS months,
      (SELECT coalesce(json_agg(by_topic), '[]') FROM by_topic) AS topics
    FROM own`.execute(ctx.db);
  return firstRow(rows);
}

async function listRecent(ctx: Ctx, key: string): Promise<string[]> {
  const select = await listedCases(ctx, { object: key });
  const rows = await select()
    .select('id')
    .orderBy('registered_at', 'desc')
    .orderBy('id')
    .limit(RECENT)
    .execute();
  return rows.map(({ id }) => id);
}

/** Sections of a street and houses of a section or yard, with their cases; those without any are left out. */
async function countParts(ctx: Ctx, object: PlaceObject): Promise<Passport['parts']> {
  if (object.kind === 'street' && object.streetId !== null) return countSections(ctx, object.streetId);
  if (object.kind !== 'section' && object.kind !== 'yard') return [];
  const select = await listedCases(ctx, { object: object.key });
  const rows = await select()
    .select(['street_id', 'house', sql<number>`count(*)::int`.as('count')])
    .where('street_id', 'is not', null)
    .where('house', 'is not', null)
    .groupBy(['street_id', 'house'])
    .orderBy('count', 'desc')
    .orderBy('house')
    .limit(SHOWN.houses)
    .execute();
  return rows.flatMap(({ street_id, house, count }) => {
    const part = readObject(`house:${street_id}:${house}`);
    return part ? [{ ...presentObject(part), count }] : [];
  });
}

async function countSections(ctx: Ctx, streetId: string): Promise<Passport['parts']> {
  const sections = listSections(streetId);
  if (sections.length === 0) return [];
  const select = await listedCases(ctx, { object: `street:${streetId}` });
  const number = sql<number>`substring(house FROM '^[0-9]{1,3}')::int`;
  const rows = await select()
    .select([number.as('number'), sql<number>`count(*)::int`.as('count')])
    .where('house', 'is not', null)
    .groupBy(number)
    .execute();
  return sections.flatMap((section) => {
    const [from, to] = section.numbers!;
    const within = rows.filter((row) => row.number >= from && row.number <= to);
    const count = within.reduce((sum, row) => sum + row.count, 0);
    return count > 0 ? [{ ...presentObject(section), count }] : [];
  });
}

/** The latest letters that went out, one of each case. Plan: the answers of the cases by their key. */
async function listAnswers(ctx: Ctx, ids: readonly string[]): Promise<Passport['answers']> {
  const { rows } = await sql<{
    number: string;
    title: string;
    outcome: Passport['answers'][number]['outcome'];
    body: string;
    decided_at: Date;
    decided_by_name: string | null;
  }>`
    SELECT file.number, file.title, answer.* FROM (
      SELECT DISTINCT ON (case_id) case_id, outcome, left(body, ${EXCERPT * 2}) AS body, decided_at, decided_by_name
      FROM cases.v_released_answer WHERE case_id = ANY(${[...ids]}::uuid[]) AND decided_at IS NOT NULL
      ORDER BY case_id, version DESC
    ) AS answer JOIN cases.v_case AS file ON file.id = answer.case_id
    ORDER BY decided_at DESC, file.number LIMIT ${SHOWN.answers}`.execute(ctx.db);
  return rows.map((row) => ({
    caseNumber: row.number,
    title: forLists(row.title),
    outcome: row.outcome,
    text: shorten(forLists(row.body)),
    decidedAt: row.decided_at.toISOString(),
    decidedBy: row.decided_by_name ?? '',
  }));
}

/** Cut after a whole word. */
const shorten = (text: string): string =>
  text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT).replace(/\s+\S*$/u, '')}…`;

/** The latest pictures of the cases; who may read a case sees its pictures. Plan: attachment's key, then the file's. */
async function listPhotos(ctx: Ctx, ids: readonly string[]): Promise<Passport['photos']> {
  const { rows } = await sql<{
    file_id: string;
    role: Passport['photos'][number]['role'];
    released: boolean;
    width: number | null;
    height: number | null;
    number: string;
    added_at: Date;
  }>`
    SELECT attachment.file_id, attachment.role, file.released, file.width, file.height, owner.number, attachment.added_at
    FROM cases.v_attachment AS attachment
    JOIN files.v_file AS file ON file.id = attachment.file_id
    JOIN cases.v_case AS owner ON owner.id = attachment.case_id
    WHERE attachment.case_id = ANY(${[...ids]}::uuid[]) AND attachment.role <> 'document'
    ORDER BY attachment.added_at DESC, attachment.file_id LIMIT ${SHOWN.photos}`.execute(ctx.db);
  return rows.map((row) => ({
    fileId: row.file_id,
    role: row.role,
    released: row.released,
    width: row.width,
    height: row.height,
    caseNumber: row.number,
    addedAt: row.added_at.toISOString(),
  }));
}
