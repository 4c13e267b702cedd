import { sql } from 'kysely';
import type {
  AssignmentCard,
  AssignmentSource,
  ControlKind,
  LinkKind,
} from '../../../shared/contract/group/assignments.ts';
import type * as contract from '../../../shared/contract/group/assignments-moves.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { knownIn } from '../../../shared/known.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { assignmentNumber } from '../../../shared/text/group/assignments.ts';
import { addWorkingDays } from '../../base/deadlines/index.ts';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { listUnreachable } from '../working-group/index.ts';
import { tellHistory } from './assignment-rows.ts';
import { readAssignmentCard } from './card.ts';
import { sendNotice } from './notice.ts';
import { controlPack } from './rules-pack.ts';
import { placeTerm } from './term.ts';

/** What an assignment is made of. */
export interface AssignmentInput {
  source: {
    kind: AssignmentSource;
    /** The decision, report, meeting or recommendation it comes from; of a decision there is one assignment for each id. */
    id: string | null;
    /** How papers name it: «Протокол № 11 от 24.11.2026, п. 1.2». */
    basis: string;
    /** Day of that paper, `YYYY-MM-DD`. */
    on: string;
    meetingId?: string | null;
  };
  text: string;
  responsibleId: string;
  /** Whom the paper names, where the assignment does not reach them. */
  succeedsId?: string;
  coExecutorIds?: readonly string[];
  /** A day `YYYY-MM-DD`; none = so many working days as the pack says. One that is no working day is moved by the pack's rule. */
  dueOn: string | null;
  /** Measurable: what will show that it is done. */
  expectedResult: string;
  control?: ControlKind;
  budgetLine?: string;
  links?: readonly { kind: LinkKind; targetId: string }[];
}

/** Names of members of staff who work; throws `lib.bad-input` on anybody else. */
export async function findStaffNames(
  ctx: Ctx,
  ids: readonly string[],
  field: string,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('identity.v_person')
    .select(['id', 'short_name'])
    .where('id', 'in', [...ids])
    .where('kind', '=', 'staff')
    .where('is_active', '=', true)
    .execute();
  const names = new Map(rows.map(({ id, short_name }) => [id!, short_name ?? '']));
  if (ids.some((id) => !names.has(id))) throw badField(field, 'Такого сотрудника нет. Выберите из списка.');
  return names;
}

/** Throws `lib.bad-input` where an assignment would not reach a person. */
export async function requireReachable(ctx: Ctx, id: string, name: string): Promise<void> {
  const why = (await listUnreachable(ctx, [{ id, name }])).get(id);
  if (why) throw badField('responsibleId', `${why}. Назовите другого`);
}

/**
 * Makes an assignment in the caller's transaction and writes to whom it binds. Throws `lib.bad-input` on an unknown person and on a
 * day that is past. The right to issue is the caller's to check.
 * @public For modules whose papers bind: the report to the head, interaction, recommendations.
 */
export async function createAssignment(
  ctx: Ctx,
  input: AssignmentInput,
): Promise<{ id: string; number: string }> {
  const today = cityDay(ctx.config, ctx.now);
  if (input.dueOn && input.dueOn < today) throw badField('dueOn', 'Срок уже прошёл. Назовите день впереди.');
  const helpers = [...new Set(input.coExecutorIds ?? [])].filter((id) => id !== input.responsibleId);
  const names = await findStaffNames(ctx, [input.responsibleId], 'responsibleId');
  await requireReachable(ctx, input.responsibleId, knownIn(names, input.responsibleId));
  const helperNames = await findStaffNames(ctx, helpers, 'coExecutorIds');
  const rules = controlPack.on(today);
  const term = placeTerm(input.dueOn ?? addWorkingDays(today, rules.defaultWorkingDays));
  const id = newId();
  const { year, serial } = await takeNumber(ctx, Number(today.slice(0, 4)));
  await ctx.db
    .insertInto('assignments.assignment')
    .values({
      id,
      year,
      serial,
      source: input.source.kind,
      source_id: input.source.id,
      basis: input.source.basis,
      basis_on: input.source.on,
      meeting_id: input.source.meetingId ?? null,
      text: input.text,
      expected_result: input.expectedResult,
      control: input.control ?? 'regular',
      budget_line: input.budgetLine ?? '',
      responsible_id: input.responsibleId,
      responsible_name: knownIn(names, input.responsibleId),
      succeeds_id: input.succeedsId ?? null,
      state: 'issued',
      first_due_on: term.due_on,
      ...term,
      issued_at: ctx.now,
      issued_by_name: nameOfActor(ctx),
    })
    .execute();
  await addHelpers(ctx, id, helperNames);
  await addLinks(ctx, id, input.links ?? []);
  const number = assignmentNumber(serial, year);
  await tellHistory(ctx, id, { kind: 'issue', text: input.source.basis, data: { dueOn: term.due_on } });
  ctx.audit({
    action: 'assignments.issue',
    object: 'assignment',
    objectId: id,
    data: { number, source: input.source.kind, responsible: input.responsibleId, dueOn: term.due_on },
  });
  await sendNotice(ctx, [input.responsibleId, ...helpers], {
    id,
    purpose: 'assignment-issued',
    subject: `Поручение ${number}, срок ${formatDay(term.due_on)}`,
    text: `${input.text}\n\nОснование: ${input.source.basis}.${input.expectedResult ? `\nРезультат: ${input.expectedResult}.` : ''}\nОтвечает: ${names.get(input.responsibleId)}. Срок: ${formatDay(term.due_on)}.`,
  });
  return { id, number };
}

/** The next number of a year: the lock makes those who issue at once wait for one another. */
async function takeNumber(ctx: Ctx, year: number): Promise<{ year: number; serial: number }> {
  await sql`SELECT pg_advisory_xact_lock(398202130)`.execute(ctx.db);
  const { rows } = await sql<{ serial: number }>`
    SELECT coalesce(max(serial), 0) + 1 AS serial FROM assignments.assignment WHERE year = ${year}`.execute(
    ctx.db,
  );
  return { year, serial: firstRow(rows).serial };
}

async function addHelpers(ctx: Ctx, id: string, names: ReadonlyMap<string, string>): Promise<void> {
  if (names.size === 0) return;
  await ctx.db
    .insertInto('assignments.co_executor')
    .values([...names].map(([person_id, name]) => ({ assignment_id: id, person_id, name })))
    .execute();
}

async function addLinks(ctx: Ctx, id: string, links: NonNullable<AssignmentInput['links']>): Promise<void> {
  if (links.length === 0) return;
  await ctx.db
    .insertInto('assignments.link')
    .values(
      links.map(({ kind, targetId }) => ({
        assignment_id: id,
        kind,
        target_id: targetId,
        by_name: nameOfActor(ctx),
        at: ctx.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Route: an assignment by a paper that is no decision of the group. */
export async function createByPaper(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.createAssignment>,
): Promise<AssignmentCard> {
  const { source, basis, basisOn, ...rest } = body;
  const { id } = await createAssignment(ctx, {
    ...rest,
    source: { kind: source, id: null, basis, on: basisOn },
  });
  return readAssignmentCard(ctx, id);
}
