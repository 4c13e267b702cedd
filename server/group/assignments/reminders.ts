import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/assignments-desk.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { firstOf } from '../../../shared/lists.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { assignmentNumber, defaultReminder } from '../../../shared/text/group/assignments.ts';
import { counted } from '../../../shared/text/plural.ts';
import { localDayStart, workingDaysBetween } from '../../base/deadlines/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type AssignmentRecord, assignmentColumns, tellHistory } from './assignment-rows.ts';
import { cardUrl, findReceiversOf } from './notice.ts';
import { type ReminderStep, reminderStep } from './reminder-steps.ts';
import { controlPack } from './rules-pack.ts';

interface Due {
  row: AssignmentRecord;
  step: ReminderStep;
}

/** Running assignments whose reminder has fallen due and has not gone. Plan: assignment_open_due, the notices by their key. */
async function findDue(ctx: Ctx): Promise<Due[]> {
  const { rows } = await sql<AssignmentRecord & { sent: string[] | null }>`
    SELECT ${assignmentColumns}, (SELECT array_agg(step) FROM assignments.notice
      WHERE assignment_id = assignment.id AND notice.due_on = assignment.due_on) AS sent
    FROM assignments.assignment AS assignment
    WHERE state IN ('issued', 'acknowledged', 'in_work', 'returned') ORDER BY due_at, id`.execute(ctx.db);
  const find = rememberSteps(ctx);
  return rows.flatMap((row) => {
    const step = find(row);
    return step && !row.sent?.includes(step.key) ? [{ row, step }] : [];
  });
}

/** The step of an assignment; those of one meeting with one term are counted once. */
function rememberSteps(ctx: Ctx): (row: AssignmentRecord) => ReminderStep | null {
  const known = new Map<string, ReminderStep | null>();
  return ({ issued_at, due_on }) => {
    const key = `${issued_at.getTime()} ${due_on}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const due = localDayStart(due_on);
    const step = reminderStep(
      workingDaysBetween(ctx.now, due),
      controlPack.on(cityDay(ctx.config, issued_at)),
    );
    known.set(key, step);
    return step;
  };
}

const lineOf = (ctx: Ctx, { row, step }: Due): string =>
  [
    `${assignmentNumber(row.serial, row.year)}, срок ${formatDay(row.due_on)} (${step.why}): ${row.text}`,
    cardUrl(ctx, row.id),
  ]
    .filter(Boolean)
    .join('\n');

async function readText(ctx: Ctx, templateId: string | null | undefined): Promise<string> {
  if (!templateId) return defaultReminder;
  const row = await ctx.db
    .selectFrom('assignments.template')
    .select('text')
    .where('id', '=', templateId)
    .where('kind', '=', 'reminder')
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого шаблона напоминания нет. Обновите страницу.');
  return row.text;
}

/** One letter for each person, with all their reminders, the nearest term first. */
async function writeLetters(ctx: Ctx, templateId: string | null | undefined) {
  const [due, text] = await Promise.all([findDue(ctx), readText(ctx, templateId)]);
  const people = Map.groupBy(due, ({ row }) => row.responsible_id);
  const receiversOf = await findReceiversOf(ctx, [...people.keys()]);
  return [...people].map(([personId, own]) => {
    const lines = own.map((one) => lineOf(ctx, one)).join('\n\n');
    const name = firstOf(own).row.responsible_name;
    return {
      personId,
      name,
      own,
      receivers: receiversOf.get(personId) ?? [],
      subject: `Напоминание: ${counted(own.length, 'поручение', 'поручения', 'поручений')}`,
      text: text.includes('{поручения}')
        ? text.replaceAll('{имя}', name).replaceAll('{поручения}', lines)
        : `${text.replaceAll('{имя}', name)}\n\n${lines}`,
    };
  });
}

type List = typeof contract.listReminders;

/** Route. */
export async function listReminders(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const letters = await writeLetters(ctx, query.templateId);
  return {
    letters: letters.map(({ personId, name, own, receivers, subject, text }) => ({
      personId,
      name,
      isReachable: receivers.length > 0,
      subject,
      text,
      assignments: own.map(({ row, step }) => ({
        id: row.id,
        number: assignmentNumber(row.serial, row.year),
        why: step.why,
      })),
    })),
  };
}

type Send = typeof contract.sendReminders;

/** Route: what is due goes out; the step is claimed in the transaction that writes the letters, so nobody gets one twice. */
export async function sendReminders(ctx: Ctx, { body }: HandlerInput<Send>): Promise<RouteReplyInput<Send>> {
  await sql`SELECT pg_advisory_xact_lock(398202131)`.execute(ctx.db);
  const letters = (await writeLetters(ctx, body.templateId)).filter(
    ({ personId, receivers }) => receivers.length > 0 && body.personIds.includes(personId),
  );
  for (const { own, receivers, subject, text } of letters) {
    await ctx.db
      .insertInto('assignments.notice')
      .values(
        own.map(({ row, step }) => ({
          assignment_id: row.id,
          step: step.key,
          due_on: row.due_on,
          at: ctx.now,
        })),
      )
      .execute();
    for (const { row, step } of own) await tellHistory(ctx, row.id, { kind: 'remind', text: step.why });
    await sendLetters(
      ctx,
      receivers.map(({ email }) => ({
        channel: 'email' as const,
        recipient: email,
        purpose: 'assignment-reminder' as const,
        subject,
        text,
      })),
    );
  }
  if (letters.length > 0)
    ctx.audit({
      action: 'assignments.send-reminders',
      object: 'assignment',
      objectId: firstOf(firstOf(letters).own).row.id,
      data: { people: letters.map(({ personId }) => personId) },
    });
  return { sent: letters.length };
}
