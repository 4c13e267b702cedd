import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type {
  exportAppeals,
  JournalLine,
  listAppeals as listAppealsRoute,
} from '../../../shared/contract/messages/office.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { filled } from '../../../shared/known.ts';
import { cityDay } from '../../lib/city.ts';
import { escapeLike } from '../../lib/database/like.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { coveredCases, maskName } from '../cases/index.ts';
import { readableAppeals } from './appeal-line.ts';
import { type NextTerm, nextTerm, presentNext } from './next-term.ts';

type List = typeof listAppealsRoute;
export type JournalFilter = Partial<z.output<(typeof exportAppeals)['query']>>;

const runs = sql<boolean>`(appeal.struck_at IS NULL AND cases.v_appeal.answered_at IS NULL AND cases.v_appeal.closed_at IS NULL)`;
const isExtended = sql<boolean>`EXISTS (SELECT FROM cases.v_prolongation AS longer WHERE longer.case_id = appeal.case_id)`;

/** Where the caller may read whose an appeal is: found by a name is as good as told it. */
const readsNames = ({ actor }: Ctx) =>
  sql<boolean>`(${coveredCases(actor, 'cases.reveal', 'cases.v_appeal')} OR ${coveredCases(actor, 'office.keep', 'cases.v_appeal')}
    OR ${coveredCases(actor, 'office.sign', 'cases.v_appeal')})`;

/** A search by words may be one by name: the journal of acts keeps that it was asked, never the name. */
function recordSearch(ctx: Ctx, q: string | undefined): void {
  if (!q || !/\p{L}{3}/u.test(q) || ctx.actor.kind !== 'staff') return;
  const { permissions } = ctx.actor;
  if (['cases.reveal', 'office.keep', 'office.sign'].some((name) => permissions.has(name)))
    ctx.audit({
      action: 'cases.search-contact',
      object: 'search',
      objectId: 'appeals',
      data: { by: ['name'] },
    });
}

/** Lines of the journal the caller may see: the object rule of cases is part of the query. */
export function selectLines(ctx: Ctx, filter: JournalFilter) {
  const conditions = conditionsOf(ctx, filter);
  return ctx.db
    .selectFrom('office.appeal as appeal')
    .innerJoin('cases.v_appeal', 'cases.v_appeal.id', 'appeal.case_id')
    .leftJoin('identity.v_unit as unit', 'unit.id', 'cases.v_appeal.executor_unit_id')
    .where(readableAppeals(ctx))
    .$if(conditions.length > 0, (query) => query.where(sql<boolean>`${sql.join(conditions, sql` AND `)}`));
}

export const lineColumns = [
  'appeal.case_id',
  'appeal.number',
  'appeal.year',
  'appeal.serial',
  'appeal.received_on',
  'appeal.received_before',
  'appeal.registered_on',
  'appeal.register_due',
  'appeal.kind',
  'appeal.form',
  'appeal.result',
  'appeal.is_collective',
  'appeal.repeat_of',
  'appeal.is_control',
  'appeal.struck_at',
  'cases.v_appeal.number as case_number',
  'cases.v_appeal.registered_at',
  'cases.v_appeal.title',
  'cases.v_appeal.status',
  'cases.v_appeal.outcome',
  'cases.v_appeal.due_at',
  'cases.v_appeal.answered_at',
  'cases.v_appeal.closed_at',
  'cases.v_appeal.breached_at',
  'cases.v_appeal.person_name',
  'unit.short_title as unit_title',
] as const;

const states: Readonly<Record<string, (now: Date) => RawBuilder<boolean>>> = {
  open: () => runs,
  // A broken term stays broken: answered late, forwarded or closed, the appeal stands among them.
  overdue: (now) =>
    sql`(appeal.struck_at IS NULL AND (cases.v_appeal.breached_at IS NOT NULL OR (${runs} AND cases.v_appeal.due_at < ${now})))`,
  extended: () => isExtended,
  answered: () => sql`cases.v_appeal.answered_at IS NOT NULL`,
  forwarded: () => sql`cases.v_appeal.status IN ('forwarded_out', 'closed_forwarded')`,
  terminated: () => sql`cases.v_appeal.status = 'closed_terminated'`,
  unanswered: () => sql`cases.v_appeal.status = 'closed_unanswered'`,
  struck: () => sql`appeal.struck_at IS NOT NULL`,
};

