import { sql } from 'kysely';
import type { listPromises, Promised } from '../../../../shared/contract/messages/cases-sides.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { cursorId, readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forLists } from '../core/mask-text.ts';
import { ownCases } from '../core/reach.ts';
import { addEvents } from '../core/timeline.ts';

export interface NewPromise {
  caseId: string;
  kind: Promised['kind'];
  text: string;
  /** Local day. */
  until: string;
  unitId: string | null;
  promisedBy: string;
}

/** Characters of a promise's words the ledger keeps: the answer itself stays whole in its case. */
const KEPT_LENGTH = 500;

/** Writes a promise down. What the case had promised before and not yet kept is moved to the new day. */
export async function makePromise(ctx: Ctx, promise: NewPromise): Promise<void> {
  await ctx.db
    .updateTable('cases.promise')
    .set({ state: 'moved', settled_at: ctx.now, moved_to: promise.until })
    .where('case_id', '=', promise.caseId)
    .where('state', '=', 'open')
    .execute();
  await ctx.db
    .insertInto('cases.promise')
    .values({
      id: newId(),
      case_id: promise.caseId,
      kind: promise.kind,
      text: promise.text.slice(0, KEPT_LENGTH),
      until: promise.until,
      unit_id: promise.unitId,
      promised_by: promise.promisedBy,
      made_at: ctx.now,
    })
    .execute();
}

/** The day the case is promised by now, and still may keep; null = none. Plan: promise_case. */
export async function openPromise(ctx: Ctx, caseId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('cases.promise')
    .select('until')
    .where('case_id', '=', caseId)
    .where('state', '=', 'open')
    .orderBy('made_at', 'desc')
    .executeTakeFirst();
  return row?.until ?? null;
}

/** The final answer is out: what was promised by today or later is kept, the rest is broken. */
export async function settlePromises(ctx: Ctx, caseId: string): Promise<void> {
  const today = localDate(ctx.now);
  await ctx.db
    .updateTable('cases.promise')
    .set({
      state: sql<'kept' | 'broken'>`CASE WHEN until >= ${today}::date THEN 'kept' ELSE 'broken' END`,
      settled_at: ctx.now,
    })
    .where('case_id', '=', caseId)
    .where('state', '=', 'open')
    .execute();
}

/** Promises one run marks as broken; the rest waits for the next. */
const BATCH = 500;

/** Promises whose day has passed without a final answer are broken. Plan: promise_open. */
export async function breakPromises(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ case_id: string; until: string }>`
    UPDATE cases.promise SET state = 'broken', settled_at = ${ctx.now}
    WHERE id IN (SELECT id FROM cases.promise WHERE state = 'open' AND until < ${localDate(ctx.now)}::date
      ORDER BY until, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING case_id, until::text`.execute(ctx.db);
  await addEvents(
    ctx,
    rows.map(({ case_id, until }) => ({
      caseId: case_id,
      kind: 'promise',
      visibility: 'staff',
      data: { state: 'broken', until },
    })),
  );
}

type List = typeof listPromises;

/** Route: the ledger, the nearest day first, with the share of kept promises by unit. Plan: promise_until. */
export async function readPromises(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const after = readCursor(query.cursor, 2);
  const rows = await withWords(inPeriod(ctx, query))
    .$if(query.state !== undefined, (select) => select.where('promise.state', '=', query.state!))
    .$if(after !== null, (select) =>
      select.where(
        sql<boolean>`(promise.until, promise.id) > (${cursorDay(after![0])}::date, ${cursorId(itemAt(after!, 1))}::uuid)`,
      ),
    )
    .orderBy('promise.until')
    .orderBy('promise.id')
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    promises: page.map(presentPromise),
    next: rows.length > query.limit && last ? writeCursor([last.until, last.id]) : null,
    units: await countByUnit(ctx, query),
  };
}

/** Promises of cases the actor may read, those that wait first, then the latest. Plan: promise_case. */
export async function promisesOf(ctx: Ctx, caseIds: readonly string[], limit: number): Promise<Promised[]> {
  const rows = await withWords(inPeriod(ctx, {}))
    .where(sql<boolean>`promise.case_id = ANY(${[...caseIds]}::uuid[])`)
    .orderBy(sql`promise.state <> 'open'`)
    .orderBy('promise.until', 'desc')
    .orderBy('promise.id')
    .limit(limit)
    .execute();
  return rows.map(presentPromise);
}

const withWords = (promises: ReturnType<typeof inPeriod>) =>
  promises
    .leftJoin('identity.v_unit as unit', 'unit.id', 'promise.unit_id')
    .select(['promise.id', 'promise.kind', 'promise.text', 'promise.until', 'promise.promised_by'])
    .select(['promise.made_at', 'promise.state', 'promise.settled_at', 'promise.moved_to'])
    .select(['unit.short_title', 'cases.case_file.number', 'cases.case_file.title']);

type PromiseRow = Awaited<ReturnType<ReturnType<typeof withWords>['execute']>>[number];

const presentPromise = (row: PromiseRow): Promised => ({
  id: row.id,
  caseNumber: row.number,
  title: forLists(row.title),
  kind: row.kind,
  text: forLists(row.text),
  until: row.until,
  unit: row.short_title,
  promisedBy: row.promised_by,
  madeAt: row.made_at.toISOString(),
  state: row.state,
  settledAt: row.settled_at?.toISOString() ?? null,
  movedTo: row.moved_to,
});

/** A day out of a cursor, checked before it reaches SQL. */
function cursorDay(key: string | null | undefined): string {
  if (key && /^\d{4}-\d{2}-\d{2}$/.test(key) && !Number.isNaN(Date.parse(key))) return key;
  throw new AppError('lib.bad-input', 'Продолжение списка не читается. Откройте список сначала.');
}

function inPeriod(ctx: Ctx, query: Pick<HandlerInput<List>['query'], 'unitId' | 'from' | 'to'>) {
  return ctx.db
    .selectFrom('cases.promise as promise')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'promise.case_id')
    .where(ownCases(ctx.actor))
    .$if(query.unitId !== undefined, (select) => select.where('promise.unit_id', '=', query.unitId!))
    .$if(query.from !== undefined, (select) => select.where('promise.until', '>=', query.from!))
    .$if(query.to !== undefined, (select) => select.where('promise.until', '<=', query.to!));
}

async function countByUnit(
  ctx: Ctx,
  query: HandlerInput<List>['query'],
): Promise<RouteReplyInput<List>['units']> {
  const of = (state: string) => sql<number>`count(*) FILTER (WHERE promise.state = ${sql.lit(state)})::int`;
  const rows = await inPeriod(ctx, query)
    .leftJoin('identity.v_unit as unit', 'unit.id', 'promise.unit_id')
    .select(['promise.unit_id', 'unit.short_title'])
    .select([
      of('open').as('open'),
      of('kept').as('kept'),
      of('broken').as('broken'),
      of('moved').as('moved'),
    ])
    .groupBy(['promise.unit_id', 'unit.short_title'])
    .orderBy(sql`count(*)`, 'desc')
    .limit(100)
    .execute();
  return rows.map(({ unit_id: unitId, short_title, open, kept, broken, moved }) => {
    const settled = kept + broken + moved;
    const unit = short_title ?? 'Без исполнителя';
    return { unitId, unit, open, kept, broken, moved, keptShare: settled > 0 ? kept / settled : null };
  });
}
