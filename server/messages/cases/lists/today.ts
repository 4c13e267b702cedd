import { type RawBuilder, sql } from 'kysely';
import type { getToday } from '../../../../shared/contract/messages/cases-list.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { countQueue, pendingAnswers } from '../answers/approvals.ts';
import { countPastLimit } from '../core/count.ts';
import { isOverdue } from '../core/map-shape.ts';
import { ownCases } from '../core/reach.ts';
import { loadRows } from '../core/rows.ts';
import { workStatuses } from '../core/statuses.ts';
import { endOfDay, inTriage } from '../sorting/inbox.ts';
import { countListed } from '../totals/count-listed.ts';
import { interimWaits, isRunning, partAsked, publishable, settles } from './case-filter.ts';

type Today = RouteReplyInput<typeof getToday>;

/** Rows of «Сделать сейчас» and «Горит». */
const SHOWN = 7;

const file = sql.raw('cases.case_file');
const inWork = sql<boolean>`${file}.status IN (${sql.join(workStatuses.map((status) => sql.lit(status)))})`;
const inRework = sql<boolean>`${file}.status = 'rework'`;

/**
 * What a person should do today, by what their roles let them: triage, own units' work, answers that wait. Every figure
 * is counted to one past a thousand. Plans: case_file_inbox, case_file_unit, answer_queue, case_file_open_due.
 */
export async function readToday(ctx: Ctx): Promise<Today> {
  if (!isStaff(ctx.actor)) throw new Error('The route lets only staff in');
  const { permissions, unitIds } = ctx.actor;
  const has = (permission: string) => permissions.has(permission);
  const ofUnits = sql<boolean>`${file}.executor_unit_id = ANY(${unitIds}::uuid[])`;
  const active = sql<boolean>`${inTriage} AND coalesce(${file}.snoozed_until <= ${ctx.now}, true)`;
  const count = async (isMine: boolean, ...conditions: RawBuilder<boolean>[]) =>
    isMine ? await countPastLimit(ctx, casesOf(ctx, conditions)) : 0;
  const [triage, work, returned, approval, publication, overdue, settle, interim, part] = await Promise.all([
    count(has('cases.triage'), active),
    count(has('cases.answer'), ofUnits, inWork),
    count(has('cases.answer'), ofUnits, inRework),
    has('cases.review') ? countQueue(ctx) : 0,
    count(has('cases.publish'), publishable(ctx)),
    countListed(ctx, { overdue: 'yes' }, casesOf(ctx, [isOverdue(ctx.now)])),
    count(has('cases.settle'), settles),
    count(has('cases.approve'), interimWaits),
    count(has('cases.answer'), partAsked(unitIds)),
  ]);
  const mine = [
    ...(has('cases.triage') ? [active] : []),
    ...(has('cases.answer') ? [sql<boolean>`(${ofUnits} AND ${inWork})`] : []),
  ];
  const [now, burning] = await Promise.all([listNow(ctx, mine, has('cases.review')), listBurning(ctx)]);
  const waiting: Today['waiting'] = [
    { kind: 'settle', count: settle, href: '/staff/cases?settle=waits' },
    { kind: 'triage', count: triage, href: '/staff/inbox' },
    { kind: 'returned', count: returned, href: '/staff/cases?status=rework' },
    { kind: 'work', count: work, href: '/staff/cases?stage=work' },
    { kind: 'part', count: part, href: '/staff/cases?part=asked' },
    { kind: 'interim', count: interim, href: '/staff/cases?interim=waits' },
    { kind: 'approval', count: approval, href: '/staff/approval' },
    { kind: 'publication', count: publication, href: '/staff/cases?publication=waits' },
  ];
  return {
    now,
    waiting: waiting.filter((one) => one.count > 0),
    burning,
    counts: { triage, work, approval, overdue: overdue.total, hasMoreOverdue: overdue.isApproximate },
  };
}

function casesOf(ctx: Ctx, conditions: RawBuilder<boolean>[]) {
  return ctx.db
    .selectFrom('cases.case_file')
    .where(ownCases(ctx.actor))
    .where((eb) => eb.and(conditions));
}

/** The nearest terms of each kind of the person's work, the earliest of them all first. */
async function listNow(ctx: Ctx, mine: RawBuilder<boolean>[], mayReview: boolean): Promise<Today['now']> {
  const byTerm = await Promise.all(
    mine.map((condition) =>
      casesOf(ctx, [condition])
        .select(['cases.case_file.id', 'due_at'])
        .orderBy('due_at')
        .orderBy('cases.case_file.id')
        .limit(SHOWN)
        .execute(),
    ),
  );
  const answers = mayReview
    ? await pendingAnswers(ctx)
        .select(['cases.case_file.id', 'cases.case_file.due_at'])
        .orderBy('cases.answer.created_at')
        .limit(SHOWN)
        .execute()
    : [];
  const nearest = [...byTerm.flat(), ...answers].sort(
    (a, b) =>
      (a.due_at?.getTime() ?? Number.POSITIVE_INFINITY) - (b.due_at?.getTime() ?? Number.POSITIVE_INFINITY),
  );
  return loadRows(ctx, [...new Set(nearest.map(({ id }) => id))].slice(0, SHOWN));
}

/** Overdue, or due by the end of the day: the longest overdue first. */
async function listBurning(ctx: Ctx): Promise<Today['burning']> {
  const rows = await casesOf(ctx, [isRunning, sql`${file}.due_at < ${endOfDay(ctx.now)}`])
    .select('cases.case_file.id')
    .orderBy('due_at')
    .orderBy('cases.case_file.id')
    .limit(SHOWN)
    .execute();
  return loadRows(
    ctx,
    rows.map(({ id }) => id),
  );
}
