import { sql } from 'kysely';
import type {
  AssignmentSource,
  AssignmentState,
  LinkKind,
} from '../../../shared/contract/group/assignments.ts';
import { itemAt, lastOf } from '../../../shared/lists.ts';
import { DAY } from '../../../shared/time.ts';
import { localDayStart } from '../../base/deadlines/index.ts';
import { demoId } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { basisOf, type DecisionRow } from './decision-rows.ts';
import { demoDecisions, demoReports, demoResolutions, demoTemplates, type Told } from './demo-told.ts';
import { placeTerm } from './term.ts';

interface DemoCase {
  id: string;
  block: string | null;
  /** A decision is made of messages that came before it. */
  day: string;
}

/** Cases behind one assignment. */
const MOST_LINKS = 3;

/** What the demo's assignments answer for: cases and a mass problem of the invented city. */
export interface DemoTargets {
  answered: readonly DemoCase[];
  waiting: readonly DemoCase[];
  problems: readonly string[];
}

interface Made {
  source: AssignmentSource;
  sourceId: string | null;
  basis: string;
  basisOn: string;
  meetingId: string | null;
  text: string;
  result: string;
  responsibleId: string;
  dueOn: string;
  told: Told;
}

/** Assignments of the past meetings of the invented group, in every state. Does nothing where there are any. */
export async function seedDemoAssignments(ctx: Ctx, targets: DemoTargets): Promise<void> {
  const any = await ctx.db.selectFrom('assignments.assignment').select('id').limit(1).executeTakeFirst();
  if (any) return;
  const { rows: decisions } = await sql<DecisionRow>`
    SELECT * FROM working_group.v_decision WHERE responsible_id IS NOT NULL AND outcome = 'accepted' AND meeting_state IN ('held', 'signed')
    ORDER BY meeting_day, number`.execute(ctx.db);
  // An installation with a group of its own is no demo city.
  if (decisions.length === 0) return;
  const names = await readNames(ctx);
  // What was decided long ago is fulfilled; the latest ones stand in every state.
  const told = decisions.map(
    (_, at): Told => demoDecisions.at(at - decisions.length) ?? { state: 'accepted' },
  );
  const today = cityDay(ctx.config, ctx.now);
  const made: Made[] = [
    ...decisions.map(
      (row, at): Made => ({
        source: 'decision',
        sourceId: row.id,
        basis: basisOf(row),
        basisOn: row.meeting_day,
        meetingId: row.meeting_id,
        text: row.text,
        result: row.expected_result,
        responsibleId: row.responsible_id!,
        dueOn: row.due_on!,
        told: { ...tellOf(row.text, itemAt(told, at)), ...itemAt(told, at) },
      }),
    ),
    ...demoResolutions.map(
      ({ no, text, result, to, ago, due, ...told }): Made => ({
        source: 'resolution',
        sourceId: null,
        basis: `Резолюция главы № ${no}`,
        meetingId: null,
        basisOn: shift(today, -ago),
        text,
        result,
        responsibleId: demoId('person', to),
        dueOn: shift(today, due),
        told,
      }),
    ),
  ];
  const cancelling = lastOf(decisions);
  for (const [at, one] of made.entries()) await insertOne(ctx, one, at + 1, names, cancelling, targets);
  await ctx.db
    .insertInto('assignments.template')
    .values(
      demoTemplates.map((one) => ({ id: newId(), ...one, changed_at: ctx.now, changed_by_name: 'Отклик' })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What a decision was reported by, where it was. */
function tellOf(text: string, { state }: Told): Partial<Told> {
  const done = demoReports[text];
  const isReported = state === 'accepted' || state === 'returned';
  return done && isReported ? { report: done.report, figure: done.figure } : {};
}

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY).toISOString().slice(0, 10);

async function readNames(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('identity.v_person')
    .select(['id', 'short_name'])
    .where('kind', '=', 'staff')
    .execute();
  return new Map(rows.map(({ id, short_name }) => [id!, short_name ?? '']));
}

async function insertOne(
  ctx: Ctx,
  one: Made,
  serial: number,
  names: ReadonlyMap<string, string>,
  cancelling: DecisionRow,
  targets: DemoTargets,
): Promise<void> {
  const { told } = one;
  const id = newId();
  const issued = new Date(localDayStart(one.basisOn).getTime() + 11 * 3_600_000);
  const term = placeTerm(one.dueOn);
  const at = (share: number) =>
    new Date(
      Math.min(
        ctx.now.getTime() - 3_600_000,
        issued.getTime() + share * (term.due_at.getTime() - issued.getTime()),
      ),
    );
  const isReported = told.state === 'reported' || told.state === 'accepted' || told.state === 'returned';
  const reportedAt = isReported ? at(told.late ? 1.2 : 0.7) : null;
  await ctx.db
    .insertInto('assignments.assignment')
    .values({
      id,
      year: Number(one.basisOn.slice(0, 4)),
      serial,
      source: one.source,
      source_id: one.sourceId,
      basis: one.basis,
      basis_on: one.basisOn,
      meeting_id: one.meetingId,
      text: one.text,
      expected_result: one.result,
      control: told.special ? 'special' : 'regular',
      responsible_id: one.responsibleId,
      responsible_name: names.get(one.responsibleId) ?? '',
      state: told.state,
      first_due_on: term.due_on,
      ...term,
      extensions: 0,
      issued_at: issued,
      issued_by_name: names.get(demoId('person', 'secretary')) ?? 'Отклик',
      acknowledged_at: told.state === 'issued' ? null : at(0.05),
      report_no: isReported ? 1 : 0,
      report_text: told.report ?? '',
      reported_at: told.state === 'returned' ? null : reportedAt,
      accepted_at: told.state === 'accepted' ? at(told.late ? 1.3 : 0.8) : null,
      accepted_by_name: told.state === 'accepted' ? (names.get(demoId('person', 'secretary')) ?? null) : null,
      return_reason: told.reason ?? '',
      cancelled_at: told.state === 'cancelled' ? at(0.9) : null,
      cancelled_by_decision: told.state === 'cancelled' ? cancelling.id : null,
      budget_line: told.budget ?? '',
    })
    .execute();
  await insertHistory(ctx, id, one, names, { issued, reportedAt, at });
  await insertLinks(ctx, id, one, targets);
}

interface Course {
  issued: Date;
  reportedAt: Date | null;
  at: (share: number) => Date;
}

const after: Readonly<Record<AssignmentState, readonly string[]>> = {
  issued: [],
  acknowledged: ['acknowledge'],
  in_work: ['acknowledge', 'begin'],
  reported: ['acknowledge', 'begin', 'report'],
  returned: ['acknowledge', 'begin', 'report', 'return'],
  accepted: ['acknowledge', 'begin', 'report', 'accept'],
  cancelled: ['acknowledge', 'cancel'],
};

async function insertHistory(
  ctx: Ctx,
  id: string,
  one: Made,
  names: ReadonlyMap<string, string>,
  { issued, reportedAt, at }: Course,
): Promise<void> {
  const { told } = one;
  const name = names.get(one.responsibleId) ?? '';
  const secretary = names.get(demoId('person', 'secretary')) ?? 'Секретарь';
  const moments: Record<string, Date> = {
    acknowledge: at(0.05),
    begin: at(0.1),
    report: reportedAt ?? at(0.7),
    cancel: at(0.9),
    return: at(0.9),
    accept: at(told.late ? 1.3 : 0.8),
  };
  const lines = after[told.state].map((kind) => ({
    assignment_id: id,
    at: moments[kind]!,
    kind,
    by_name: ['return', 'accept', 'cancel'].includes(kind) ? secretary : name,
    text: kind === 'report' ? (told.report ?? '') : kind === 'return' ? (told.reason ?? '') : '',
    data: JSON.stringify(kind === 'report' ? { no: 1 } : {}),
  }));
  const issue = {
    assignment_id: id,
    at: issued,
    kind: 'issue',
    by_name: secretary,
    text: one.basis,
    data: '{}',
  };
  await ctx.db
    .insertInto('assignments.event')
    .values([issue, ...lines])
    .execute();
  if (told.figure)
    await ctx.db
      .insertInto('assignments.evidence')
      .values({
        id: newId(),
        assignment_id: id,
        report_no: 1,
        kind: 'figure',
        title: told.figure[0],
        value: told.figure[1],
      })
      .execute();
}

async function insertLinks(ctx: Ctx, id: string, one: Made, targets: DemoTargets): Promise<void> {
  const { links } = one.told;
  const block = demoReports[one.text]?.block;
  const own = (links === 'answered' || links === 'waiting' ? targets[links] : [])
    .filter((file) => file.block === block && file.day <= one.basisOn)
    .slice(0, MOST_LINKS);
  const rows: { kind: LinkKind; target: string }[] = [
    ...own.map((file) => ({ kind: 'case' as const, target: file.id })),
    ...(links === 'problem' ? targets.problems : []).map((target) => ({ kind: 'problem' as const, target })),
  ];
  if (rows.length === 0) return;
  await ctx.db
    .insertInto('assignments.link')
    .values(
      rows.map(({ kind, target }) => ({
        assignment_id: id,
        kind,
        target_id: target,
        by_name: 'Секретарь',
        at: ctx.now,
      })),
    )
    .execute();
}
