import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { onConflict } from './on-conflict.ts';
import { findPlaybook } from './playbooks.ts';

/** What a playbook runs on: a conflict, or an incident that is of none. */
export type RunSubject =
  | { conflict_id: string; incident_id: null }
  | { conflict_id: null; incident_id: string };

/** What a locked subject is told of it: the line of its history, data of the journal. */
interface Told {
  what: string;
  data: Record<string, unknown>;
}

/** Steps as they stand now become tasks, each with its own clock. The same playbook runs once at a time. */
export async function beginRun(ctx: Ctx, of: RunSubject, chosen: string): Promise<Told> {
  const { id: playbook, practiceId, title, steps } = await findPlaybook(ctx, chosen);
  await refuseRunning(ctx, of, playbook);
  const runId = newId();
  await ctx.db
    .insertInto('conflicts.run')
    .values({
      ...of,
      id: runId,
      practice_id: practiceId,
      playbook,
      title,
      started_at: ctx.now,
      started_by_name: nameOfActor(ctx),
    })
    .execute();
  const tasks = steps.map(({ text, dueAt }, at) => ({
    ...of,
    run_id: runId,
    serial: at + 1,
    text,
    due_at: dueAt,
  }));
  await ctx.db.insertInto('conflicts.task').values(tasks).execute();
  return { what: `Начат сценарий «${title}»`, data: { run: runId, playbook, steps: steps.length } };
}

/** Plans: run_conflict, run_incident. */
async function refuseRunning(ctx: Ctx, of: RunSubject, playbook: string): Promise<void> {
  const { rows } = await sql`
    SELECT FROM conflicts.run JOIN conflicts.task ON task.run_id = run.id
    WHERE ${ofSubject(of, 'run.')} AND run.playbook = ${playbook} AND task.done_at IS NULL AND NOT task.is_void
    LIMIT 1`.execute(ctx.db);
  if (rows.length > 0) throw new AppError('lib.conflict', 'Этот сценарий уже идёт: отметьте его шаги.');
}

const ofSubject = ({ conflict_id: conflict, incident_id: incident }: RunSubject, of: 'run.' | '' = '') =>
  conflict === null
    ? sql<boolean>`${sql.ref(`${of}incident_id`)} = ${incident}::uuid`
    : sql<boolean>`${sql.ref(`${of}conflict_id`)} = ${conflict}::uuid`;

interface Mark {
  runId: string;
  serial: number;
  isDone: boolean;
}

/** A step is done, or is taken back; refuses one that is so already, and one of another subject. */
export async function markStep(ctx: Ctx, of: RunSubject, { runId, serial, isDone }: Mark): Promise<Told> {
  const task = await ctx.db
    .updateTable('conflicts.task')
    .set(
      isDone ? { done_at: ctx.now, done_by_name: nameOfActor(ctx) } : { done_at: null, done_by_name: null },
    )
    .where('run_id', '=', runId)
    .where('serial', '=', serial)
    .where(ofSubject(of))
    .where('is_void', '=', false)
    .where('done_at', isDone ? 'is' : 'is not', null)
    .returning('text')
    .executeTakeFirst();
  if (!task) throw new AppError('lib.conflict', 'Этот шаг уже отмечен, или его нет. Обновите страницу.');
  return {
    what: `${isDone ? 'Сделано' : 'Возвращён шаг'}: ${task.text}`,
    data: { run: runId, serial, isDone },
  };
}

/** Route. */
export const startPlaybook = onConflict(
  'play',
  'start-playbook',
  (ctx, { id }, { body }: HandlerInput<typeof contract.startPlaybook>) =>
    beginRun(ctx, { conflict_id: id, incident_id: null }, body.playbook),
);

/** Route. */
export const markTask = onConflict(
  'mark',
  'mark-task',
  (ctx, { id }, { body }: HandlerInput<typeof contract.markTask>) =>
    markStep(ctx, { conflict_id: id, incident_id: null }, body),
);