function conditionsOf(ctx: Ctx, filter: JournalFilter): RawBuilder<boolean>[] {
  const { from, to, kind, form, state, control, repeated, collective, q } = filter;
  return [
    ...(from ? [sql<boolean>`appeal.registered_on >= ${from}`] : []),
    ...(to ? [sql<boolean>`appeal.registered_on <= ${to}`] : []),
    ...(kind ? [sql<boolean>`appeal.kind = ${kind}`] : []),
    ...(form ? [sql<boolean>`appeal.form = ${form}`] : []),
    ...(state ? [states[state]!(ctx.now)] : []),
    ...(control === undefined ? [] : [sql<boolean>`appeal.is_control = ${control}`]),
    ...(repeated === undefined ? [] : [sql<boolean>`(appeal.repeat_of IS NOT NULL) = ${repeated}`]),
    ...(collective === undefined ? [] : [sql<boolean>`appeal.is_collective = ${collective}`]),
    ...(q
      ? [
          sql<boolean>`(appeal.number ILIKE ${`%${escapeLike(q)}%`} OR cases.v_appeal.number ILIKE ${`%${escapeLike(q)}%`}
            OR cases.v_appeal.title ILIKE ${`%${escapeLike(q)}%`}
            OR cases.v_appeal.person_name ILIKE ${`%${escapeLike(q)}%`} AND ${readsNames(ctx)})`,
        ]
      : []),
  ];
}

/** Route: a page of the journal, the latest number first. Plan: unique (year, serial), then one probe of each case. */
export async function listAppeals(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const { cursor, limit, ...filter } = query;
  const after = readPlace(cursor);
  recordSearch(ctx, filter.q);
  const rows = await selectLines(ctx, filter)
    .select(lineColumns)
    .select([isExtended.as('is_extended'), nextTerm().as('next_term')])
    .$if(after !== null, (page) =>
      page.where(sql<boolean>`(appeal.year, appeal.serial) < (${after?.[0] ?? 0}, ${after?.[1] ?? 0})`),
    )
    .orderBy('appeal.year', 'desc')
    .orderBy('appeal.serial', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const { total } = await selectLines(ctx, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    lines: page.map((row) => presentLine(ctx, row)),
    next: rows.length > limit && last ? `${last.year}-${last.serial}` : null,
    total: Number(total),
  };
}

function readPlace(cursor: string | undefined): [number, number] | null {
  if (!cursor) return null;
  const found = /^(\d{4})-(\d{1,9})$/.exec(cursor);
  if (!found) throw new AppError('lib.bad-input', 'Продолжение списка не читается. Откройте список сначала.');
  return [Number(found[1]), Number(found[2])];
}

/** Columns of a view may be null for the compiler; those of a case with an author never are. */
interface LineRow {
  case_id: string;
  case_number: string | null;
  number: string;
  received_on: string | Date;
  received_before: string | Date | null;
  registered_on: string | Date;
  registered_at: Date | null;
  register_due: Date;
  kind: string;
  form: string;
  person_name: string | null;
  title: string | null;
  unit_title: string | null;
  due_at: Date | null;
  status: string | null;
  outcome: string | null;
  answered_at: Date | null;
  closed_at: Date | null;
  breached_at: Date | null;
  result: string | null;
  is_collective: boolean;
  repeat_of: string | null;
  is_control: boolean;
  struck_at: Date | null;
  is_extended: boolean;
  next_term?: NextTerm | null;
}

/** A row as the journal shows it; the name is masked. */
export function presentLine(ctx: Ctx, row: LineRow): JournalLine {
  const line = filled(row, 'case_number', 'title', 'registered_at');
  const isOpen = !row.answered_at && !row.closed_at;
  const brokenAt =
    row.breached_at ?? (isOpen && row.due_at !== null && row.due_at < ctx.now ? row.due_at : null);
  return {
    caseId: row.case_id,
    caseNumber: line.case_number,
    number: row.number,
    title: line.title,
    receivedOn: String(row.received_on),
    receivedBefore: row.received_before && String(row.received_before),
    registeredOn: String(row.registered_on),
    isRegisteredLate: line.registered_at > row.register_due,
    kind: row.kind as JournalLine['kind'],
    form: row.form as JournalLine['form'],
    from: row.person_name && maskName(row.person_name),
    executorUnit: row.unit_title,
    dueAt: row.due_at?.toISOString() ?? null,
    isOverdue: brokenAt !== null && !row.struck_at,
    brokenDueOn: row.struck_at || brokenAt === null ? null : cityDay(ctx.config, brokenAt),
    nextTerm: presentNext(ctx, row.next_term ?? null),
    isExtended: row.is_extended,
    status: row.status as JournalLine['status'],
    outcome: row.outcome as JournalLine['outcome'],
    answeredOn: row.answered_at && cityDay(ctx.config, row.answered_at),
    result: row.result as JournalLine['result'],
    isCollective: row.is_collective,
    repeatOf: row.repeat_of,
    isControl: row.is_control,
    isStruck: row.struck_at !== null,
  };
}
